package io.gatewatch.ingest.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Our own lines of each format, as the parsers' tests hold them. */
final class SeedLines {
  private SeedLines() {}

  /** All lines of a format's fixtures, in the order of file names, without remarks. */
  static List<byte[]> of(Format format) {
    List<byte[]> lines = new ArrayList<>();
    for (Path file : files(format.name())) {
      try {
        lines.addAll(format.split(Files.readAllBytes(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    lines.removeIf(line -> line[0] == '#');
    if (lines.isEmpty()) {
      throw new AssertionError("no fixtures of format " + format.name());
    }
    return lines;
  }

  private static List<Path> files(String format) {
    URL folder = SeedLines.class.getResource("/formats/" + format);
    if (folder == null) {
      throw new AssertionError("no folder formats/" + format);
    }
    try (Stream<Path> files = Files.walk(Path.of(folder.toURI()))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException | URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
