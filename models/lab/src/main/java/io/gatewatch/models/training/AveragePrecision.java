package io.gatewatch.models.training;

import java.util.Arrays;
import java.util.Comparator;

/**
 * How high attacks rank: the mean, over the attacks, of the share of attacks among all that score
 * at least as high. 1 when every attack scores above everything else; rows that score the same are
 * taken together.
 */
final class AveragePrecision {
  private AveragePrecision() {}

  /** Of scores, and of each whether it is an attack's; at least one is. */
  static double of(double[] scores, boolean[] attack) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> -scores[i]));
    double sum = 0;
    int found = 0;
    int at = 0;
    while (at < order.length) {
      double score = scores[order[at]];
      int before = found;
      while (at < order.length && scores[order[at]] == score) {
        found += attack[order[at]] ? 1 : 0;
        at++;
      }
      sum += (found - before) * (found / (double) at);
    }
    return sum / found;
  }
}
