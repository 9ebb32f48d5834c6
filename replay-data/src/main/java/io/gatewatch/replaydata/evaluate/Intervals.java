package io.gatewatch.replaydata.evaluate;

/** Intervals of 95 % for shares and counts. */
final class Intervals {
  private static final double Z = 1.959963984540054;
  private static final double TAIL = 0.025;
  private static final int STEPS = 100;

  /** Both ends. */
  record Interval(double low, double high) {}

  private Intervals() {}

  /** Wilson's score interval for a share of {@code found} in {@code all}; all of [0, 1] of none. */
  static Interval wilson(long found, long all) {
    if (all == 0) {
      return new Interval(0, 1);
    }
    double share = (double) found / all;
    double z2 = Z * Z / all;
    double middle = (share + z2 / 2) / (1 + z2);
    double half = Z * StrictMath.sqrt(share * (1 - share) / all + z2 / all / 4) / (1 + z2);
    return new Interval(found == 0 ? 0 : middle - half, found == all ? 1 : middle + half);
  }

  /**
   * The exact (Garwood) interval for the mean of a Poisson count: at its low end so many or more,
   * at its high end so many or fewer come with a chance of 2.5 %.
   */
  static Interval poisson(long count) {
    double most = count + 10 * StrictMath.sqrt(count + 1.0) + 10;
    double low = count == 0 ? 0 : falling(count - 1, 1 - TAIL, most);
    return new Interval(low, falling(count, TAIL, most));
  }

  /** The mean at which {@code count} or fewer come with this chance: the chance falls with it. */
  private static double falling(long count, double chance, double most) {
    double low = 0;
    double high = most;
    for (int i = 0; i < STEPS; i++) {
      double middle = (low + high) / 2;
      if (atMost(count, middle) > chance) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** Chance of {@code count} or fewer at a mean; terms in logarithms, so that none overflows. */
  private static double atMost(long count, double mean) {
    double log = -mean;
    double sum = 0;
    double logMean = StrictMath.log(mean);
    for (long i = 0; i <= count; i++) {
      sum += StrictMath.exp(log);
      log += logMean - StrictMath.log(i + 1.0);
    }
    return sum;
  }
}
