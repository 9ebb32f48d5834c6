package io.gatewatch.models.evaluation;

import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.training.TrainingRow;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What people's verdicts on quiet windows that were drawn for review say of a model: recall without
 * any label but theirs ({@link RecallEstimate}), and figures in which each row stands for as many
 * as it was drawn from ({@link ReviewWeights}).
 *
 * @param days in UTC of which windows were drawn
 * @param drawn windows
 * @param reviewed of these, that people could say something of
 * @param undetermined of these, of which they could not say what it was
 * @param attacks among the reviewed
 * @param found windows of known attacks that the model or rules told of, of these days
 * @param missed estimated windows of attacks among all quiet ones; null where {@code unreviewed} is
 *     not empty
 * @param recall of windows; null likewise, and when nothing was found and nothing can have been
 *     missed
 * @param weighted of the rows that somebody has looked at; null likewise
 * @param unreviewed strata that have windows, and no verdict on any, in words: what they hide
 *     nobody knows
 */
public record ReviewFigures(
    List<LocalDate> days,
    int drawn,
    int reviewed,
    int undetermined,
    int attacks,
    int found,
    Double missed,
    Estimate recall,
    ModelEvaluation.Figures weighted,
    List<String> unreviewed) {
  public ReviewFigures {
    days = List.copyOf(days);
    // Evaluations that were kept before have none.
    unreviewed = unreviewed == null ? List.of() : List.copyOf(unreviewed);
  }

  /**
   * Of some days.
   *
   * @param plans one a day
   * @param verdicts by the id of the window; those that are missing count as not drawn
   * @param testing the rows that the plans were drawn from, with what is known of them
   * @throws IllegalArgumentException with one line when they are others
   */
  public static ReviewFigures of(
      AnomalyModel model,
      List<ReviewPlan> plans,
      Map<String, ReviewVerdict> verdicts,
      List<TrainingRow> testing,
      EvaluationSettings settings) {
    List<ScoredRow> scored = Scored.of(model, testing);
    TreeSet<LocalDate> days = new TreeSet<>();
    int found = 0;
    for (ReviewPlan plan : plans) {
      check(model, plan, scored);
      if (!days.add(plan.day())) {
        throw refused("two plans of " + plan.day() + " (expected: one a day)");
      }
      found += ReviewQueue.foundAttackWindows(scored, plan.day(), plan.threshold());
    }
    RecallEstimate recall = RecallEstimate.of(plans, verdicts, found);
    if (recall.reviewed() == 0) {
      throw refused("none of its windows has a verdict (expected: attack or benign, of some)");
    }
    ModelEvaluation.Figures weighted = null;
    if (recall.unreviewed().isEmpty()) {
      ReviewWeights weights = ReviewWeights.of(plans, verdicts, scored);
      weighted =
          ModelEvaluator.evaluate(
                  model, null, List.of(), testing, agent -> false, weights, settings)
              .all();
    }
    List<ReviewPlan.Drawn> drawn = plans.stream().flatMap(p -> p.drawn().stream()).toList();
    return new ReviewFigures(
        List.copyOf(days),
        drawn.size(),
        recall.reviewed(),
        (int)
            drawn.stream()
                .filter(d -> verdicts.get(d.window().id()) == ReviewVerdict.UNDETERMINED)
                .count(),
        recall.attacks(),
        recall.found(),
        recall.missed(),
        recall.recall(),
        weighted,
        recall.unreviewed());
  }

  private static void check(AnomalyModel model, ReviewPlan plan, List<ScoredRow> scored) {
    if (plan.model() != null && !plan.model().equals(model.version())) {
      throw refused("drawn for " + plan.model() + " (expected: " + model.version() + ")");
    }
    TreeSet<String> minutes = new TreeSet<>();
    scored.stream()
        .filter(row -> Windows.on(plan.day(), row))
        .forEach(row -> minutes.add(row.minute() + "|" + row.row().agent()));
    for (ReviewPlan.Drawn drawn : plan.drawn()) {
      ReviewItem window = drawn.window();
      if (!minutes.contains(window.from().getEpochSecond() / 60 + "|" + window.agent())) {
        throw refused(
            "window "
                + window.id()
                + " is not among the rows that test (expected: the table that it was drawn from)");
      }
    }
  }

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException("review-plan.json: " + why);
  }

  /** Such as {@code 20 windows of 2026-03-15: 18 reviewed, 1 undetermined, 1 not yet}. */
  String words() {
    return drawn
        + " quiet windows drawn of "
        + days.get(0)
        + (days.size() == 1 ? "" : " to " + days.get(days.size() - 1))
        + ": "
        + reviewed
        + " reviewed ("
        + attacks
        + " attacks), "
        + undetermined
        + " undetermined, "
        + (drawn - reviewed - undetermined)
        + " without a verdict";
  }

  /** Why there is no figure, in a sentence; null when there is one. */
  String whyNone() {
    return unreviewed.isEmpty()
        ? null
        : "What was missed cannot be told: no verdict on any window of "
            + String.join(", ", unreviewed)
            + ". Let people look at some of them.";
  }
}
