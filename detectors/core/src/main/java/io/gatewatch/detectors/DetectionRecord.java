package io.gatewatch.detectors;

import io.gatewatch.ingest.Clock;

/**
 * What a record of {@code gatewatch.detections} holds: a detection, or the judge's clock. Exactly
 * one is not null (a sealed type would cost Flink its fast serializer).
 */
public record DetectionRecord(Detection detection, Clock clock) {
  public DetectionRecord {
    if ((detection == null) == (clock == null)) {
      throw new IllegalArgumentException("detection, clock: (expected: exactly one)");
    }
  }

  /** A finding. */
  public static DetectionRecord of(Detection detection) {
    return new DetectionRecord(detection, null);
  }

  /** A promise that nothing older will be found. */
  public static DetectionRecord of(Clock clock) {
    return new DetectionRecord(null, clock);
  }
}
