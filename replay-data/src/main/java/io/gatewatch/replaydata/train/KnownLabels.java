package io.gatewatch.replaydata.train;

import io.gatewatch.detectors.Category;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.Sha256;
import io.gatewatch.models.Scorer;
import io.gatewatch.models.training.Label;
import io.gatewatch.models.training.Labels;
import io.gatewatch.replaydata.evaluate.KnownAttack;
import io.gatewatch.replaydata.evaluate.Truth;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Labels of agents, from what is known of traffic and from what analysts said.
 *
 * <p>Where what is known of traffic is all that was harmful, an alert far from any attack, those of
 * analysts among them, was false, and the minutes that it excludes are ordinary. An attack by
 * strangers labels no agent, the one in whose name they came included, but what alerts exclude of
 * that one stays so. A verdict labels only where it says when, or where its alert is known: an
 * attack from the minute of the alert's first evidence to its last, what is benign or undetermined
 * until the alert was closed.
 *
 * @param labels for rows
 * @param withoutSpan verdicts that label nothing, as nobody knows when
 * @param falseAlarms what was called false_positive, where it says when, unless all of it was
 *     called something else later, or by who outranks it
 */
public record KnownLabels(Labels labels, int withoutSpan, List<FalseAlarm> falseAlarms) {

  /** Of a verdict, as far as it says when. */
  private record Said(Verdict verdict, boolean ofTopic, AlertSpans.Whole alert, Label label) {
    boolean isFalseAlarm() {
      return verdict.verdict().equals("false_positive");
    }

    /** What it says of one alert that was none says nothing of another. */
    boolean outranks() {
      return !isFalseAlarm() && (verdict.isAttack() || label.alertId() == null);
    }
  }

  /** Of both. */
  public static KnownLabels of(
      Truth truth, List<Verdict> verdicts, Function<String, AlertSpans.Whole> alerts) {
    return of(truth, verdicts, List.of(), alerts, id -> null);
  }

  /**
   * Of both, and of what stands on a topic, which names false alarms and labels nothing.
   *
   * @param truth null for none
   * @param verdicts that label rows; they outrank those of the topic
   * @param ofTopic in their order
   * @param alerts finds an alert by its id, or null
   * @param alertsOfTopic finds one that stands on a topic, or null; it says whose and when it was
   *     for what was called harmless only: who may write there could label any agent's rows
   *     otherwise
   */
  public static KnownLabels of(
      Truth truth,
      List<Verdict> verdicts,
      List<Verdict> ofTopic,
      Function<String, AlertSpans.Whole> alerts,
      Function<String, AlertSpans.Whole> alertsOfTopic) {
    List<Label> attacks = new ArrayList<>();
    List<Label> labels = new ArrayList<>();
    if (truth != null) {
      truth.attacks().stream().flatMap(KnownLabels::on).forEach(attacks::add);
      truth.attacks().stream()
          .filter(a -> a.entityKind().equals("agent"))
          .forEach(a -> labels.add(label(a, a.entityId())));
    }
    List<Label> known = List.copyOf(labels);
    List<Said> said = said(verdicts, ofTopic, alerts, alertsOfTopic);
    List<Said> dated = said.stream().filter(s -> s.label() != null).toList();
    for (Said one : dated) {
      if (!one.ofTopic()) {
        labels.add(one.label());
      }
      if (!one.ofTopic() && one.verdict().isAttack()) {
        attacks.add(one.label());
      }
    }
    boolean complete = truth != null && truth.complete();
    return new KnownLabels(
        new Labels(labels, complete ? attacks : null),
        said.size() - dated.size(),
        falseAlarms(known, dated));
  }

  private static List<FalseAlarm> falseAlarms(List<Label> known, List<Said> said) {
    List<FalseAlarm> alarms = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      Said one = said.get(i);
      if (one.isFalseAlarm()) {
        List<Label> outranking = new ArrayList<>(known);
        said.subList(i + 1, said.size()).stream()
            .filter(Said::outranks)
            .forEach(later -> outranking.add(later.label()));
        alarms.add(
            FalseAlarm.of(one.label(), one.verdict(), one.alert(), one.ofTopic(), outranking));
      }
    }
    alarms.removeIf(FalseAlarm::takenBack);
    return List.copyOf(alarms);
  }

  /** On its own agent, and on the one in whose name it came. */
  private static Stream<Label> on(KnownAttack attack) {
    return Stream.of(
            attack.entityKind().equals("agent") ? attack.entityId() : null, attack.victimId())
        .filter(id -> id != null)
        .map(id -> label(attack, id));
  }

  private static Label label(KnownAttack attack, String agentId) {
    return new Label(
        Label.anywhere(Principal.encode(agentId)),
        attack.from(),
        attack.to(),
        Label.Says.ATTACK,
        attack.kind(),
        attack.id(),
        Label.Source.TRUTH,
        null);
  }

  /** In order of rank, the least first. Who speaks of an alert again has changed their mind. */
  private static List<Said> said(
      List<Verdict> verdicts,
      List<Verdict> ofTopic,
      Function<String, AlertSpans.Whole> alerts,
      Function<String, AlertSpans.Whole> alertsOfTopic) {
    Map<String, Said> last = new LinkedHashMap<>();
    for (int i = 0; i < ofTopic.size() + verdicts.size(); i++) {
      boolean topic = i < ofTopic.size();
      Verdict verdict = topic ? ofTopic.get(i) : verdicts.get(i - ofTopic.size());
      AlertSpans.Whole alert = verdict.alertId() == null ? null : alerts.apply(verdict.alertId());
      if (alert == null && verdict.alertId() != null && (topic || verdict.isBenign())) {
        alert = alertsOfTopic.apply(verdict.alertId());
      }
      String of = verdict.alertId() == null ? "#" + i : verdict.alertId();
      last.remove(of);
      last.put(of, new Said(verdict, topic, alert, label(verdict, alert)));
    }
    return List.copyOf(last.values());
  }

  private static Label label(Verdict verdict, AlertSpans.Whole alert) {
    if (verdict.from() == null && alert == null) {
      return null;
    }
    boolean said = verdict.from() != null;
    Instant end = alert == null ? null : verdict.isAttack() ? alert.lastSeen() : alert.until();
    Category category = alert == null ? Category.UNUSUAL_BEHAVIOUR : alert.category();
    String ofAttack = verdict.category() == null ? category.wireName() : verdict.category();
    return new Label(
        alert == null || alert.agent() == null ? verdict.principal() : alert.agent(),
        said ? verdict.from() : alert.firstSeen().truncatedTo(ChronoUnit.MINUTES),
        said ? verdict.to() : end,
        verdict.isAttack()
            ? Label.Says.ATTACK
            : verdict.isBenign() ? Label.Says.BENIGN : Label.Says.UNDETERMINED,
        verdict.isAttack() ? ofAttack : Scorer.ORDINARY,
        verdict.alertId() == null
            ? "v-" + Sha256.hex(verdict.toString()).substring(0, 12)
            : verdict.alertId(),
        Label.Source.VERDICT,
        said ? null : verdict.alertId());
  }
}
