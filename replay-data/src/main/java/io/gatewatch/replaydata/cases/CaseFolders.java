package io.gatewatch.replaydata.cases;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The cases below a folder: {@code <rule>/<name>/case.yaml} with its calls beside it. */
public final class CaseFolders {
  private static final List<String> CALLS =
      List.of("calls.ndjson", "calls.ndjson.gz", "calls.ndjson.zst");
  private static final String REGISTRY = "registry.yaml";

  private CaseFolders() {}

  /** Where the cases lie that ship with Gatewatch: beside the folder that was built. */
  public static Path shipped() {
    try {
      Path built =
          Path.of(CaseFolders.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return built.getParent().resolveSibling("cases");
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the place of our own classes is always a path", e);
    }
  }

  /**
   * Reads all cases, in the order of their names.
   *
   * @throws IOException when a folder or file is not what it should be, in one line
   */
  public static List<Case> read(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new IOException(
          root + ": no such folder (expected: <rule>/<case>/" + CaseFile.NAME + ")");
    }
    List<Case> cases = new ArrayList<>();
    for (Path rule : folders(root)) {
      for (Path folder : folders(rule)) {
        cases.add(read(rule.getFileName().toString(), folder));
      }
    }
    return cases;
  }

  private static Case read(String rule, Path folder) throws IOException {
    Path file = folder.resolve(CaseFile.NAME);
    try {
      Path registry = folder.resolve(REGISTRY);
      return new Case(
          CaseBrain.isOfTheModel(rule) ? rule : "rule." + rule,
          rule + "/" + folder.getFileName(),
          CaseFile.read(Files.readString(file)),
          calls(folder),
          Files.exists(registry) ? Files.readString(registry) : null);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static Path calls(Path folder) throws IOException {
    List<Path> there = CALLS.stream().map(folder::resolve).filter(Files::exists).toList();
    if (there.size() != 1) {
      throw new IOException(
          folder + " holds " + there.size() + " files of calls (expected: one of " + CALLS + ")");
    }
    return there.get(0);
  }

  private static List<Path> folders(Path parent) throws IOException {
    try (Stream<Path> below = Files.list(parent)) {
      return below.filter(Files::isDirectory).sorted().toList();
    }
  }
}
