package io.gatewatch.replaydata.evaluate;

import java.util.List;

/** Ranks among numbers, and numbers short enough to be read. */
final class Numbers {
  private static final double MILLION = 1e6;

  private Numbers() {}

  /** To six places. */
  static double rounded(double number) {
    return StrictMath.rint(number * MILLION) / MILLION;
  }

  /** The middle one, or the mean of the two; null of none. */
  static Double median(List<Double> numbers) {
    if (numbers.isEmpty()) {
      return null;
    }
    List<Double> sorted = numbers.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : rounded((sorted.get(half - 1) + sorted.get(half)) / 2);
  }

  /** The smallest that nine in ten do not exceed; null of none. */
  static Double p90(List<Double> numbers) {
    List<Double> sorted = numbers.stream().sorted().toList();
    return sorted.isEmpty() ? null : sorted.get((9 * sorted.size() + 9) / 10 - 1);
  }
}
