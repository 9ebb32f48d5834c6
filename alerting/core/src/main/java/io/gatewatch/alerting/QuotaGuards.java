package io.gatewatch.alerting;

import io.gatewatch.alerting.BlastRadius.Over;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.Versions;
import java.time.Instant;
import java.util.List;

/**
 * The governor's own alerts, of category quota_guard: what calls a person. One incident for each
 * gateway group and kind.
 */
final class QuotaGuards {
  private static final String LAPSED = "#lapsed";
  private static final String BREAK_GLASS = "#break-glass";

  private final Incidents incidents;

  QuotaGuards(Incidents incidents) {
    this.incidents = incidents;
  }

  /** Cuts were held back. */
  void tooMany(QuotaLedger ledger, String group, Over over, Instant time, Decided out) {
    QuotaKey key = over.example().key;
    String value = number(over, over.value());
    String cap = number(over, over.cap());
    Detection found =
        finding(
            new About(key.tenant(), key.group(), "gatewatch-alerting", "policy.blast-radius@1"),
            time,
            "Quota cuts held back: too much at once",
            value
                + " "
                + over.what()
                + " (cap: "
                + cap
                + "); these cuts are published as monitor only and wait for a person",
            new Evidence("under_cut", over.value(), over.cap(), over.unit(), 1),
            "quiet at " + cap + " or fewer");
    tell(ledger, group, found, out);
  }

  /** Nobody answered in time. */
  void lapsed(QuotaLedger ledger, LedgerEntry e, String what, Instant time, Decided out) {
    Detection found =
        finding(
            new About(
                e.key.tenant(),
                e.key.group(),
                "gatewatch-alerting approvals",
                "policy.approval-lapsed@1"),
            time,
            "Nobody answered: " + what + " of " + e.key.agent() + " lapsed",
            what + " on " + e.key.text() + " waited for a person and lapsed; it is not applied",
            new Evidence("unanswered", 1, 0, "quotas", 1),
            "quiet when whatever is pending is granted or refused in time");
    tell(ledger, e.groupKey() + LAPSED, found, out);
  }

  /** Break-glass that no second person put a name under. */
  void unconfirmed(QuotaLedger ledger, Act act, Instant time, Decided out) {
    Detection found =
        finding(
            new About(
                act.tenant(),
                act.group(),
                "gatewatch-alerting break-glass",
                "policy.break-glass@1"),
            time,
            "Break-glass without a second name: " + act.who(),
            act.who()
                + " limited "
                + act.key().text()
                + " under break-glass ("
                + act.why()
                + "); no second person confirmed it within half an hour",
            new Evidence("unconfirmed", 1, 0, "acts", 1),
            "quiet when a second person confirms within half an hour");
    tell(ledger, act.tenant() + "/" + act.group() + BREAK_GLASS, found, out);
  }

  /** Lets time pass over them. */
  void advance(QuotaLedger ledger, Instant time, Decided out) {
    ledger.guards.values().forEach(guard -> add(incidents.advance(guard, time), out));
    ledger.guards.values().removeIf(guard -> incidents.isForgotten(guard, time));
  }

  /** When the next of them closes or is forgotten. */
  long dueAt(QuotaLedger ledger) {
    long due = Long.MAX_VALUE;
    for (Incident guard : ledger.guards.values()) {
      due = Math.min(due, incidents.deadline(guard).toEpochMilli());
    }
    return due;
  }

  private void tell(QuotaLedger ledger, String key, Detection found, Decided out) {
    Incident guard = ledger.guards.computeIfAbsent(key, g -> new Incident());
    add(incidents.observe(guard, found), out);
  }

  private static void add(List<AlertVersion> versions, Decided out) {
    versions.forEach(v -> out.alerts().add(v.alert()));
  }

  private static String number(Over over, double value) {
    if (!over.unit().equals(BlastRadius.SHARE)) {
      return Long.toString((long) value);
    }
    double percent = Math.round(value * 1000) / 10.0;
    return (percent == Math.rint(percent) ? Long.toString((long) percent) : percent) + " %";
  }

  private record About(String tenant, String group, String service, String detector) {}

  private static Detection finding(
      About about,
      Instant time,
      String title,
      String summary,
      Evidence evidence,
      String counterfactual) {
    Entity us = Entity.service(about.tenant(), about.group(), about.service());
    return new Detection(
        Ids.of("d-", us.key(), about.detector(), time.toString(), title),
        0,
        time,
        about.tenant(),
        about.group(),
        us,
        about.detector(),
        Need.SAME,
        Category.QUOTA_GUARD,
        Severity.HIGH,
        1,
        Detection.Mode.LIVE,
        title,
        summary,
        List.of(evidence),
        counterfactual,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Versions(null, null, null, null, null));
  }
}
