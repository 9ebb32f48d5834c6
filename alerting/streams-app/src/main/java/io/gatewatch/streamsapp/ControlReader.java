package io.gatewatch.streamsapp;

import io.gatewatch.ingest.ControlRecord;
import java.util.Optional;

/** Reads {@code gatewatch.control}, on which other things travel too, such as the heartbeat. */
final class ControlReader {
  private ControlReader() {}

  /** A control record; empty for all else. */
  static Optional<ControlRecord> read(byte[] value) {
    try {
      return value == null ? Optional.empty() : Optional.of(ControlRecord.read(value));
    } catch (IllegalArgumentException | NullPointerException e) {
      return Optional.empty();
    }
  }
}
