package io.gatewatch.models.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Where p-values of ordinary minutes are not what they promise, in words. Intervals are over the
 * agents that test; of twenty that are kept one is left by chance. Of fewer than five agents
 * nothing is said.
 */
final class Broken {
  /** Promises that are looked at. */
  static final List<Double> LOOKED_AT = List.of(0.01, 0.1);

  private static final int LEAST_AGENTS = 5;

  private Broken() {}

  static List<String> promises(
      List<ModelEvaluation.PromisedShare> all,
      List<ModelEvaluation.CohortPromises> byCohort,
      int agents) {
    List<String> notes = new ArrayList<>();
    if (agents >= LEAST_AGENTS) {
      say(notes, "all agents", all);
    }
    for (ModelEvaluation.CohortPromises cohort : byCohort) {
      if (cohort.agents() >= LEAST_AGENTS) {
        say(notes, cohort.name(), cohort.pValues());
      }
    }
    return notes;
  }

  private static void say(
      List<String> notes, String of, List<ModelEvaluation.PromisedShare> shares) {
    String many = these(shares, ModelEvaluation.PromisedShare::tooMany);
    if (!many.isEmpty()) {
      notes.add(
          "Warning: p-values of "
              + of
              + " are too small: "
              + many
              + ". These agents, or their days, are unlike those that calibrated.");
    }
    String few = these(shares, ModelEvaluation.PromisedShare::tooFew);
    if (!few.isEmpty()) {
      notes.add("P-values of " + of + " are larger than need be: " + few + ".");
    }
  }

  private static String these(
      List<ModelEvaluation.PromisedShare> shares, Predicate<ModelEvaluation.PromisedShare> which) {
    List<String> told = new ArrayList<>();
    shares.stream()
        .filter(s -> LOOKED_AT.contains(s.promised()) && which.test(s))
        .forEach(
            s ->
                told.add(
                    String.format(
                        Locale.ROOT,
                        "p <= %s holds for %s of ordinary minutes",
                        Figure.number(s.promised()),
                        Figure.share(s.realised()))));
    return String.join(", ", told);
  }
}
