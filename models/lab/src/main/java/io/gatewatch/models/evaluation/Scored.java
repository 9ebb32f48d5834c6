package io.gatewatch.models.evaluation;

import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.training.TrainingRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Rows through a model. */
public final class Scored {
  private Scored() {}

  /** Every row of the agents that the model was made for, each standing for itself. */
  public static List<ScoredRow> of(AnomalyModel model, List<TrainingRow> rows) {
    return all(model, rows, row -> 1).stream().filter(ScoredRow::judged).toList();
  }

  /** Every row with a weight over 0; those that the model was not made for score below all. */
  static List<ScoredRow> all(
      AnomalyModel model, List<TrainingRow> rows, ToDoubleFunction<TrainingRow> weights) {
    List<ScoredRow> scored = new ArrayList<>(rows.size());
    for (TrainingRow row : rows) {
      double weight = weights.applyAsDouble(row);
      if (weight > 0) {
        boolean judges = model.judges(row.cohort());
        double score = judges ? model.score(row.features()) : Double.NEGATIVE_INFINITY;
        scored.add(
            new ScoredRow(row, score, judges ? model.pValueOf(score, row.cohort()) : 1, weight));
      }
    }
    return scored;
  }
}
