package io.gatewatch.models;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scores of ordinary behaviour that the model was not trained on: what makes a score a p-value. The
 * highest are all kept, of the others one in many.
 */
public final class Calibration {
  private static final int HIGHEST_KEPT = 1_000;
  private static final int OTHERS_KEPT = 1_000;

  private final int rows;
  private final double[] scores;
  private final int[] atLeast;

  /**
   * Of kept scores.
   *
   * @param rows how many scores there were
   * @param scores kept scores, ascending
   * @param atLeast of each kept score, how many of all were at least as high
   */
  @JsonCreator
  public Calibration(
      @JsonProperty("rows") int rows,
      @JsonProperty("scores") double[] scores,
      @JsonProperty("atLeast") int[] atLeast) {
    this.rows = rows;
    this.scores = scores;
    this.atLeast = atLeast;
  }

  /** Of these scores. */
  public static Calibration of(double[] unsorted) {
    double[] all = unsorted.clone();
    Arrays.sort(all);
    int step = Math.max(1, (all.length - HIGHEST_KEPT) / OTHERS_KEPT);
    List<Integer> kept = new ArrayList<>();
    int last = -step;
    for (int i = 0; i < all.length; i++) {
      boolean first = i == 0 || all[i] > all[i - 1];
      boolean highest = i >= all.length - HIGHEST_KEPT || all[i] == all[all.length - 1];
      if (first && (highest || i - last >= step)) {
        kept.add(i);
        last = i;
      }
    }
    double[] scores = kept.stream().mapToDouble(i -> all[i]).toArray();
    int[] atLeast = kept.stream().mapToInt(i -> all.length - i).toArray();
    return new Calibration(all.length, scores, atLeast);
  }

  /** How many ordinary scores it was taken from. */
  public int rows() {
    return rows;
  }

  /**
   * The share of ordinary behaviour that scores at least as high, this score counted in: never 0.
   * In (0, 1]. Between two kept scores it is that of the lower one: too high rather than too low.
   * What is no number is not rare: 1.
   */
  public double pValue(double score) {
    if (Double.isNaN(score)) {
      return 1;
    }
    int at = Arrays.binarySearch(scores, score);
    int lower = at >= 0 ? at : -at - 2;
    boolean above = at < 0 && lower == scores.length - 1;
    int counted = above ? 0 : lower < 0 ? rows : atLeast[lower];
    return (counted + 1.0) / (rows + 1.0);
  }

  void check() {
    Numbers.require(
        scores != null && scores.length >= 1 && atLeast != null && rows >= 1,
        "calibration: none (expected: scores of ordinary behaviour)");
    Numbers.check("calibration", scores, scores.length);
    Numbers.require(atLeast.length == scores.length, "calibration: parts of different lengths");
    for (int i = 0; i < scores.length; i++) {
      boolean falls = i == 0 ? atLeast[0] <= rows : atLeast[i] < atLeast[i - 1];
      boolean rises = i == 0 || scores[i] > scores[i - 1];
      Numbers.require(falls && rises && atLeast[i] >= 1, "calibration: not in order");
    }
  }
}
