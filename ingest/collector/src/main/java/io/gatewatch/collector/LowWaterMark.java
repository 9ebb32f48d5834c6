package io.gatewatch.collector;

/**
 * How far one normaliser task may promise time. With lines coming in: not beyond the newest of them
 * (by its time on the raw topic) − lag, since a backlog may lie behind it. After three ticks
 * without a line there is no backlog, and the promise is horizon − lag. Never goes back.
 */
final class LowWaterMark {
  private static final int QUIET_TICKS = 3;

  private final long lagMillis;
  private long newestLine = Long.MAX_VALUE;
  private int quietTicks;
  private long mark = Long.MIN_VALUE;

  LowWaterMark(long lagMillis) {
    this.lagMillis = lagMillis;
  }

  /** A line was read that the raw topic dates so. */
  void read(long rawTimestamp) {
    newestLine = rawTimestamp;
    quietTicks = 0;
  }

  /** Whether a promise can be made yet: not before the first line or three quiet ticks. */
  boolean isKnown() {
    return mark != Long.MIN_VALUE;
  }

  /** One second passed; the new promise, in ms since 1970, if it {@link #isKnown}. */
  long tick(long horizonMillis) {
    boolean quiet = quietTicks >= QUIET_TICKS;
    quietTicks++;
    boolean started = newestLine != Long.MAX_VALUE;
    if (quiet || started) {
      long bound = quiet ? horizonMillis : Math.min(horizonMillis, newestLine);
      mark = Math.max(mark, bound - lagMillis);
    }
    return mark;
  }
}
