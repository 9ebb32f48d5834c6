package io.gatewatch.alerting;

import io.gatewatch.alerting.BlastRadius.Over;
import io.gatewatch.alerting.Change.Kind;
import io.gatewatch.detectors.Ticks;
import io.gatewatch.ingest.registry.AgentRegistry;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * The fold from what is told to quota updates: the one owner of ledger and versions.
 *
 * <p>{@link #observe} only collects. {@link #advance} decides each tick once nothing older can
 * come, the whole set at once and in one order: the order of arrival inside a tick cannot show. A
 * decision is dated at its tick's end. Ticks in which nothing is due are skipped.
 *
 * <p>One decision: hear what was told (use, health, people, alerts); end what has ended ({@link
 * Orders}); see which quotas are due for a step ({@link Pacing}); hold cuts back when they are too
 * many ({@link BlastRadius}); make the steps in order of key ({@link QuotaSteps}); give and take
 * head-room ({@link Headroom}).
 */
public final class Governor {
  private final QuotaPolicy policy;
  private final Pacing pacing;
  private final BlastRadius radius;
  private final QuotaGuards guards;
  private final QuotaSteps steps;
  private final Headroom headroom;
  private final QuotaHearing hearing;
  private final int maxKeys;
  private final LongFunction<AgentRegistry> registryAt;

  /**
   * A governor without state of its own.
   *
   * @param registryAt the agent registry in force at a time, epoch milliseconds: tier, value and
   *     base limits; null when none is
   */
  public Governor(AlertingConfig config, LongFunction<AgentRegistry> registryAt) {
    this.registryAt = registryAt;
    QuotaPolicyConfig quotas = config.quotas();
    policy = new QuotaPolicy(quotas);
    pacing = new Pacing(policy, quotas);
    radius = new BlastRadius(policy, quotas.bounds());
    guards = new QuotaGuards(new Incidents(config));
    steps = new QuotaSteps(policy, new QuotaWriter(policy, quotas), guards);
    headroom = new Headroom(policy, quotas);
    maxKeys = quotas.bounds().keys();
    hearing = new QuotaHearing(policy, quotas);
  }

  /**
   * Collects one thing that was told. An hour of use that comes late is learned at once, since
   * weeks of them come when the topic is read for the first time.
   *
   * @return whether it waits for its tick
   */
  public boolean observe(QuotaLedger ledger, PendingTicks pending, Told told) {
    long open = ledger.decidedTick + 1;
    if (told.usage() != null && Ticks.of(told.at().toEpochMilli()) < open) {
      hearing.learn(ledger, told.usage());
      return false;
    }
    pending.add(told, open);
    return true;
  }

  /** Decides all ticks that ended by {@code lowWater}, in order; idempotent. */
  public Decided advance(QuotaLedger ledger, PendingTicks pending, Instant lowWater) {
    Decided decided = new Decided();
    long last = Ticks.of(lowWater.toEpochMilli()) - 1;
    long next = next(ledger, pending);
    while (next <= last) {
      List<Told> told = pending.take(next);
      decide(ledger, Instant.ofEpochMilli(Ticks.end(next)), told, decided);
      decided.settled().addAll(told);
      ledger.decidedTick = next;
      next = next(ledger, pending);
    }
    ledger.decidedTick = Math.max(ledger.decidedTick, last);
    return decided;
  }

  /**
   * Goes on where another one left off: whatever ended by {@code lowWater} is decided, also the
   * ticks of which nothing was kept because nothing was due in them.
   */
  public static void resume(QuotaLedger ledger, Instant lowWater) {
    ledger.decidedTick = Math.max(ledger.decidedTick, Ticks.of(lowWater.toEpochMilli()) - 1);
  }

  private long next(QuotaLedger ledger, PendingTicks pending) {
    long due = Math.min(guards.dueAt(ledger), ledger.orders.nextEnd());
    for (LedgerEntry e : ledger.entries.values()) {
      due = Math.min(due, pacing.dueAt(e));
    }
    if (ledger.decidedTick != Long.MIN_VALUE) {
      due = Math.min(due, headroom.dueAt(ledger, Ticks.end(ledger.decidedTick)));
    }
    long first = due == Long.MAX_VALUE ? due : Ticks.endingAtOrAfter(Math.max(0, due));
    return Math.max(Math.min(pending.first(), first), ledger.decidedTick + 1);
  }

  private void decide(QuotaLedger ledger, Instant time, List<Told> told, Decided out) {
    long now = time.toEpochMilli();
    ledger.touch();
    Function<LedgerEntry, Situation> situations = situations(ledger, time);
    ActDesk desk = new ActDesk(policy, maxKeys, ledger, situations, time);
    VerdictDesk verdicts = new VerdictDesk(policy, ledger, situations);
    TreeMap<String, Change> changes = new TreeMap<>();
    for (Told one : told) {
      if (one.act() != null) {
        hear(ledger, one.act(), desk, time, changes, out);
      } else if (one.verdict() != null) {
        hear(ledger, one.verdict(), verdicts, time, changes, out);
      } else if (one.notice() != null) {
        if (ledger.isNew(one.notice().noticeId(), now)) {
          out.audit().add(one.notice().entry(ledger.audit, time));
        }
      } else {
        hearing.hear(ledger, one, now);
      }
    }
    end(ledger, time, situations, changes, out);
    for (LedgerEntry e : ledger.entries.values()) {
      if (!changes.containsKey(e.key.text())) {
        pacing.due(e, situations.apply(e), now).ifPresent(c -> changes.put(e.key.text(), c));
      }
    }
    SortedMap<String, Over> over = radius.over(ledger, List.copyOf(changes.values()), now);
    for (LedgerEntry e : radius.sameBatch(ledger, over.keySet(), now)) {
      // What a person said of it in this very second comes first.
      changes.putIfAbsent(
          e.key.text(), new Change(e, Kind.HOLD_BACK, policy.keep(situations.apply(e))));
    }
    for (Change change : changes.values()) {
      boolean heldBack = over.containsKey(change.entry().groupKey());
      steps.make(ledger, change, situations.apply(change.entry()), heldBack, time, out);
    }
    for (Change change : headroom.changes(ledger, now, situations)) {
      steps.raise(ledger, change, situations.apply(change.entry()), time, out);
    }
    over.forEach((group, what) -> guards.tooMany(ledger, group, what, time, out));
    guards.advance(ledger, time, out);
    ledger.entries.values().removeIf(e -> pacing.isAtRest(e, now));
  }

  private Function<LedgerEntry, Situation> situations(QuotaLedger ledger, Instant time) {
    AgentRegistry registry = registryAt.apply(time.toEpochMilli());
    return e ->
        new Situation(
            e.key,
            Standing.of(registry, e.key, e.issuer),
            e.factor,
            e.severity,
            e.callsPerMinute,
            ledger.orders.mode(e.key, e.detectors, policy.mode(e.key.tenant(), e.key.group())),
            ledger.isSick(e.groupKey()));
  }

  private static void hear(
      QuotaLedger ledger,
      Act act,
      ActDesk desk,
      Instant time,
      SortedMap<String, Change> changes,
      Decided out) {
    if (!ledger.isNew(act.actId(), time.toEpochMilli())) {
      return;
    }
    ActDesk.Outcome outcome = desk.hear(act);
    outcome.changes().forEach(c -> changes.put(c.entry().key.text(), c));
    out.audit().add(QuotaSteps.entry(ledger, act, outcome.refused(), time));
  }

  private static void hear(
      QuotaLedger ledger,
      AnalystVerdict verdict,
      VerdictDesk desk,
      Instant time,
      SortedMap<String, Change> changes,
      Decided out) {
    if (ledger.isNew(verdict.id(), time.toEpochMilli())) {
      desk.hear(verdict, time.toEpochMilli()).forEach(c -> changes.put(c.entry().key.text(), c));
      out.audit().add(QuotaSteps.entry(ledger, verdict, time));
    }
  }

  /** Ends what has ended, and drops what people's orders no longer allow. */
  private void end(
      QuotaLedger ledger,
      Instant time,
      Function<LedgerEntry, Situation> situations,
      SortedMap<String, Change> changes,
      Decided out) {
    Orders orders = ledger.orders;
    orders.endExemptions(time);
    orders.unreported(time).forEach(act -> guards.unconfirmed(ledger, act, time, out));
    List<Act> ended = orders.endedPins(time);
    for (LedgerEntry e : ledger.entries.values()) {
      Situation s = situations.apply(e);
      if (ended.contains(e.pin) || (e.isHeld() && orders.forbid(e, s.allowed()))) {
        orders.pins.remove(e.key.text(), e.pin);
        e.settle(QuotaUpdate.Approval.NOT_NEEDED, null);
        changes.put(e.key.text(), new Change(e, Kind.DROP, policy.toBase(s)));
      }
    }
  }
}
