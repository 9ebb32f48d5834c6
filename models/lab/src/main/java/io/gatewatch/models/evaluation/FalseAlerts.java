package io.gatewatch.models.evaluation;

import io.gatewatch.models.AnomalyModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The false alerts themselves, for who wants to see what would wake people: an agent's ordinary
 * minutes at or above a threshold, no more than an hour apart. Highest score first.
 */
final class FalseAlerts {
  private static final int MOST = 50;

  private FalseAlerts() {}

  static List<ModelEvaluation.FalseAlert> of(
      AnomalyModel model, List<ScoredRow> rows, double threshold) {
    List<ScoredRow> loud =
        rows.stream()
            .filter(r -> r.ordinary() && r.judged() && r.score() >= threshold)
            .sorted(
                Comparator.<ScoredRow, String>comparing(r -> r.row().agent())
                    .thenComparing(r -> r.row().time()))
            .toList();
    List<ModelEvaluation.FalseAlert> found = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= loud.size(); i++) {
      if (i == loud.size() || !isNext(loud.get(i - 1), loud.get(i))) {
        found.add(alert(model, loud.subList(first, i)));
        first = i;
      }
    }
    found.sort(
        Comparator.comparingDouble(ModelEvaluation.FalseAlert::score)
            .reversed()
            .thenComparing(ModelEvaluation.FalseAlert::from)
            .thenComparing(ModelEvaluation.FalseAlert::agent));
    return found.subList(0, Math.min(MOST, found.size()));
  }

  private static boolean isNext(ScoredRow before, ScoredRow row) {
    return row.row().agent().equals(before.row().agent())
        && row.minute() - before.minute() <= Episodes.APART_MINUTES;
  }

  private static ModelEvaluation.FalseAlert alert(AnomalyModel model, List<ScoredRow> rows) {
    ScoredRow loudest = rows.get(0);
    for (ScoredRow row : rows) {
      loudest = row.score() > loudest.score() ? row : loudest;
    }
    return new ModelEvaluation.FalseAlert(
        loudest.row().agent(),
        Slices.cohort(loudest.row()),
        rows.get(0).row().time(),
        rows.get(rows.size() - 1).row().time(),
        rows.size(),
        loudest.score(),
        model.leadingFeature(loudest.row().features()));
  }
}
