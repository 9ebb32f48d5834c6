package io.gatewatch.replaydata.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.Option;

/** The day that reviews are held against. */
final class Today {
  @Option(
      names = "--today",
      paramLabel = "DATE",
      description = "Day that reviews are held against (default: today, UTC).")
  private LocalDate given;

  LocalDate date() {
    return given == null ? LocalDate.now(ZoneOffset.UTC) : given;
  }
}
