package io.gatewatch.alerting;

import io.gatewatch.alerting.Change.Kind;
import io.gatewatch.features.Rounds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The fold from alerts to quota updates: the one owner of ledger and versions.
 *
 * <p>{@link #observe} only collects. {@link #advance} decides each round once nothing older can
 * come, the whole set at once and in order of time and key: the order of arrival inside a round
 * cannot show. A decision is dated at its round's end. Rounds in which nothing is due are skipped.
 *
 * <p>One decision: hear the round's alerts; see which quotas are due for a step ({@link Pacing});
 * hold cuts back when they are too many ({@link BlastRadius}); make the steps in order of key.
 */
public final class Governor {
  private final QuotaPolicy policy;
  private final Pacing pacing;
  private final BlastRadius radius;
  private final QuotaWriter writer;
  private final Incidents incidents;
  private final int maxKeys;

  public Governor(AlertingConfig config) {
    policy = new QuotaPolicy(config.quotas());
    pacing = new Pacing(policy, config.quotas().pace());
    radius = new BlastRadius(policy);
    writer = new QuotaWriter(policy, config.quotas().pace().ttlSeconds());
    incidents = new Incidents(config);
    maxKeys = config.quotas().bounds().keys();
  }

  /** Collects what one alert version means for quotas. */
  public void observe(QuotaLedger ledger, PendingRounds pending, QuotaGrounds grounds) {
    pending.add(grounds, ledger.decidedRound + 1);
  }

  /** Decides all rounds that ended by {@code lowWater}, in order; idempotent. */
  public Decided advance(QuotaLedger ledger, PendingRounds pending, Instant lowWater) {
    Decided decided = new Decided(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    long last = Rounds.of(lowWater.toEpochMilli()) - 1;
    long next = next(ledger, pending);
    while (next <= last) {
      List<QuotaGrounds> grounds = pending.take(next);
      decide(ledger, Instant.ofEpochMilli(Rounds.end(next)), grounds, decided);
      decided.settled().addAll(grounds);
      ledger.decidedRound = next;
      next = next(ledger, pending);
    }
    ledger.decidedRound = Math.max(ledger.decidedRound, last);
    return decided;
  }

  private long next(QuotaLedger ledger, PendingRounds pending) {
    long due = Long.MAX_VALUE;
    for (LedgerEntry e : ledger.entries.values()) {
      due = Math.min(due, pacing.dueAt(e));
    }
    for (Incident guard : ledger.guards.values()) {
      due = Math.min(due, incidents.deadline(guard).toEpochMilli());
    }
    long first = due == Long.MAX_VALUE ? due : roundEndingAtOrAfter(Math.max(0, due));
    return Math.max(Math.min(pending.first(), first), ledger.decidedRound + 1);
  }

  private static long roundEndingAtOrAfter(long time) {
    return -Math.floorDiv(-time, Rounds.MILLIS) - 1;
  }

  private void decide(QuotaLedger ledger, Instant time, List<QuotaGrounds> grounds, Decided out) {
    long now = time.toEpochMilli();
    for (QuotaGrounds g : grounds) {
      hear(ledger, g, now);
    }
    List<Change> changes = new ArrayList<>();
    for (LedgerEntry e : ledger.entries.values()) {
      pacing.due(e, now).ifPresent(changes::add);
    }
    SortedMap<String, SortedSet<String>> over = radius.over(ledger, changes);
    for (Change change : changes) {
      boolean heldBack = over.containsKey(change.entry().groupKey());
      make(ledger, change, heldBack, time).ifPresent(out.quotas()::add);
    }
    guard(ledger, changes, over, time, out);
    ledger.entries.values().removeIf(e -> pacing.isAtRest(e, now));
  }

  private void hear(QuotaLedger ledger, QuotaGrounds g, long now) {
    for (LedgerEntry e : ledger.entries.values()) {
      if (!isSameAgent(e, g)) {
        continue;
      }
      if (!g.open()) {
        e.removeCause(g.alertId(), now);
      } else if (e.isCut() && policy.holds(g)) {
        e.addCause(g.alertId());
      }
    }
    if (g.open()) {
      policy.keyFor(g).ifPresent(key -> ask(ledger, key, g));
    }
  }

  private void ask(QuotaLedger ledger, QuotaKey key, QuotaGrounds g) {
    LedgerEntry entry = ledger.entries.get(key.text());
    if (entry == null && ledger.entries.size() < maxKeys) {
      entry = new LedgerEntry();
      entry.key = key;
      ledger.entries.put(key.text(), entry);
    }
    if (entry != null) {
      entry.hear(g);
    }
  }

  private Optional<QuotaUpdate> make(
      QuotaLedger ledger, Change change, boolean heldBack, Instant time) {
    LedgerEntry e = change.entry();
    QuotaDecision decision = change.decision();
    if (change.kind() == Kind.CUT) {
      e.mode = heldBack ? decision.mode().atMost(QuotaMode.MONITOR) : decision.mode();
    }
    boolean goesTooFar = heldBack || decision.mode() != QuotaMode.ENFORCE;
    if (change.kind() == Kind.DEEPEN && e.isEnforced() && goesTooFar) {
      e.wanted = false;
      return Optional.empty();
    }
    if (change.kind() == Kind.CUT || change.kind() == Kind.DEEPEN) {
      e.wanted = false;
    }
    if (change.isMove()) {
      e.changedAt = time.toEpochMilli();
    }
    e.factor = decision.factor();
    e.toldAt = time.toEpochMilli();
    ledger.version++;
    return Optional.of(writer.write(e, decision, ledger.version, time));
  }

  private void guard(
      QuotaLedger ledger,
      List<Change> changes,
      SortedMap<String, SortedSet<String>> over,
      Instant time,
      Decided out) {
    over.forEach(
        (group, agents) -> {
          LedgerEntry example =
              changes.stream()
                  .map(Change::entry)
                  .filter(e -> e.groupKey().equals(group))
                  .findFirst()
                  .orElseThrow();
          Incident guard = ledger.guards.computeIfAbsent(group, g -> new Incident());
          tell(incidents.observe(guard, radius.finding(example, agents.size(), time)), out);
        });
    ledger.guards.values().forEach(guard -> tell(incidents.advance(guard, time), out));
    ledger.guards.values().removeIf(guard -> incidents.isForgotten(guard, time));
  }

  private static void tell(List<AlertVersion> versions, Decided out) {
    versions.forEach(v -> out.alerts().add(v.alert()));
  }

  private static boolean isSameAgent(LedgerEntry e, QuotaGrounds g) {
    return e.key.agent().equals(g.agentId())
        && e.key.tenant().equals(g.tenant())
        && e.key.group().equals(g.group());
  }
}
