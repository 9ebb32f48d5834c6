package io.gatewatch.replaydata.evaluate;

import io.gatewatch.detectors.Severity;
import java.time.Instant;
import java.util.List;

/**
 * How good a run was: {@code evaluation.json}, described in {@code schemas/evaluation.schema.json}.
 * Unless it says otherwise, everything is about the time after the warm-up.
 *
 * @param schema 1
 * @param refused null when the run does not say
 * @param budget what was promised beside what came true; null when the run does not say
 * @param attacks all, in the warm-up too
 * @param loudAlerts all, in the warm-up too
 * @param notes what these figures do not say
 */
public record Evaluation(
    int schema,
    Run run,
    Found recall,
    Alerts alerts,
    Cuts cuts,
    Refused refused,
    Budget budget,
    List<AttackLine> attacks,
    List<LoudAlert> loudAlerts,
    List<String> notes) {

  /**
   * What was evaluated.
   *
   * @param days that count
   */
  public record Run(
      Instant from, Instant to, long calls, int agents, long warmupSeconds, double days) {}

  /**
   * How many attacks were found.
   *
   * @param warmup of those that began in the warm-up, which no other figure counts
   */
  public record Found(
      Recall all,
      Recall known,
      Recall heldOut,
      Recall warmup,
      List<KindRecall> byKind,
      List<VariantRecall> byVariant) {}

  /** Of one kind. */
  public record KindRecall(String kind, Recall recall) {}

  /** Of one way of doing it; variant is null where there is only one. */
  public record VariantRecall(String kind, String variant, boolean heldOut, Recall recall) {}

  /**
   * Alerts, each counted once.
   *
   * @param right on an attack's doer, security, above low
   * @param late the same, up to an hour after its end: neither found nor false
   * @param wrong false: security, above low, no attack
   * @param unexplained of the wrong, those where nothing harmless was known to go on either
   * @param onVictims of all loud ones, those that name whom others attacked
   * @param low security, but no higher than low
   */
  public record Alerts(
      long right,
      long late,
      Rate wrong,
      Rate unexplained,
      List<Count> wrongByEvent,
      List<Tally> byCategory,
      List<Tally> byDetector,
      List<Count> wrongByEntity,
      long onVictims,
      long low,
      Rate operations,
      Rate compliance,
      Warmup warmup) {}

  /** Loud alerts that were raised in the warm-up. */
  public record Warmup(long right, long late, long wrong) {}

  /** So many of a name. */
  public record Count(String name, long count) {}

  /** Right and wrong alerts of a name; an alert of several detectors counts for each. */
  public record Tally(String name, long right, long wrong) {}

  /**
   * Throttles and blocks as they were published, enforced or not.
   *
   * @param rows of {@code quotas.ndjson} that cut, after the warm-up
   * @param wrongful of these, on somebody who was not attacking
   * @param lingering of the wrongful, those within an hour of the end of their caller's own attack
   * @param wrongfulPrincipals different ones among the wrongful
   * @param warmupWrongful the same in the warm-up
   * @param attacksCut attacks whose doer was cut in their time
   * @param medianSeconds from first call to the first cut, of these; null without
   */
  public record Cuts(
      long rows,
      Rate wrongful,
      long lingering,
      long wrongfulPrincipals,
      long warmupWrongful,
      long attacks,
      long attacksCut,
      Double medianSeconds) {}

  /**
   * What gateways would have refused, had they obeyed every cut.
   *
   * @param attackCalls calls of the attacks
   * @param attackCallsRefused of whom attacked then; what else the caller did counts as its attack
   * @param ordinaryCallsRefused of everybody else
   * @param ordinaryCallers how many these were
   */
  public record Refused(
      long attackCalls, long attackCallsRefused, Rate ordinaryCallsRefused, long ordinaryCallers) {}

  /**
   * The alert budget: alerts that no attack explains, of any severity and lane.
   *
   * @param perDay as the rule file says it
   * @param all of detectors under the budget; an alert of two counts once
   * @param byDetector each of these; an alert of two counts for both
   * @param others alerts of no detector under the budget: of plain thresholds
   * @param othersByDetector of each detector that is not under it, in whatever alert
   */
  public record Budget(
      double perDay,
      Promise all,
      List<Promise> byDetector,
      Rate others,
      List<Count> othersByDetector) {}

  /**
   * A promise and what came true.
   *
   * @param promisedPerDay expected false alerts a day while the null model is right
   * @param duringEvents of the realised, those in which something harmless went on
   */
  public record Promise(String detector, double promisedPerDay, Rate realised, long duringEvents) {}

  /** One attack. */
  public record AttackLine(
      String id,
      String kind,
      String variant,
      boolean heldOut,
      String entity,
      Instant from,
      Instant to,
      long calls,
      double stealth,
      boolean warmup,
      boolean found,
      Double secondsToAlert,
      String category,
      boolean rightCategory,
      boolean foundAtAnySeverity,
      Double secondsToCut) {}

  /**
   * One loud alert, in the warm-up or after it, by its first version above low.
   *
   * @param event kind of the harmless event that it fell into; null unless the cause is event
   */
  public record LoudAlert(
      String alertId,
      Instant time,
      String entityKind,
      String entity,
      String category,
      Severity severity,
      List<String> detectors,
      boolean warmup,
      AlertOutcome.Cause cause,
      String event,
      boolean victim) {

    boolean isFalse() {
      return cause == AlertOutcome.Cause.EVENT || cause == AlertOutcome.Cause.NOTHING;
    }
  }

  public Evaluation {
    attacks = List.copyOf(attacks);
    loudAlerts = List.copyOf(loudAlerts);
    notes = List.copyOf(notes);
  }
}
