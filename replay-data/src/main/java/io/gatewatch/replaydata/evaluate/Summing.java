package io.gatewatch.replaydata.evaluate;

import io.gatewatch.alerting.Lane;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Counts the outcomes of one run. */
public final class Summing {
  private static final List<String> NOTES =
      List.of(
          "Refused calls are those that gateways would have refused had they obeyed every cut, but"
              + " nobody was: all calls were detected on, and no caller tried again.",
          "Cuts count as published; out of the box their mode is monitor and none is applied.",
          "An alert on a route or service counts for an attack of its category, or one from whose"
              + " networks its samples come.");

  private final Outcomes outcomes;

  private Summing(Outcomes outcomes) {
    this.outcomes = outcomes;
  }

  /**
   * The figures of a run.
   *
   * @param promised null where it is not known
   */
  public static Evaluation of(RunSpan span, Outcomes outcomes, Promised promised) {
    Summing summing = new Summing(outcomes);
    Evaluation.Run run =
        new Evaluation.Run(
            span.from(),
            span.to(),
            span.calls(),
            span.agents(),
            span.warmup().toSeconds(),
            Numbers.rounded(span.days()));
    return new Evaluation(
        1,
        run,
        summing.found(),
        summing.alerts(),
        summing.cuts(),
        summing.refused(),
        Realised.of(promised, outcomes),
        outcomes.attacks().stream().map(Summing::line).toList(),
        outcomes.alerts().stream().filter(AlertOutcome::isLoud).map(Summing::line).toList(),
        NOTES);
  }

  private Evaluation.Found found() {
    List<AttackOutcome> judged = outcomes.judgedAttacks();
    return new Evaluation.Found(
        Recall.of(judged),
        Recall.of(judged.stream().filter(a -> !a.attack().heldOut()).toList()),
        Recall.of(judged.stream().filter(a -> a.attack().heldOut()).toList()),
        Recall.of(outcomes.attacks().stream().filter(AttackOutcome::warmup).toList()),
        byKind(judged),
        byVariant(judged));
  }

  /** Recall of each kind, in order of their names. */
  public static List<Evaluation.KindRecall> byKind(List<AttackOutcome> judged) {
    TreeMap<String, List<AttackOutcome>> kinds = new TreeMap<>();
    judged.forEach(a -> kinds.computeIfAbsent(a.attack().kind(), k -> new ArrayList<>()).add(a));
    return kinds.entrySet().stream()
        .map(e -> new Evaluation.KindRecall(e.getKey(), Recall.of(e.getValue())))
        .toList();
  }

