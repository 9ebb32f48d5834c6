package io.gatewatch.models.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How scores lie, of ordinary rows beside attacked ones: bins of equal ratio, or of equal width
 * where scores may be below 0. The first and the last bin hold what lies beyond them.
 */
final class ScoreHistogram {
  private static final int BINS = 24;
  private static final double WIDEST_RATIO = 1e6;

  private ScoreHistogram() {}

  /** Empty when all scores are one, or there are none. */
  static List<ModelEvaluation.ScoreBin> of(List<ScoredRow> counted) {
    double[] scores = counted.stream().mapToDouble(ScoredRow::score).sorted().toArray();
    if (scores.length == 0 || scores[0] == scores[scores.length - 1]) {
      return List.of();
    }
    double[] edges = edges(scores);
    double[][] weights = new double[2][BINS];
    for (ScoredRow row : counted) {
      weights[row.attack() ? 1 : 0][bin(edges, row.score())] += row.weight();
    }
    double ordinary = Arrays.stream(weights[0]).sum();
    double attacks = Arrays.stream(weights[1]).sum();
    List<ModelEvaluation.ScoreBin> bins = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      bins.add(
          new ModelEvaluation.ScoreBin(
              edges[b],
              edges[b + 1],
              Estimate.rounded(ordinary == 0 ? 0 : weights[0][b] / ordinary),
              Estimate.rounded(attacks == 0 ? 0 : weights[1][b] / attacks)));
    }
    return bins;
  }

  private static double[] edges(double[] sorted) {
    double highest = sorted[sorted.length - 1];
    boolean ratios = sorted[0] >= 0;
    double low = sorted[sorted.length / 100];
    double lowest = ratios ? Math.max(low, highest / WIDEST_RATIO) : low;
    if (lowest == highest) {
      lowest = ratios ? highest / 2 : sorted[0];
    }
    double[] edges = new double[BINS + 1];
    for (int b = 0; b <= BINS; b++) {
      double part = (double) b / BINS;
      edges[b] =
          ratios
              ? lowest * StrictMath.pow(highest / lowest, part)
              : lowest + (highest - lowest) * part;
    }
    return edges;
  }

  private static int bin(double[] edges, double score) {
    int bin = 0;
    while (bin < BINS - 1 && score >= edges[bin + 1]) {
      bin++;
    }
    return bin;
  }
}
