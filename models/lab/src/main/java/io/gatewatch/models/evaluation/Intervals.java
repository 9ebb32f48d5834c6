package io.gatewatch.models.evaluation;

/** Intervals of 95 % for shares and counts. */
public final class Intervals {
  private static final double Z = 1.959963984540054;
  private static final double TAIL = 0.025;
  private static final int STEPS = 100;

  /** Both ends. */
  public record Interval(double low, double high) {}

  private Intervals() {}

  /** Wilson's score interval for a share of {@code found} in {@code all}; all of [0, 1] of none. */
  public static Interval wilson(long found, long all) {
    if (all == 0) {
      return new Interval(0, 1);
    }
    return wilsonOf((double) found / all, (double) all);
  }

  /** The same for a share of so many cases, which need not be whole. */
  static Interval wilsonOf(double share, double all) {
    double z2 = Z * Z / all;
    double middle = (share + z2 / 2) / (1 + z2);
    double half = Z * StrictMath.sqrt(share * (1 - share) / all + z2 / all / 4) / (1 + z2);
    return new Interval(share <= 0 ? 0 : middle - half, share >= 1 ? 1 : middle + half);
  }

  /**
   * For the difference of two shares of the same cases: Newcombe's interval for paired data (1998,
   * method 10), which joins the score intervals of both shares with their correlation.
   *
   * @param both cases that are in the first and in the second share
   * @param first cases in the first alone
   * @param second cases in the second alone
   * @param neither the other cases
   * @param cases how many of them are independent
   */
  static Interval paired(double both, double first, double second, double neither, double cases) {
    double all = both + first + second + neither;
    if (all <= 0 || cases <= 0) {
      return new Interval(-1, 1);
    }
    double one = (both + first) / all;
    double other = (both + second) / all;
    Interval ofOne = wilsonOf(one, cases);
    Interval ofOther = wilsonOf(other, cases);
    double product = (both + first) * (second + neither) * (both + second) * (first + neither);
    double together = both * neither - first * second;
    double corrected = together > 0 ? Math.max(0, together - all / 2) : together;
    double phi = product <= 0 ? 0 : corrected / StrictMath.sqrt(product);
    double down = joined(one - ofOne.low(), ofOther.high() - other, phi);
    double up = joined(ofOne.high() - one, other - ofOther.low(), phi);
    return new Interval(one - other - down, one - other + up);
  }

  /**
   * The exact sign test (McNemar): the chance that of so many equal coins so uneven a share, or a
   * more uneven one, falls on one side. 1 of none.
   */
  static double sign(int ups, int downs) {
    int all = ups + downs;
    double chance = StrictMath.pow(0.5, all);
    double tail = 0;
    for (int i = 0; i <= Math.min(ups, downs); i++) {
      tail += chance;
      chance *= (all - i) / (i + 1.0);
    }
    return Math.min(1, 2 * tail);
  }

  private static double joined(double a, double b, double phi) {
    return StrictMath.sqrt(Math.max(0, a * a - 2 * phi * a * b + b * b));
  }

  /**
   * The exact (Garwood) interval for the mean of a Poisson count: at its low end so many or more,
   * at its high end so many or fewer come with a chance of 2.5 %.
   */
  public static Interval poisson(long count) {
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