  private static List<Evaluation.VariantRecall> byVariant(List<AttackOutcome> judged) {
    Comparator<KnownAttack> order =
        Comparator.comparing(KnownAttack::kind)
            .thenComparing(KnownAttack::variant, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(KnownAttack::heldOut);
    TreeMap<KnownAttack, List<AttackOutcome>> variants = new TreeMap<>(order);
    judged.forEach(a -> variants.computeIfAbsent(a.attack(), k -> new ArrayList<>()).add(a));
    return variants.entrySet().stream()
        .map(
            e ->
                new Evaluation.VariantRecall(
                    e.getKey().kind(),
                    e.getKey().variant(),
                    e.getKey().heldOut(),
                    Recall.of(e.getValue())))
        .toList();
  }

  private Evaluation.Alerts alerts() {
    List<AlertOutcome> wrong = outcomes.falseAlerts();
    List<AlertOutcome> nothing = having(wrong, AlertOutcome.Cause.NOTHING);
    List<AlertOutcome> counting = outcomes.alerts().stream().filter(a -> !a.warmup()).toList();
    List<AlertOutcome> loud = counting.stream().filter(AlertOutcome::isLoud).toList();
    List<AlertOutcome> right = having(loud, AlertOutcome.Cause.ATTACK);
    return new Evaluation.Alerts(
        right.size(),
        having(loud, AlertOutcome.Cause.LATE).size(),
        outcomes.rate(wrong.size()),
        outcomes.rate(nothing.size()),
        counts(wrong.stream().map(AlertOutcome::event).filter(Objects::nonNull)),
        tallies(right, wrong, a -> Stream.of(a.category().wireName())),
        tallies(right, wrong, a -> a.detectors().stream()),
        counts(wrong.stream().map(a -> word(a.alert().entityKind()))),
        loud.stream().filter(AlertOutcome::victim).count(),
        counting.stream().filter(a -> a.alert().lane() == Lane.SECURITY && !a.isLoud()).count(),
        lane(counting, Lane.OPERATIONS),
        lane(counting, Lane.COMPLIANCE),
        warmup());
  }

  private Rate lane(List<AlertOutcome> alerts, Lane lane) {
    return outcomes.rate(alerts.stream().filter(a -> a.alert().lane() == lane).count());
  }

  private Evaluation.Warmup warmup() {
    List<AlertOutcome> loud =
        outcomes.alerts().stream().filter(a -> a.warmup() && a.isLoud()).toList();
    return new Evaluation.Warmup(
        having(loud, AlertOutcome.Cause.ATTACK).size(),
        having(loud, AlertOutcome.Cause.LATE).size(),
        count(loud, AlertOutcome::isFalse));
  }

  private static List<AlertOutcome> having(List<AlertOutcome> alerts, AlertOutcome.Cause cause) {
    return alerts.stream().filter(a -> a.cause() == cause).toList();
  }

  private static List<Evaluation.Count> counts(Stream<String> names) {
    TreeMap<String, Long> counts = new TreeMap<>();
    names.forEach(name -> counts.merge(name, 1L, Long::sum));
    return counts.entrySet().stream()
        .map(e -> new Evaluation.Count(e.getKey(), e.getValue()))
        .toList();
  }

  private static List<Evaluation.Tally> tallies(
      List<AlertOutcome> right, List<AlertOutcome> wrong, Function<Raised, Stream<String>> names) {
    Map<String, long[]> tallies = new TreeMap<>();
    for (AlertOutcome a : right) {
      names.apply(a.alert()).forEach(n -> tallies.computeIfAbsent(n, k -> new long[2])[0]++);
    }
    for (AlertOutcome a : wrong) {
      names.apply(a.alert()).forEach(n -> tallies.computeIfAbsent(n, k -> new long[2])[1]++);
    }
    return tallies.entrySet().stream()
        .map(e -> new Evaluation.Tally(e.getKey(), e.getValue()[0], e.getValue()[1]))
        .toList();
  }

  private Evaluation.Cuts cuts() {
    List<CutOutcome> wrongful = outcomes.wrongfulCuts();
    List<AttackOutcome> judged = outcomes.judgedAttacks();
    List<Double> seconds =
        judged.stream().map(AttackOutcome::secondsToCut).filter(Objects::nonNull).toList();
    return new Evaluation.Cuts(
        count(outcomes.cuts(), c -> !c.warmup()),
        outcomes.rate(wrongful.size()),
        count(wrongful, CutOutcome::lingering),
        wrongful.stream().map(c -> c.cut().principalId()).distinct().count(),
        count(outcomes.cuts(), c -> c.warmup() && c.wrongful()),
        judged.size(),
        seconds.size(),
        Numbers.median(seconds));
  }

  private Evaluation.Refused refused() {
    if (outcomes.refused() == null) {
      return null;
    }
    return new Evaluation.Refused(
        outcomes.judgedAttacks().stream().mapToLong(a -> a.attack().calls()).sum(),
        outcomes.attackCallsRefused(),
        outcomes.rate(outcomes.ordinaryCallsRefused()),
        outcomes.refused().stream()
            .filter(r -> !r.warmup() && !r.attack())
            .map(r -> r.minute().caller())
            .distinct()
            .count());
  }

  private static <T> long count(List<T> list, Predicate<T> which) {
    return list.stream().filter(which).count();
  }

  private static Evaluation.AttackLine line(AttackOutcome outcome) {
    KnownAttack attack = outcome.attack();
    return new Evaluation.AttackLine(
        attack.id(),
        attack.kind(),
        attack.variant(),
        attack.heldOut(),
        attack.entityId(),
        attack.from(),
        attack.to(),
        attack.calls(),
        attack.stealth(),
        outcome.warmup(),
        outcome.isFound(),
        outcome.secondsToAlert(),
        outcome.isFound() ? outcome.found().category().wireName() : null,
        outcome.rightCategory(),
        outcome.foundAtAll() != null,
        outcome.secondsToCut());
  }

  private static Evaluation.LoudAlert line(AlertOutcome outcome) {
    Raised alert = outcome.alert();
    return new Evaluation.LoudAlert(
        alert.alertId(),
        alert.time(),
        word(alert.entityKind()),
        alert.entityId(),
        alert.category().wireName(),
        alert.severity(),
        alert.detectors(),
        outcome.warmup(),
        outcome.cause(),
        outcome.event(),
        outcome.victim());
  }

  private static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }
}
