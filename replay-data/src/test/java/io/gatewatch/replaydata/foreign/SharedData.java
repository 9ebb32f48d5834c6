package io.gatewatch.replaydata.foreign;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real logs of others, which are not ours to ship: without them the tests are skipped. */
final class SharedData {
  private SharedData() {}

  static Path folder(String name) {
    String shared = System.getProperty("gatewatch.shared", "");
    Path folder = Path.of(shared, "data", name);
    assumeThat(shared).as("gatewatch.shared").isNotBlank();
    assumeThat(Files.isDirectory(folder)).as("%s", folder).isTrue();
    return folder;
  }
}
