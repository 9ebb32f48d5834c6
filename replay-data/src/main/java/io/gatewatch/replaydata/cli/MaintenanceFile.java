package io.gatewatch.replaydata.cli;

import io.gatewatch.alerting.desk.DeskBook;
import io.gatewatch.ingest.ControlRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Maintenance windows and snoozes that a person gave, read once and refused in one line. */
final class MaintenanceFile {
  private MaintenanceFile() {}

  /** Its text, which can be used; null when no file was named. */
  static String read(Path file) {
    if (file == null) {
      return null;
    }
    try {
      String yaml = Files.readString(file);
      new DeskBook().add(ControlRecord.of(DeskBook.MAINTENANCE, "given", 1, Instant.EPOCH, yaml));
      return yaml;
    } catch (IOException e) {
      throw Failure.input("--maintenance " + file + ": cannot be read");
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--maintenance " + file + ": " + e.getMessage());
    }
  }
}
