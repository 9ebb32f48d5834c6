package io.gatewatch.models.evaluation;

import io.gatewatch.models.training.TrainingRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * For how many rows a row stands when only those count that somebody has looked at: what alerted
 * stands for itself, a quiet window with a verdict for 1 / probability of its like, all other quiet
 * ones for none. Evaluations so weighted are not biased by what was verified.
 */
public final class ReviewWeights implements ToDoubleFunction<TrainingRow> {
  private final Map<String, Double> byMinute = new HashMap<>();

  private ReviewWeights() {}

  /**
   * Weights of the rows of some days.
   *
   * @param plans of these days
   * @param verdicts by the id of the window
   * @param scored all rows of these days, by the model whose threshold the plans have
   */
  public static ReviewWeights of(
      List<ReviewPlan> plans, Map<String, ReviewVerdict> verdicts, List<ScoredRow> scored) {
    ReviewWeights weights = new ReviewWeights();
    for (ReviewPlan plan : plans) {
      for (ScoredRow row : scored) {
        if (Windows.on(plan.day(), row) && !Windows.quiet(row, plan.threshold())) {
          weights.byMinute.put(key(row.row().agent(), row.minute()), 1.0);
        }
      }
      for (ReviewPlan.Stratum stratum : plan.strata()) {
        RecallEstimate.Tally tally = RecallEstimate.tally(plan, stratum, verdicts);
        for (ReviewPlan.Drawn drawn : plan.drawn()) {
          ReviewVerdict verdict = verdicts.get(drawn.window().id());
          boolean said = verdict == ReviewVerdict.ATTACK || verdict == ReviewVerdict.BENIGN;
          if (said && drawn.stratum().equals(stratum.name())) {
            weights.put(drawn.window(), (double) tally.windows() / tally.reviewed());
          }
        }
      }
    }
    return weights;
  }

  private void put(ReviewItem window, double weight) {
    long first = window.from().getEpochSecond() / 60;
    long end = window.to().getEpochSecond() / 60;
    for (long minute = first; minute < end; minute++) {
      byMinute.putIfAbsent(key(window.agent(), minute), weight);
    }
  }

  @Override
  public double applyAsDouble(TrainingRow row) {
    long minute = Math.floorDiv(row.time().toEpochMilli(), 60_000L);
    return byMinute.getOrDefault(key(row.agent(), minute), 0.0);
  }

  private static String key(String agent, long minute) {
    return minute + "|" + agent;
  }
}
