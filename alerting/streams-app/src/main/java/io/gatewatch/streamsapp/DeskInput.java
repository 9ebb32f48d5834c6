package io.gatewatch.streamsapp;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.alerting.AlertVersion;
import io.gatewatch.detectors.DetectionCodec;
import io.gatewatch.streamsapp.GovernorInput.PartitionClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * A record of the internal topic to the desk: a version of an alert, or the Clock of one partition.
 * Exactly one is not null.
 */
record DeskInput(AlertVersion version, PartitionClock clock) {
  private static final ObjectMapper JSON = DetectionCodec.mapper();

  static DeskInput of(AlertVersion version) {
    return new DeskInput(new AlertVersion(version.alert(), null, version.links()), null);
  }

  static DeskInput of(int partition, Instant time) {
    return new DeskInput(null, new PartitionClock(partition, time));
  }

  Row toRow() {
    try {
      return Row.forDesk(JSON.writeValueAsBytes(this));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DeskInput fromBytes(byte[] bytes) {
    try {
      return JSON.readValue(bytes, DeskInput.class);
    } catch (IOException e) {
      throw new UncheckedIOException("our own record cannot be read", e);
    }
  }
}
