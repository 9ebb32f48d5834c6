package io.gatewatch.models;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scores of ordinary minutes that the model was not trained on: what makes a score a p-value, as
 * split conformal prediction does (Vovk, Gammerman &amp; Shafer 2005). Every minute of the agents
 * that calibrate counts once, as every minute of an agent is asked about. The promise: of ordinary
 * minutes that come about like these, at most a share of p have a p-value of p or less. It is one
 * on all these agents' minutes together, and neither on each agent nor on agents unlike them.
 *
 * <p>The hundred highest scores are all kept; of the others so many that a p-value is at most some
 * 1 % too high.
 */
public final class Calibration {
  private static final int HIGHEST_KEPT = 100;
  private static final double COARSEST = 0.99;

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
    List<Integer> kept = new ArrayList<>();
    double enough = all.length;
    for (int i = 0; i < all.length; i++) {
      int atLeast = all.length - i;
      boolean first = i == 0 || all[i] > all[i - 1];
      boolean highest = atLeast <= HIGHEST_KEPT || all[i] == all[all.length - 1];
      if (first && (highest || atLeast <= enough)) {
        kept.add(i);
        enough = COARSEST * atLeast;
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
