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
 * <p>What is known of traffic is all that was harmful: an alert far from any attack was false, and
 * the minutes that it excludes are ordinary. An attack by strangers labels no agent, the one in
 * whose name they came included, but what alerts exclude of that one stays so. A verdict labels
 * only where it says when, or where its alert is known: an attack from the minute of the alert's
 * first evidence to its last, what is benign or undetermined until the alert was closed.
 *
 * @param labels for rows
 * @param withoutSpan verdicts that label nothing, as nobody knows when
 * @param falseAlarms what was called false_positive, where it says when
 */
public record KnownLabels(Labels labels, int withoutSpan, List<FalseAlarm> falseAlarms) {

  /**
   * Behaviour that an analyst has called a false alarm.
   *
   * @param agent key of the principal
   * @param from first moment
   * @param to last moment; that of the alert's latest evidence where the verdict says none: what
   *     came until it was closed alerted nobody
   * @param reason in the analyst's words, or that there are none
   */
  public record FalseAlarm(String agent, Instant from, Instant to, String reason) {
    static FalseAlarm of(Label label, Verdict verdict, AlertSpans.Whole alert) {
      return new FalseAlarm(
          label.agent(),
          label.from(),
          verdict.from() != null ? label.to() : alert.lastSeen(),
          verdict.reason() == null ? "no reason given" : verdict.reason());
    }
  }

  /**
   * Of both.
   *
   * @param truth null for none
   * @param alerts finds an alert by its id, or null
   */
  public static KnownLabels of(
      Truth truth, List<Verdict> verdicts, Function<String, AlertSpans.Whole> alerts) {
    List<Label> labels = new ArrayList<>();
    if (truth != null) {
      truth.attacks().stream()
          .filter(a -> a.entityKind().equals("agent"))
          .forEach(a -> labels.add(label(a, a.entityId())));
    }
    List<FalseAlarm> falseAlarms = new ArrayList<>();
    int without = 0;
    for (Verdict verdict : lastOfEachAlert(verdicts)) {
      AlertSpans.Whole alert = verdict.alertId() == null ? null : alerts.apply(verdict.alertId());
      Label label = label(verdict, alert);
      if (label == null) {
        without++;
      } else {
        labels.add(label);
        if (verdict.verdict().equals("false_positive")) {
          falseAlarms.add(FalseAlarm.of(label, verdict, alert));
        }
      }
    }
    List<Label> attacks =
        truth == null ? null : truth.attacks().stream().flatMap(KnownLabels::on).toList();
    return new KnownLabels(new Labels(labels, attacks), without, List.copyOf(falseAlarms));
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

  /** Who speaks of an alert again has changed their mind. */
  private static List<Verdict> lastOfEachAlert(List<Verdict> verdicts) {
    Map<String, Verdict> last = new LinkedHashMap<>();
    for (Verdict verdict : verdicts) {
      String of = verdict.alertId() == null ? "#" + last.size() : verdict.alertId();
      last.remove(of);
      last.put(of, verdict);
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
