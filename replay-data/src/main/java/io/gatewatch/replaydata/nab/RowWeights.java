package io.gatewatch.replaydata.nab;

import io.gatewatch.replaydata.nab.NabLabels.Window;

/**
 * What it is worth to report a row, as in Lavin &amp; Ahmad, "Evaluating real-time anomaly
 * detection algorithms" (2015): S(y) = 2 / (1 + e<sup>5y</sup>) − 1. In a window y goes from −1 at
 * its first row to almost 0 at its last, and S is scaled to 1 at the first. Behind a window y is
 * the distance in widths; from three widths on, and before any window, S is −1.
 */
final class RowWeights {
  private static final double FAR = 3;
  private static final double FIRST = sigmoid(-1);

  private RowWeights() {}

  /** Of a row inside a window, 0 … 1. */
  static double inside(Window window, int row) {
    double left = window.last() - row + 1;
    return sigmoid(-left / window.width()) / FIRST;
  }

  /**
   * Of a row outside all windows, −1 … 0.
   *
   * @param before the window before it; null when there is none
   */
  static double outside(Window before, int row) {
    return before == null ? -1 : sigmoid((row - before.last()) / (before.width() - 1.0));
  }

  private static double sigmoid(double y) {
    return y >= FAR ? -1 : 2 / (1 + StrictMath.exp(5 * y)) - 1;
  }
}
