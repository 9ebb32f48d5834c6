package io.gatewatch.detectors;

/**
 * Event time cut into seconds: how often the Clock of {@code gatewatch.detections} moves, and what
 * alerting decides at once. Detection needs whole rounds, because it looks at peers; a cut cannot
 * wait for the end of one.
 */
public final class Ticks {
  /** Length of a tick, in milliseconds. */
  public static final long MILLIS = 1_000;

  private Ticks() {}

  /** The tick that a time lies in. */
  public static long of(long epochMillis) {
    return Math.floorDiv(epochMillis, MILLIS);
  }

  /** When a tick ends, which is no longer part of it, in ms since 1970. */
  public static long end(long tick) {
    return (tick + 1) * MILLIS;
  }

  /** The first tick that ends then or later. */
  public static long endingAtOrAfter(long epochMillis) {
    return -Math.floorDiv(-epochMillis, MILLIS) - 1;
  }
}
