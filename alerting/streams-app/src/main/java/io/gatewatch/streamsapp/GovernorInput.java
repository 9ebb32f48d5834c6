package io.gatewatch.streamsapp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.alerting.Act;
import io.gatewatch.alerting.QuotaGrounds;
import io.gatewatch.alerting.Told;
import io.gatewatch.alerting.desk.WindowNotice;
import io.gatewatch.detectors.DetectionCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * A record of the internal topic to the governor, and of what waits in its store. Exactly one is
 * not null; {@code grounds} is how older versions wrote what is {@code told} now.
 *
 * @param act not told yet: the governor's Clock says from when on it counts
 * @param notice likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GovernorInput(
    QuotaGrounds grounds,
    PartitionClock clock,
    Told told,
    Act act,
    PackedRegistry registry,
    WindowNotice notice) {
  private static final ObjectMapper JSON = DetectionCodec.mapper();

  /** What a partition of {@code gatewatch.detections} promises. */
  record PartitionClock(int partition, Instant time) {}

  GovernorInput {
    if (grounds != null) {
      told = Told.of(grounds);
      grounds = null;
    }
  }

  static GovernorInput of(Told told) {
    return new GovernorInput(null, null, told, null, null, null);
  }

  static GovernorInput of(int partition, Instant time) {
    return new GovernorInput(null, new PartitionClock(partition, time), null, null, null, null);
  }

  static GovernorInput of(Act act) {
    return new GovernorInput(null, null, null, act, null, null);
  }

  static GovernorInput of(PackedRegistry registry) {
    return new GovernorInput(null, null, null, null, registry, null);
  }

  static GovernorInput of(WindowNotice notice) {
    return new GovernorInput(null, null, null, null, null, notice);
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
