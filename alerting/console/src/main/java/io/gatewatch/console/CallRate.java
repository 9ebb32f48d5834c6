package io.gatewatch.console;

import java.time.Instant;

/**
 * Calls a second as they arrive here, in wall-clock time: the mean of the last {@value
 * #WINDOW_SECONDS} whole seconds.
 */
final class CallRate {
  static final int WINDOW_SECONDS = 5;
  private static final int BUCKETS = WINDOW_SECONDS + 1;

  private final long[] seconds = new long[BUCKETS];
  private final long[] counts = new long[BUCKETS];

  void count(Instant now) {
    long second = now.getEpochSecond();
    int bucket = (int) Math.floorMod(second, (long) BUCKETS);
    if (seconds[bucket] != second) {
      seconds[bucket] = second;
      counts[bucket] = 0;
    }
    counts[bucket]++;
  }

  double perSecond(Instant now) {
    long second = now.getEpochSecond();
    long sum = 0;
    for (int i = 0; i < BUCKETS; i++) {
      if (seconds[i] < second && seconds[i] >= second - WINDOW_SECONDS) {
        sum += counts[i];
      }
    }
    return (double) sum / WINDOW_SECONDS;
  }
}
