package io.gatewatch.models.evaluation;

import io.gatewatch.models.drift.DriftReport;
import java.time.Instant;
import java.util.List;

/**
 * How good a model is on rows that taught it nothing: {@code evaluation.json}, described in {@code
 * schemas/model-evaluation.schema.json}. An estimate is null where there is nothing to take it
 * from, such as a recall without attacks; {@code notes} then say so.
 *
 * @param schema 1
 * @param model version of the model
 * @param champion version of the model that it is held against; null for rules alone
 * @param data what it was tested on
 * @param settings budget and bootstrap
 * @param atBudget the threshold that spends the budget on these very rows: what all figures by
 *     category, the lifts and {@code attacks} are taken at
 * @param calibrated the threshold as it would have been set before, on the calibrating rows, and
 *     what came of it; null without such rows
 * @param all of all rows of agents that the model was made for
 * @param byCategory of each category of attack against all that is ordinary
 * @param byCohort of each class of agents
 * @param neverLearnedFrom of the agents from which nothing was ever learned
 * @param lift what the model adds to rules beside what the champion adds to them
 * @param liftOverRules what the model adds to rules alone
 * @param pValues whether p-values are what they say
 * @param pValuesByCohort the same within each class of agents, and of the agents from which nothing
 *     was ever learned
 * @param probabilities whether probabilities are what they say; empty for models without labels
 * @param curve precision against recall of minutes, from the highest score down
 * @param curveAtBudget the point of the curve at the budget; null where it has none
 * @param prevalence share of attacked minutes: the average precision of a ranking by chance
 * @param scores how scores lie, of ordinary rows and of attacks
 * @param attacks every attack, in the order of their beginnings
 * @param falseAlerts what would have woken people for nothing at the budget, highest score first,
 *     at most fifty
 * @param review what verdicts on windows that were drawn for review say; null without such
 * @param notes what these figures do not say
 * @param drift how far the tested rows lie from those that the model was made of; null when it
 *     remembers nothing of them, and of rows that stand for others
 */
