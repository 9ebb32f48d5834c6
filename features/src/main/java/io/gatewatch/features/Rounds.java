package io.gatewatch.features;

/**
 * Rounds: event time cut into pieces of 10 s, the unit in which principals learn of each other.
 * Part of the contract.
 */
public final class Rounds {
  /** Length of a round, in milliseconds. */
  public static final long MILLIS = 10_000;

  /** How many make a minute. */
  public static final int A_MINUTE = 6;

  /** How many make an hour. */
  public static final int AN_HOUR = 360;

  private Rounds() {}

  /** The round in which a time lies. */
  public static long of(long epochMillis) {
    return Math.floorDiv(epochMillis, MILLIS);
  }

  /** The hour since 1970-01-01T00:00Z in which a round lies. */
  public static long hour(long round) {
    return Math.floorDiv(round, AN_HOUR);
  }

  /** The first millisecond after a round. */
  public static long end(long round) {
    return (round + 1) * MILLIS;
  }
}
