package io.gatewatch.replaydata.evaluate;

import io.gatewatch.alerting.Lane;
import io.gatewatch.replaydata.replay.RefusedMinute;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds a run's alerts and cuts against the truth. */
public final class Judgement {
  private static final Duration AROUND = Duration.ofMinutes(10);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LATE = Duration.ofHours(1);

  private final Truth truth;
  private final RunSpan span;

  private Judgement(Truth truth, RunSpan span) {
    this.truth = truth;
    this.span = span;
  }

  /**
   * What each attack, alert and cut was.
   *
   * @param versions all versions of all alerts, those of one alert in order
   * @param refused what the quotas would have refused; null when that is not known
   */
  public static Outcomes of(
      Truth truth,
      RunSpan span,
      List<Raised> versions,
      List<Cut> cuts,
      List<RefusedMinute> refused) {
    Judgement judgement = new Judgement(truth, span);
    return new Outcomes(
        span.days(),
        span.days() * span.agents(),
        truth.attacks().stream().map(a -> judgement.attack(a, versions, cuts)).toList(),
        deciding(versions).stream().map(judgement::alert).toList(),
        cuts.stream().map(judgement::cut).toList(),
        refused == null ? null : refused.stream().map(judgement::refused).toList());
  }

  private AttackOutcome attack(KnownAttack attack, List<Raised> versions, List<Cut> cuts) {
    Raised found = null;
    Instant foundAtAll = null;
    boolean right = false;
    for (Raised version : versions) {
      if (tells(version, attack)) {
        foundAtAll = earlier(foundAtAll, version.time());
        if (version.isAboveLow()) {
          found = found == null || version.time().isBefore(found.time()) ? version : found;
          right |= version.category().wireName().equals(attack.kind());
        }
      }
    }
    Instant cut = null;
    for (Cut c : cuts) {
      if (Coverage.covers(attack, c.principalId())
          && attack.isAround(c.time(), Duration.ZERO, AROUND)) {
        cut = earlier(cut, c.time());
      }
    }
    return new AttackOutcome(attack, span.isWarmup(attack.from()), found, right, foundAtAll, cut);
  }

  /** Some kinds belong to another lane by their nature: there the category has to be the kind. */
  private static boolean tells(Raised version, KnownAttack attack) {
    return !version.closed()
        && attack.isAround(version.time(), Duration.ZERO, AROUND)
        && !version.lastSeen().isBefore(attack.from())
        && (version.lane() == Lane.SECURITY || version.category().wireName().equals(attack.kind()))
        && Coverage.covers(attack, version);
  }

  private static Instant earlier(Instant known, Instant time) {
    return known == null || time.isBefore(known) ? time : known;
  }

  /**
   * Of each alert the first version above low, else its first; one that was closed and comes back
   * is another, since it wakes somebody again.
   */
  private static List<Raised> deciding(List<Raised> versions) {
    Map<String, Raised> deciding = new LinkedHashMap<>();
    Map<String, Integer> closings = new HashMap<>();
    for (Raised version : versions) {
      int before = closings.getOrDefault(version.alertId(), 0);
      closings.merge(version.alertId(), version.closed() ? 1 : 0, Integer::sum);
      deciding.merge(
          version.alertId() + "/" + before,
          version,
          (known, next) -> !known.isAboveLow() && next.isAboveLow() ? next : known);
    }
    return new ArrayList<>(deciding.values());
  }

  private AlertOutcome alert(Raised alert) {
    boolean victim =
        truth.attacks().stream()
            .anyMatch(
                a ->
                    Coverage.isVictim(a, alert.entityId())
                        && a.isAround(alert.time(), AROUND, AROUND));
    boolean warmup = span.isWarmup(alert.time());
    AlertOutcome.Cause known = attackBehind(alert);
    if (known != null) {
      return new AlertOutcome(alert, warmup, known, null, victim);
    }
    String event = eventBehind(alert);
    AlertOutcome.Cause cause =
        event == null ? AlertOutcome.Cause.NOTHING : AlertOutcome.Cause.EVENT;
    return new AlertOutcome(alert, warmup, cause, event, victim);
  }

  private AlertOutcome.Cause attackBehind(Raised alert) {
    AlertOutcome.Cause cause = null;
    for (KnownAttack attack : truth.attacks()) {
      if (Coverage.covers(attack, alert)) {
        if (attack.isAround(alert.time(), AROUND, AROUND)) {
          return AlertOutcome.Cause.ATTACK;
        }
        boolean began = attack.isAround(alert.firstSeen(), AROUND, AROUND);
        if (began && attack.isAround(alert.time(), AROUND, LATE)) {
          cause = AlertOutcome.Cause.LATE;
        }
      }
    }
    return cause;
  }

  /** Its own event before a service's, a service's before everybody's. */
  private String eventBehind(Raised alert) {
    return truth.benign().stream()
        .filter(e -> !alert.time().isBefore(e.from()))
        .filter(e -> !alert.time().isAfter(e.to().plus(AROUND)))
        .filter(e -> distance(e, alert) < 3)
        .min(
            Comparator.comparingInt((KnownEvent e) -> distance(e, alert))
                .thenComparing(KnownEvent::kind))
        .map(KnownEvent::kind)
        .orElse(null);
  }

  private static int distance(KnownEvent event, Raised alert) {
    if (event.entityId() == null) {
      return 2;
    }
    if (event.entityId().equals(alert.entityId())) {
      return 0;
    }
    // Who uses a service is not written in the labels.
    return event.entityKind().equals("service") ? 1 : 3;
  }

  private CutOutcome cut(Cut cut) {
    boolean wrongful = !attacked(cut, AROUND);
    return new CutOutcome(
        cut, span.isWarmup(cut.time()), wrongful, wrongful && attacked(cut, LATE));
  }

  private RefusedOutcome refused(RefusedMinute minute) {
    boolean attack =
        truth.attacks().stream()
            .filter(a -> Coverage.covers(a, minute.principalId(), minute.principalKind()))
            .anyMatch(a -> a.isAround(minute.minute(), MINUTE, Duration.ZERO));
    return new RefusedOutcome(minute, span.isWarmup(minute.minute()), attack);
  }

  private boolean attacked(Cut cut, Duration before) {
    return truth.attacks().stream()
        .anyMatch(
            a ->
                Coverage.covers(a, cut.principalId())
                    && a.isAround(cut.time(), Duration.ZERO, before));
  }
}
