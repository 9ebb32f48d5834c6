package io.gatewatch.replaydata.evaluate;

import java.time.Duration;
import java.time.Instant;

/**
 * What a run was about.
 *
 * @param from time of its first call
 * @param to time of its last
 * @param agents different agents seen
 * @param warmup so long after the first call nothing counts
 */
public record RunSpan(Instant from, Instant to, long calls, int agents, Duration warmup) {
  public RunSpan {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "to: " + to + " (expected: not before from, " + from + ")");
    }
    if (warmup.isNegative()) {
      throw new IllegalArgumentException("warmup: " + warmup + " (expected: zero or more)");
    }
  }

  boolean isWarmup(Instant moment) {
    return moment.isBefore(from.plus(warmup));
  }

  /** Days that count; 0 when the run is not longer than its warm-up. */
  double days() {
    Duration judged = Duration.between(from.plus(warmup), to);
    return judged.isNegative() ? 0 : judged.toMillis() / 86_400_000.0;
  }
}
