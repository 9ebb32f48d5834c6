package io.gatewatch.streamsapp;

import io.gatewatch.ingest.ControlRecord;
import java.util.Optional;

/** Reads {@code gatewatch.control}, on which other things travel too, such as the heartbeat. */
final class ControlReader {
  private ControlReader() {}

  /** A control record; empty for all else. */
  static Optional<ControlRecord> read(byte[] value) {
    try {
      return Optional.ofNullable(value)
          .map(ControlRecord::read)
          .filter(record -> SaneTimes.isSane(record.effectiveFrom()));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
