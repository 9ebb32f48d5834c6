package io.gatewatch.streamsapp;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.alerting.AlertVersion;
import io.gatewatch.alerting.AnalystVerdict;
import io.gatewatch.detectors.DetectionCodec;
import io.gatewatch.streamsapp.GovernorInput.PartitionClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * What the desk is told: a version of an alert, the Clock of one partition (both by the internal
 * topic), or what an analyst says. Exactly one is not null.
 */
record DeskInput(AlertVersion version, PartitionClock clock, AnalystVerdict verdict) {
  private static final ObjectMapper JSON = DetectionCodec.mapper();

  static DeskInput of(AlertVersion version) {
    return new DeskInput(new AlertVersion(version.alert(), null, version.links()), null, null);
  }

  static DeskInput of(int partition, Instant time) {
    return new DeskInput(null, new PartitionClock(partition, time), null);
  }

  static DeskInput of(AnalystVerdict verdict) {
    return new DeskInput(null, null, verdict);
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
