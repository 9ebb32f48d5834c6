package io.gatewatch.streamsapp;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.alerting.QuotaGrounds;
import io.gatewatch.detectors.DetectionCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * A record of the internal topic to the governor: grounds, or the Clock of one partition. Exactly
 * one is not null.
 */
record GovernorInput(QuotaGrounds grounds, PartitionClock clock) {
  private static final ObjectMapper JSON = DetectionCodec.mapper();

  /** What a partition of {@code gatewatch.detections} promises. */
  record PartitionClock(int partition, Instant time) {}

  static GovernorInput of(QuotaGrounds grounds) {
    return new GovernorInput(grounds, null);
  }

  static GovernorInput of(int partition, Instant time) {
    return new GovernorInput(null, new PartitionClock(partition, time));
  }

  Row toRow() {
    try {
      return Row.forGovernor(JSON.writeValueAsBytes(this));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static GovernorInput fromBytes(byte[] bytes) {
    try {
      return JSON.readValue(bytes, GovernorInput.class);
    } catch (IOException e) {
      throw new UncheckedIOException("our own record cannot be read", e);
    }
  }
}
