package io.gatewatch.replaydata.nab;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder in NAB's shape: itself or its folder {@code data} has a folder a category. */
public final class NabFolder {
  private final Path root;
  private final Path data;

  /** Looks at a folder. */
  public NabFolder(Path root) {
    this.root = root;
    Path inside = root.resolve("data");
    this.data = Files.isDirectory(inside) ? inside : root;
  }

  /** Whether results in this folder would replace the series. */
  public boolean isReadFrom(Path out) throws IOException {
    return Files.exists(out) && Files.isSameFile(out, data);
  }

  /** Where NAB keeps the labelled windows; the file need not be there. */
  public Path labels() {
    return root.resolve("labels").resolve("combined_windows.json");
  }

  /**
   * Reads all series, by name.
   *
   * @throws IllegalArgumentException when there is none, or one is malformed
   */
  public List<NabSeries> series() throws IOException {
    List<NabSeries> found = new ArrayList<>();
    for (Path category : children(data)) {
      for (Path file : Files.isDirectory(category) ? children(category) : List.<Path>of()) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".csv")) {
          found.add(read(category.getFileName() + "/" + name, file));
        }
      }
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          data + ": no series (expected: a folder a category, with .csv files)");
    }
    return found;
  }

  private static NabSeries read(String name, Path file) throws IOException {
    try {
      return NabSeries.read(name, file);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + ": not UTF-8", e);
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
