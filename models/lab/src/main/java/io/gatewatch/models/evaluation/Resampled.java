package io.gatewatch.models.evaluation;

import java.util.Arrays;

/** A figure in each resample of a bootstrap; resamples in which there is none do not count. */
final class Resampled {
  private static final double TAIL = 0.025;

  private final double[] values;
  private int size;

  Resampled(int most) {
    values = new double[most];
  }

  void add(double value) {
    if (!Double.isNaN(value)) {
      values[size++] = value;
    }
  }

  /**
   * The percentile interval of 95 % (Efron &amp; Tibshirani 1993, chapter 13); the figure alone
   * where no resample has one.
   */
  Intervals.Interval interval(double value) {
    if (size == 0) {
      return new Intervals.Interval(value, value);
    }
    double[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    int cut = (int) (size * TAIL);
    return new Intervals.Interval(sorted[cut], sorted[size - 1 - cut]);
  }
}
