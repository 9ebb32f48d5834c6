package io.gatewatch.models.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rows from the highest score down, and how precise what stands above each score is. Rows of one
 * score are taken together, so that their order tells nothing.
 */
final class Ranking {
  private static final int MOST_POINTS = 200;

  private final double[] scores;
  private final double[] weights;
  private final int[] agents;
  private final boolean[] attacks;

  /** Of rows that are ordinary or of an attack; a weight counts with how often an agent comes. */
  Ranking(List<ScoredRow> rows, Agents numbers) {
    List<ScoredRow> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparingDouble(ScoredRow::score).reversed());
    int size = sorted.size();
    scores = new double[size];
    weights = new double[size];
    agents = new int[size];
    attacks = new boolean[size];
    for (int i = 0; i < size; i++) {
      ScoredRow row = sorted.get(i);
      scores[i] = row.score();
      weights[i] = row.weight();
      agents[i] = numbers.of(row);
      attacks[i] = row.attack();
    }
  }

  /**
   * Average precision, the area under the curve of precision against recall without interpolation:
   * sum of (R<sub>i</sub> − R<sub>i−1</sub>) P<sub>i</sub> over falling scores (Boyd, Eng &amp;
   * Page 2013). NaN without attacks.
   */
  double averagePrecision(int[] times) {
    double total = attackWeight(times);
    double found = 0;
    double above = 0;
    double counted = 0;
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      double weight = weights[i] * times[agents[i]];
      above += weight;
      found += attacks[i] ? weight : 0;
      if (last(i) && found > counted) {
        sum += (found - counted) * found / above;
        counted = found;
      }
    }
    return total == 0 ? Double.NaN : sum / total;
  }

  private double attackWeight(int[] times) {
    double total = 0;
    for (int i = 0; i < scores.length; i++) {
      total += attacks[i] ? weights[i] * times[agents[i]] : 0;
    }
    return total;
  }

  /** The share of attacks among all: what a ranking by chance has for average precision. */
  double prevalence() {
    double all = 0;
    double of = 0;
    for (int i = 0; i < scores.length; i++) {
      all += weights[i];
      of += attacks[i] ? weights[i] : 0;
    }
    return all == 0 ? 0 : Estimate.rounded(of / all);
  }

  private boolean last(int i) {
    return i == scores.length - 1 || scores[i + 1] < scores[i];
  }

  /** The curve where it rises, from the highest score down, thinned out evenly. Empty of none. */
  List<ModelEvaluation.CurvePoint> curve(int[] times) {
    List<ModelEvaluation.CurvePoint> points = points(times);
    int step = (points.size() + MOST_POINTS - 1) / MOST_POINTS;
    List<ModelEvaluation.CurvePoint> kept = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      if (i % step == 0 || i == points.size() - 1) {
        kept.add(points.get(i));
      }
    }
    return kept;
  }

  private List<ModelEvaluation.CurvePoint> points(int[] times) {
    List<ModelEvaluation.CurvePoint> points = new ArrayList<>();
    double total = attackWeight(times);
    double found = 0;
    double above = 0;
    double counted = 0;
    for (int i = 0; i < scores.length; i++) {
      above += weights[i];
      found += attacks[i] ? weights[i] : 0;
      if (last(i) && found > counted) {
        points.add(point(scores[i], found / total, found / above));
        counted = found;
      }
    }
    return points;
  }

  /** What stands at or above a score; null when nothing does, or there are no attacks. */
  ModelEvaluation.CurvePoint at(double threshold, int[] times) {
    double found = 0;
    double above = 0;
    for (int i = 0; i < scores.length && scores[i] >= threshold; i++) {
      above += weights[i];
      found += attacks[i] ? weights[i] : 0;
    }
    double total = attackWeight(times);
    return above == 0 || total == 0 ? null : point(threshold, found / total, found / above);
  }

  private static ModelEvaluation.CurvePoint point(double score, double recall, double precision) {
    return new ModelEvaluation.CurvePoint(
        score, Estimate.rounded(recall), Estimate.rounded(precision));
  }
}
