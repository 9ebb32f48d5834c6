package io.gatewatch.models.evaluation;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What a model was tested on, in numbers. */
final class Tested {
  private Tested() {}

  /**
   * Of the rows that the model judges.
   *
   * @param counted of these, those that are ordinary or attacked
   */
  static ModelEvaluation.Data of(
      List<ScoredRow> rows,
      List<ScoredRow> counted,
      Agents agents,
      double days,
      Predicate<String> neverLearnedFrom) {
    int attacked = (int) counted.stream().filter(ScoredRow::attack).count();
    TreeSet<String> keys = new TreeSet<>();
    TreeSet<Instant> times = new TreeSet<>();
    for (ScoredRow row : rows) {
      keys.add(row.row().agent());
      times.add(row.row().time());
    }
    List<Attack> known = Attack.of(rows, agents);
    return new ModelEvaluation.Data(
        times.first(),
        times.last(),
        Estimate.rounded(days),
        rows.size(),
        counted.size() - attacked,
        attacked,
        rows.size() - counted.size(),
        (int) rows.stream().filter(ScoredRow::underAlert).count(),
        keys.size(),
        (int) keys.stream().filter(neverLearnedFrom).count(),
        (int) known.stream().filter(Attack::counts).count(),
        (int) known.stream().filter(a -> !a.counts()).count());
  }
}
