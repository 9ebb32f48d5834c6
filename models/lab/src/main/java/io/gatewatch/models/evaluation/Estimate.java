package io.gatewatch.models.evaluation;

/**
 * A figure and its interval of 95 %.
 *
 * @param value between both ends
 */
public record Estimate(double value, double low, double high) {
  private static final double MILLION = 1e6;

  /** To six places; the ends are never on the wrong side of the figure. */
  static Estimate of(double value, Intervals.Interval interval) {
    return new Estimate(
        rounded(value),
        rounded(Math.min(value, interval.low())),
        rounded(Math.max(value, interval.high())));
  }

  /** Reaching as far as the farther of two intervals. */
  static Estimate widest(double value, Intervals.Interval one, Intervals.Interval other) {
    return of(
        value,
        new Intervals.Interval(
            Math.min(one.low(), other.low()), Math.max(one.high(), other.high())));
  }

  static double rounded(double number) {
    // + 0: a negative zero is a zero.
    return StrictMath.rint(number * MILLION) / MILLION + 0.0;
  }

  /** Whether 0 lies outside, such as no lift. */
  public boolean excludesZero() {
    return low > 0 || high < 0;
  }
}
