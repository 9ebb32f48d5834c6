package io.gatewatch.detectors.cel;

import io.gatewatch.features.Feature;

/**
 * Where a condition that holds ceases to hold when one feature alone changes.
 *
 * @param value what was seen
 * @param limit where it begins to hold: a threshold, or the nearest value at which it still does
 * @param quietAt a value at which the condition was asked again, and did not hold
 * @param side on which side of the limit it is quiet
 */
record Boundary(Feature feature, double value, double limit, double quietAt, Side side) {
  /** Where it is quiet: all the way, or at the one value that was tried. */
  enum Side {
    BELOW("quiet below "),
    UP_TO("quiet up to "),
    FROM("quiet from "),
    ABOVE("quiet above "),
    AT("quiet at ");

    private final String words;

    Side(String words) {
      this.words = words;
    }
  }

  /** How much would have had to change, as a share of the larger of both values: 0..1. */
  double change() {
    double larger = Math.max(Math.abs(value), Math.abs(quietAt));
    return Math.abs(value - quietAt) / Math.max(larger, Double.MIN_NORMAL);
  }

  boolean isLess() {
    return quietAt < value;
  }

  /** Such as {@code quiet below 60 calls a minute}. */
  String words() {
    return side.words + Measures.spoken(feature, side == Side.AT ? quietAt : limit, isLess());
  }
}
