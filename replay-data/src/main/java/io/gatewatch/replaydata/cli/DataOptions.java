package io.gatewatch.replaydata.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which state of this machine is meant. */
final class DataOptions {
  /** Whether the sample traffic is played; spelt as on the command line. */
  enum Sample {
    on,
    off
  }

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of all that outlives a run (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of(System.getProperty("user.home"), ".gatewatch", "data");

  @Option(
      names = "--sample",
      paramLabel = "on|off",
      description =
          "With a small bank's traffic and attacks, or without: two separate states (default: ${DEFAULT-VALUE}).")
  private Sample sample = Sample.on;

  Path data() {
    return data;
  }

  boolean sample() {
    return sample == Sample.on;
  }
}
