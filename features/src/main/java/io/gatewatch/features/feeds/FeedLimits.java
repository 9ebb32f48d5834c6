package io.gatewatch.features.feeds;

/**
 * When a feed is worth a word; an analyst may tune these.
 *
 * @param nats how improbable it must be, as −ln of a probability: 13.8 is one in a million
 * @param minPauseMillis a shorter silence is none, in milliseconds
 * @param usualShare a field is judged where at least this share of the calls usually has it, 0..1
 */
public record FeedLimits(double nats, long minPauseMillis, double usualShare) {
  public FeedLimits {
    if (!(nats > 0) || minPauseMillis < 0 || !(usualShare > 0.5 && usualShare <= 1)) {
      throw new IllegalArgumentException(
          "nats, minPauseMillis, usualShare: (expected: over 0, 0 or more, over 0.5 up to 1)");
    }
  }

  /** One in a million, five minutes, nine in ten. */
  public static FeedLimits defaults() {
    return new FeedLimits(StrictMath.log(1e6), 300_000, 0.9);
  }
}
