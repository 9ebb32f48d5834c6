package io.gatewatch.features;

import java.util.List;

/**
 * How busy a principal's minutes were: 32 bins, two to an octave, of calls a minute. Bin 0 holds
 * quiet minutes, bin b ≥ 1 those with 2^((b−1)/2) to 2^(b/2) calls (the last is open). 30 days of
 * minutes at most: at that bound all bins are halved. 32 whole numbers.
 */
public final class UsageHistogram {
  /** Number of bins. */
  public static final int BINS = 32;

  private static final int MAX_MINUTES = 30 * 24 * 60;

  private static final double[] UPPER_EDGES = new double[BINS];

  static {
    for (int bin = 1; bin < BINS; bin++) {
      UPPER_EDGES[bin] = StrictMath.pow(2, bin / 2.0);
    }
  }

  private UsageHistogram() {}

  /** The bin of a minute with so many calls. */
  public static int bin(long calls) {
    if (calls <= 0) {
      return 0;
    }
    int octave = 63 - Long.numberOfLeadingZeros(calls);
    // Upper half of the octave when calls ≥ 2^octave · √2, in whole numbers: calls² ≥
    // 2^(2·octave+1).
    int half = calls > (1L << 30) || calls * calls >= (1L << (2 * octave + 1)) ? 1 : 0;
    return Math.min(BINS - 1, 1 + 2 * octave + half);
  }

  /** Most calls that a minute of this bin can hold, in calls a minute. */
  public static double upperEdge(int bin) {
    return UPPER_EDGES[bin];
  }

  /** Counts one minute. */
  public static void add(int[] minutes, long calls) {
    addTo(minutes, bin(calls));
  }

  /** Counts one minute of a bin. */
  static void addTo(int[] minutes, int bin) {
    minutes[bin]++;
    long total = 0;
    for (int m : minutes) {
      total += m;
    }
    if (total > MAX_MINUTES) {
      for (int i = 0; i < BINS; i++) {
        minutes[i] = minutes[i] / 2;
      }
    }
  }

  /**
   * Upper edge of the bin in which the given share of the busy minutes lies, in calls a minute; 0
   * without history.
   */
  public static double quantile(List<Integer> minutes, double share) {
    long busy = 0;
    for (int b = 1; b < minutes.size(); b++) {
      busy += minutes.get(b);
    }
    long seen = 0;
    for (int b = 1; b < minutes.size(); b++) {
      seen += minutes.get(b);
      if (busy > 0 && seen >= share * busy) {
        return upperEdge(b);
      }
    }
    return 0;
  }

  /**
   * Calls above a limit (calls a minute) in these minutes: an upper bound, Σ max(0, edge − limit) ·
   * minutes.
   */
  public static double callsAbove(List<Integer> minutes, double limit) {
    double above = 0;
    for (int b = 1; b < minutes.size(); b++) {
      above += Math.max(0, upperEdge(b) - limit) * minutes.get(b);
    }
    return above;
  }

  /** All calls of these minutes, at most. */
  public static double calls(List<Integer> minutes) {
    return callsAbove(minutes, 0);
  }
}
