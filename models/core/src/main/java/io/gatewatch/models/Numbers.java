package io.gatewatch.models;

/** Checks of what a model file holds: nothing in it is believed. */
final class Numbers {
  private Numbers() {}

  /** Refuses an array that is missing, of another length, or holds what is no number. */
  static void check(String what, double[] values, int length) {
    if (values == null || values.length != length) {
      throw new IllegalArgumentException(
          what
              + ": "
              + (values == null ? "none" : values.length + " numbers")
              + " (expected: "
              + length
              + ")");
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(what + ": " + value + " (expected: a number)");
      }
    }
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
