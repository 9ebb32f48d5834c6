package io.gatewatch.models.registry;

import io.gatewatch.models.evaluation.Estimate;
import io.gatewatch.models.evaluation.ModelEvaluation;
import java.util.List;

/** What the gates ask of an evaluation. */
public final class Trials {
  private Trials() {}

  /**
   * A trial out of an evaluation against the champion.
   *
   * @param micros what scoring a minute costs, in µs
   * @param bytes size of the model file
   * @param foreign whether it runs native code
   */
  public static Trial of(ModelEvaluation evaluation, double micros, int bytes, boolean foreign) {
    ModelEvaluation.Lift lift = evaluation.lift();
    Estimate difference = lift.difference();
    Double threshold = evaluation.atBudget().threshold();
    return new Trial(
        lift.over(),
        evaluation.data().attacks(),
        couldGain(evaluation),
        difference == null ? 0 : difference.value(),
        difference == null ? 0 : difference.low(),
        difference == null ? 0 : difference.high(),
        threshold == null ? Double.POSITIVE_INFINITY : threshold,
        lift.byCategory().stream().map(c -> kind(c, lift)).toList(),
        micros,
        bytes,
        foreign);
  }

  private static int couldGain(ModelEvaluation evaluation) {
    return (int)
        evaluation.attacks().stream()
            .filter(a -> !a.toldByRules() && !Boolean.TRUE.equals(a.foundByChampion()))
            .map(ModelEvaluation.AttackLine::agent)
            .distinct()
            .count();
  }

  private static Trial.Kind kind(ModelEvaluation.CategoryLift category, ModelEvaluation.Lift lift) {
    return new Trial.Kind(
        category.category(),
        category.without(),
        category.with(),
        events(lift.gained(), category.category()),
        events(lift.lost(), category.category()));
  }

  private static List<String> events(List<ModelEvaluation.AttackName> attacks, String category) {
    return attacks.stream()
        .filter(a -> a.category().equals(category))
        .map(a -> a.event() + " of " + a.agent())
        .toList();
  }
}
