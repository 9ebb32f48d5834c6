package io.gatewatch.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatch.ingest.catalog.Catalog;
import io.gatewatch.ingest.catalog.CatalogSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A file that names operations: OpenAPI 3 or Swagger 2, JSON or YAML, or a catalogue in Gatewatch's
 * own JSON. At most 32 MiB.
 */
public final class SpecFile {
  private static final long MOST_BYTES = 32L << 20;

  private SpecFile() {}

  /** Reads a file; its operations are found below the base paths that it names itself. */
  public static SpecReading read(Path file) {
    return read(file, List.of());
  }

  /** Reads a file; its operations are found below these base paths too. */
  public static SpecReading read(Path file, List<String> basePaths) {
    String name = file.getFileName() == null ? file.toString() : file.getFileName().toString();
    String text;
    try {
      if (Files.size(file) > MOST_BYTES) {
        return unreadable(name, "larger than 32 MiB", "leave out examples, or split it by path");
      }
      text = utf8(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return unreadable(name, "no such file", "give the path of an OpenAPI or Swagger file");
    } catch (CharacterCodingException e) {
      return unreadable(name, "not UTF-8", "save it as UTF-8");
    } catch (IOException e) {
      return unreadable(name, "cannot be opened", "make it readable for this user");
    }
    SpecReading reading = read(name, text);
    return reading instanceof SpecReading.Read read ? below(basePaths, read) : reading;
  }

  private static SpecReading read(String name, String text) {
    JsonNode root = SpecTree.of(text);
    if (root == null || !root.isObject()) {
      return unreadable(name, "neither JSON nor YAML", "check its syntax with an OpenAPI editor");
    }
    if (root.has("catalog")) {
      try {
        return new SpecReading.Read(Catalog.read(text).sources(), List.of());
      } catch (IllegalArgumentException e) {
        return new SpecReading.Unreadable(name + ": " + e.getMessage());
      }
    }
    if (root.path("paths").isEmpty()) {
      return unreadable(name, "no operations under paths", "give the file that has the paths");
    }
    return SpecReader.read(name, root);
  }

  static SpecReading unreadable(String name, String what, String remedy) {
    return new SpecReading.Unreadable(name + ": " + what + "; " + remedy);
  }

  private static SpecReading below(List<String> basePaths, SpecReading.Read read) {
    if (basePaths.isEmpty()) {
      return read;
    }
    List<CatalogSource> sources = new ArrayList<>();
    for (CatalogSource source : read.sources()) {
      Set<String> all = new LinkedHashSet<>(basePaths);
      all.addAll(source.basePaths());
      sources.add(source.mountedAt(List.copyOf(all)));
    }
    return new SpecReading.Read(sources, read.remarks());
  }

  private static String utf8(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
