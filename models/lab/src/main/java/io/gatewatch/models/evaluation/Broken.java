package io.gatewatch.models.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Where p-values of ordinary minutes are not what they promise, in words. Intervals are over the
 * agents that test; of twenty that are kept one is left by chance. So few agents as one to four say
 * little of others, and their interval is too narrow: a warning says how many they are, and is
 * given only where twice as many minutes as promised have so small a p-value. That p-values of so
 * few are larger than need be is not said.
 */
final class Broken {
  /** Promises that are looked at. */
  static final List<Double> LOOKED_AT = List.of(0.01, 0.1);

  private static final int LEAST_AGENTS = 5;
  private static final double MUCH_MORE = 2;

  private Broken() {}

  static List<String> promises(
      List<ModelEvaluation.PromisedShare> all,
      List<ModelEvaluation.CohortPromises> byCohort,
      int agents) {
    List<String> notes = new ArrayList<>();
    say(notes, "all agents", agents, all);
    byCohort.forEach(c -> say(notes, c.name(), c.agents(), c.pValues()));
    return notes;
  }

  private static void say(
      List<String> notes, String of, int agents, List<ModelEvaluation.PromisedShare> shares) {
    boolean few = agents < LEAST_AGENTS;
    String many =
        these(
            shares, s -> s.tooMany() && (!few || s.realised().value() >= MUCH_MORE * s.promised()));
    if (!many.isEmpty()) {
      notes.add(
          "Warning: p-values of "
              + of
              + (few ? " (only " + agents + (agents == 1 ? " agent)" : " agents)") : "")
              + " are too small: "
              + many
              + ". These agents, or their days, are unlike those that calibrated.");
    }
    String larger = these(shares, ModelEvaluation.PromisedShare::tooFew);
    if (!few && !larger.isEmpty()) {
      notes.add("P-values of " + of + " are larger than need be: " + larger + ".");
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
