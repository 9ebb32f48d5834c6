package io.gatewatch.console;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How far detection is behind the log, in event time: the newest time on {@code gatewatch.calls}
 * less the least of the clocks on the partitions of {@code gatewatch.detections}. Zero when
 * detection has promised more than the log has shown.
 */
final class PipelineLag {
  private Instant newestInLog;
  private final Map<Integer, Instant> judged = new HashMap<>();

  void logReached(Instant time) {
    if (newestInLog == null || time.isAfter(newestInLog)) {
      newestInLog = time;
    }
  }

  void judgedUpTo(int partition, Instant time) {
    judged.merge(partition, time, (a, b) -> a.isAfter(b) ? a : b);
  }

  /** In seconds; null until both were seen. */
  Double seconds() {
    if (newestInLog == null || judged.isEmpty()) {
      return null;
    }
    Instant least = judged.values().stream().min(Instant::compareTo).orElseThrow();
    return Math.max(0, Duration.between(least, newestInLog).toMillis()) / 1e3;
  }
}
