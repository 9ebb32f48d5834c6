package io.gatewatch.replaydata.evaluate;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that was decided of one run, or of several together.
 *
 * @param days that count: after the warm-up
 * @param agentDays the same times the agents of each run
 * @param refused what quotas would have refused; null when that is not known
 */
public record Outcomes(
    double days,
    double agentDays,
    List<AttackOutcome> attacks,
    List<AlertOutcome> alerts,
    List<CutOutcome> cuts,
    List<RefusedOutcome> refused) {

  public Outcomes {
    attacks = List.copyOf(attacks);
    alerts = List.copyOf(alerts);
    cuts = List.copyOf(cuts);
    refused = refused == null ? null : List.copyOf(refused);
  }

  /** Of no run. */
  public static Outcomes none() {
    return new Outcomes(0, 0, List.of(), List.of(), List.of(), List.of());
  }

  /** Of both. */
  public Outcomes plus(Outcomes other) {
    return new Outcomes(
        days + other.days,
        agentDays + other.agentDays,
        both(attacks, other.attacks),
        both(alerts, other.alerts),
        both(cuts, other.cuts),
        refused == null || other.refused == null ? null : both(refused, other.refused));
  }

  private static <T> List<T> both(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /** Attacks that began after the warm-up. */
  public List<AttackOutcome> judgedAttacks() {
    return attacks.stream().filter(a -> !a.warmup()).toList();
  }

  /** Loud and false, after the warm-up. */
  public List<AlertOutcome> falseAlerts() {
    return alerts.stream().filter(a -> !a.warmup() && a.isFalse()).toList();
  }

  /** False alerts after the warm-up, as a rate. */
  public Rate falseRate() {
    return rate(falseAlerts().size());
  }

  /** Wrongful cuts after the warm-up. */
  public List<CutOutcome> wrongfulCuts() {
    return cuts.stream().filter(c -> !c.warmup() && c.wrongful()).toList();
  }

  /** Calls of attackers that quotas would have refused, after the warm-up. */
  public long attackCallsRefused() {
    return callsRefused(true);
  }

  /** The same of everybody else: what obeying would have cost. */
  public long ordinaryCallsRefused() {
    return callsRefused(false);
  }

  private long callsRefused(boolean attack) {
    return refused.stream()
        .filter(r -> !r.warmup() && r.attack() == attack)
        .mapToLong(r -> r.minute().refused())
        .sum();
  }

  Rate rate(long count) {
    return Rate.of(count, days, agentDays);
  }
}