public record ModelEvaluation(
    int schema,
    String model,
    String champion,
    Data data,
    EvaluationSettings settings,
    OperatingPoint atBudget,
    OperatingPoint calibrated,
    Figures all,
    List<Figures> byCategory,
    List<Figures> byCohort,
    Figures neverLearnedFrom,
    Lift lift,
    Lift liftOverRules,
    List<PromisedShare> pValues,
    List<CohortPromises> pValuesByCohort,
    List<ProbabilityBin> probabilities,
    List<CurvePoint> curve,
    CurvePoint curveAtBudget,
    double prevalence,
    List<ScoreBin> scores,
    List<AttackLine> attacks,
    List<FalseAlert> falseAlerts,
    ReviewFigures review,
    List<String> notes,
    DriftReport drift) {

  /**
   * What it was tested on.
   *
   * @param from time of the first row
   * @param to time of the last row
   * @param days between them, a minute at least, less the days without any row
   * @param rows all
   * @param ordinaryRows that count as ordinary
   * @param attackRows that count as attacked
   * @param excludedRows that count as neither
   * @param underAlertRows of these, those that are no attack's as far as is known and that an alert
   *     hides which nobody has judged
   * @param agents all
   * @param agentsNeverLearnedFrom of these
   * @param attacks that count, by event
   * @param excludedAttacks of which every row is excluded, such as under a quota of ours
   */
  public record Data(
      Instant from,
      Instant to,
      double days,
      int rows,
      int ordinaryRows,
      int attackRows,
      int excludedRows,
      int underAlertRows,
      int agents,
      int agentsNeverLearnedFrom,
      int attacks,
      int excludedAttacks) {}

  /**
   * A threshold and what comes of it on the tested rows.
   *
   * @param threshold rows that score at least as high alert; null when none can be told
   * @param promisedPerDay false alert episodes a day that it was chosen for
   * @param realisedPerDay those that came
   * @param recall of attacks, by the model alone
   */
  public record OperatingPoint(
      Double threshold, double promisedPerDay, Estimate realisedPerDay, Estimate recall) {}

  /**
   * Figures of some of the rows. Found is what the model alone finds at the budget's threshold.
   *
   * @param name of the category or cohort
   * @param attacks by event
   * @param agentsAttacking agents behind them: so many are independent at most
   * @param found of the attacks
   * @param foundByRules of the attacks
   * @param averagePrecision of minutes (area under precision against recall)
   * @param recall share of attacks that is found
   * @param medianSeconds from an attack's first row to the one that finds it; null without
   * @param p90Seconds that nine in ten do not exceed; null without
   * @param falseAlertsPerDay episodes of these rows' ordinary minutes; null without such rows, and
   *     of categories, which have none of their own
   */
  public record Figures(
      String name,
      int attacks,
      int agentsAttacking,
      int found,
      int foundByRules,
      Estimate averagePrecision,
      Estimate recall,
      Double medianSeconds,
      Double p90Seconds,
      Estimate falseAlertsPerDay) {}

  /**
   * Recall of rules and this model together, less that of rules and another one.
   *
   * @param over version of the other; null for rules alone
   * @param with recall of rules and this model
   * @param without recall of rules and the other
   * @param difference null without attacks
   * @param gained attacks that only rules and this model find
   * @param lost attacks that only rules and the other find
   * @param byCategory found by each
   */
  public record Lift(
      String over,
      Estimate with,
      Estimate without,
      Estimate difference,
      List<AttackName> gained,
      List<AttackName> lost,
      List<CategoryLift> byCategory) {}

  /** Which attack. */
  public record AttackName(String event, String category, String agent) {}

  /** Attacks of a category, how many are found with this model and how many with the other. */
  public record CategoryLift(String category, int attacks, int with, int without) {}

  /**
   * What a p-value promises: so many of the ordinary rows have one that is at most as high.
   *
   * @param promised share
   * @param realised share of the ordinary rows
   */
  public record PromisedShare(double promised, Estimate realised) {
    /** Whether more rows have so small a p-value than was promised, beyond what chance explains. */
    public boolean tooMany() {
      return realised.low() > promised;
    }

    /** Whether fewer have: the model is more cautious than it says. */
    public boolean tooFew() {
      return realised.high() < promised;
    }
  }

  /** What p-values promise of some agents, so many of which there are. */
  public record CohortPromises(String name, int agents, List<PromisedShare> pValues) {
    public CohortPromises {
      pValues = List.copyOf(pValues);
    }
  }

  /**
   * Rows whose probability of being an attack lies in a tenth of [0, 1].
   *
   * @param from lower end
   * @param to upper end
   * @param rows in it
   * @param predicted mean probability
   * @param observed share of attacks
   */
  public record ProbabilityBin(
      double from, double to, int rows, double predicted, Estimate observed) {}

  /** What stands at or above a score: share of the attacked minutes, and share of attacks in it. */
  public record CurvePoint(double score, double recall, double precision) {}

  /** Shares of the ordinary and of the attacked rows that score from one number up to another. */
  public record ScoreBin(double from, double to, double ordinary, double attack) {}

  /**
   * One attack.
   *
   * @param agent key of the agent of its first row
   * @param rows that count
   * @param found by the model at the budget's threshold
   * @param seconds from its first row to the one that finds it; null when missed
   * @param toldByRules whether rules or baselines told loudly of it
   * @param rulesSeconds until they did; null when they did not
   * @param foundByChampion null without a champion
   */
  public record AttackLine(
      String event,
      String category,
      String agent,
      String cohort,
      Instant from,
      int rows,
      boolean neverLearnedFrom,
      boolean found,
      Double seconds,
      boolean toldByRules,
      Double rulesSeconds,
      Boolean foundByChampion) {}

  /**
   * An agent's ordinary minutes above the threshold, no more than an hour apart.
   *
   * @param agent key of the agent
   * @param from its first minute
   * @param to its last
   * @param minutes of these that are above
   * @param score the highest
   * @param leadingFeature the feature without which the highest score would fall most
   */
  public record FalseAlert(
      String agent,
      String cohort,
      Instant from,
      Instant to,
      int minutes,
      double score,
      String leadingFeature) {}

  public ModelEvaluation {
    byCategory = List.copyOf(byCategory);
    byCohort = List.copyOf(byCohort);
    pValues = List.copyOf(pValues);
    // Evaluations that were kept before have none.
    pValuesByCohort = pValuesByCohort == null ? List.of() : List.copyOf(pValuesByCohort);
    probabilities = List.copyOf(probabilities);
    curve = List.copyOf(curve);
    scores = List.copyOf(scores);
    attacks = List.copyOf(attacks);
    falseAlerts = falseAlerts == null ? List.of() : List.copyOf(falseAlerts);
    notes = List.copyOf(notes);
  }

  /** The same, with what a review says. */
  public ModelEvaluation with(ReviewFigures figures) {
    return new ModelEvaluation(
        schema,
        model,
        champion,
        data,
        settings,
        atBudget,
        calibrated,
        all,
        byCategory,
        byCohort,
        neverLearnedFrom,
        lift,
        liftOverRules,
        pValues,
        pValuesByCohort,
        probabilities,
        curve,
        curveAtBudget,
        prevalence,
        scores,
        attacks,
        falseAlerts,
        figures,
        notes,
        drift);
  }
}
