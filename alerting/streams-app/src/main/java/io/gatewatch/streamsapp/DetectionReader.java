package io.gatewatch.streamsapp;

import io.gatewatch.detectors.DetectionCodec;
import io.gatewatch.detectors.DetectionRecord;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads records of {@code gatewatch.detections}; a poisoned one is counted and passed over. */
final class DetectionReader {
  private static final Logger LOG = LoggerFactory.getLogger(DetectionReader.class);

  private DetectionReader() {}

  static Optional<DetectionRecord> read(byte[] value) {
    try {
      DetectionRecord record = value == null ? null : DetectionCodec.read(value);
      if (record != null && isSane(record)) {
        return Optional.of(record);
      }
    } catch (RuntimeException e) {
      LOG.debug("passed over: {}", e.getMessage());
    }
    AlertingMetrics.SKIPPED.inc();
    return Optional.empty();
  }

  private static boolean isSane(DetectionRecord record) {
    Instant time = record.clock() != null ? record.clock().time() : record.detection().time();
    return time.isAfter(Instant.EPOCH) && SaneTimes.isSane(time);
  }
}
