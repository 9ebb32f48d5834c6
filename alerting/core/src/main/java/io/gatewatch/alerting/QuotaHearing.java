package io.gatewatch.alerting;

import io.gatewatch.alerting.usage.UsageBook;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.chronicle.UsageRow;
import io.gatewatch.features.usage.UsageHour;
import io.gatewatch.ingest.config.Globs;
import java.time.Duration;
import java.util.List;

/** What the governor hears of facts and detectors: changes the ledger, decides nothing. */
final class QuotaHearing {
  private final QuotaPolicy policy;
  private final int maxKeys;
  private final int quietDays;

  QuotaHearing(QuotaPolicy policy, QuotaPolicyConfig config) {
    this.policy = policy;
    this.maxKeys = config.bounds().keys();
    this.quietDays = config.headroom().quietDays();
  }

  /** Takes in one thing, all but what people say. */
  void hear(QuotaLedger ledger, Told told, long now) {
    if (told.usage() != null) {
      learn(ledger, told.usage());
    } else if (told.health() != null) {
      ServiceHealth h = told.health();
      QuotaLedger.note(ledger.sick, h.tenant() + "/" + h.group(), h.alertId(), h.sick());
    } else {
      hear(ledger, told.grounds(), now);
    }
  }

  /** Learns an hour of use. */
  void learn(QuotaLedger ledger, UsageRow row) {
    if (ledger.book().hear(row)) {
      ledger.touch();
      MonitorTally tally = ledger.tally(row.tenant(), row.group());
      heard(ledger, row.tenant(), row.group(), row.hour().toEpochMilli());
      tally.used(row);
    }
  }

  private void heard(QuotaLedger ledger, String tenant, String group, long time) {
    MonitorTally tally = ledger.tally(tenant, group);
    QuotaMode mode = ledger.orders.groupMode(tenant, group, policy.mode(tenant, group));
    if (mode == QuotaMode.OFF) {
      tally.off(time);
    } else {
      tally.heard(time);
    }
  }

  private void hear(QuotaLedger ledger, QuotaGrounds g, long now) {
    QuotaKey agent = new QuotaKey(g.tenant(), g.group(), QuotaKey.ALL, g.agentId());
    heard(ledger, g.tenant(), g.group(), now);
    QuotaLedger.note(ledger.open, Orders.agentText(agent), g.alertId(), g.open());
    HeardAlert.note(ledger.alerts, g, now);
    if (g.severity().compareTo(Severity.HIGH) >= 0) {
      long until = UsageHour.of(now) + Duration.ofDays(quietDays).toHours();
      ledger.book().distrust(g.tenant(), g.group(), g.agentId(), until);
    }
    for (LedgerEntry e : ledger.entries.values()) {
      if (!e.isOf(g) || e.pin != null) {
        continue;
      }
      if (!g.open()) {
        e.removeCause(g.alertId(), now);
      } else if (e.isCut() && policy.holds(g)) {
        e.addCause(g.alertId());
      }
    }
    if (ledger.trust.reopens(g)) {
      ledger.entries.values().stream()
          .filter(e -> e.isOf(g))
          .forEach(e -> e.answered.remove(g.alertId()));
    }
    if (g.open()) {
      policy
          .keyFor(g.with(ledger.trust.confidence(g, now)))
          .filter(key -> mayAsk(ledger, key, g))
          .ifPresent(k -> ask(ledger, k, g));
    }
  }

  private boolean mayAsk(QuotaLedger ledger, QuotaKey key, QuotaGrounds g) {
    Orders orders = ledger.orders;
    return !isAnswered(ledger, g)
        && !isCoveredByAll(ledger, key)
        && orders.pinOver(key) == null
        && !orders.isExempt(key)
        && !orders.isKilled(key, g.detectors())
        && orders.mode(key, g.detectors(), policy.mode(g.tenant(), g.group())) != QuotaMode.OFF;
  }

  /** Whether a person has said no to this alert, on whichever quota of the agent. */
  private static boolean isAnswered(QuotaLedger ledger, QuotaGrounds g) {
    return ledger.trust.isHarmless(g.alertId())
        || ledger.entries.values().stream()
            .anyMatch(e -> e.isOf(g) && e.answered.contains(g.alertId()));
  }

  /**
   * Whether a cut of all that the agent does covers this operation group: gateways count a narrow
   * limit by itself, so one beside it would let more through than before.
   */
  private boolean isCoveredByAll(QuotaLedger ledger, QuotaKey key) {
    LedgerEntry all =
        ledger.entries.get(
            new QuotaKey(key.tenant(), key.group(), QuotaKey.ALL, key.agent()).text());
    return !key.scope().equals(QuotaKey.ALL)
        && all != null
        && all.isEnforced()
        && policy.exceptions(all.key, all.category).stream()
            .noneMatch(glob -> Globs.matches(glob, key.scope()));
  }

  private void ask(QuotaLedger ledger, QuotaKey key, QuotaGrounds g) {
    LedgerEntry entry = ledger.entries.get(key.text());
    if (entry == null && ledger.entries.size() < maxKeys) {
      entry = LedgerEntry.of(key);
      ledger.entries.put(key.text(), entry);
    }
    if (entry != null) {
      entry.hear(g);
      entry.callsPerMinute = minutes(ledger, key, g.callsPerMinute());
      LedgerEntry raise = ledger.raises.get(key.text());
      entry.changedAt =
          raise == null ? entry.changedAt : Math.max(entry.changedAt, raise.changedAt);
    }
  }

  /** Of the operation group; of all, the longer of what the book and what the finding knows. */
  private static List<Integer> minutes(QuotaLedger ledger, QuotaKey key, List<Integer> told) {
    boolean all = key.scope().equals(QuotaKey.ALL);
    UsageBook book = ledger.book();
    return book.minutes(key.tenant(), key.group(), key.agent(), all ? null : key.scope())
        .filter(known -> !all || sum(known) >= sum(told))
        .orElse(told);
  }

  private static long sum(List<Integer> bins) {
    return bins.stream().mapToLong(Integer::longValue).sum();
  }
}
