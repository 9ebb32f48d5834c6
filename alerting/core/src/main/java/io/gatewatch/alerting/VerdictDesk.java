package io.gatewatch.alerting;

import io.gatewatch.alerting.Change.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** Takes analysts at their word: notes what they say, and lifts the limits of what is harmless. */
final class VerdictDesk {
  private final QuotaPolicy policy;
  private final QuotaLedger ledger;
  private final Function<LedgerEntry, Situation> situations;

  VerdictDesk(QuotaPolicy policy, QuotaLedger ledger, Function<LedgerEntry, Situation> situations) {
    this.policy = policy;
    this.ledger = ledger;
    this.situations = situations;
  }

  /** The changes that a verdict makes at once. */
  List<Change> hear(AnalystVerdict verdict, long now) {
    List<Change> changes = new ArrayList<>();
    for (LedgerEntry e : ledger.entries.values()) {
      boolean bears = verdict.alertId() != null && e.lastCauses.contains(verdict.alertId());
      if (e.pin != null || !bears) {
        continue;
      }
      boolean lifts = verdict.isBenign() && isAlone(e, verdict.alertId());
      e.wanted &= !lifts;
      if (!verdict.isBenign() && ledger.trust.isHarmless(verdict.alertId())) {
        // It was the verdict before that had answered, not a person on the quota.
        e.answered.remove(verdict.alertId());
      }
      if (lifts && e.isHeld()) {
        e.settle(QuotaUpdate.Approval.NOT_NEEDED, verdict.who());
        changes.add(new Change(e, Kind.DROP, policy.toBase(situations.apply(e))));
      }
    }
    HeardAlert alert = verdict.alertId() == null ? null : ledger.alerts.get(verdict.alertId());
    ledger.trust.note(verdict, alert, now);
    return changes;
  }

  /** Whether nothing else keeps a limit down that a person has not answered. */
  private static boolean isAlone(LedgerEntry e, String alertId) {
    TreeSet<String> others = new TreeSet<>(e.causes);
    others.removeAll(e.answered);
    others.remove(alertId);
    return others.isEmpty();
  }
}
