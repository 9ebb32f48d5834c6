package io.gatewatch.alerting;

import io.gatewatch.alerting.Change.Kind;
import io.gatewatch.alerting.QuotaUpdate.Action;
import io.gatewatch.alerting.usage.AgentUse;
import io.gatewatch.alerting.usage.DemandForecast;
import io.gatewatch.features.usage.UsageHour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Raised limits for trusted agents ahead of their forecast peaks, on {@code *}.
 *
 * <p>Every five minutes: the peak p of this and the next quarter of an hour ({@link
 * DemandForecast}) over base b gives {@code factor = min(most, ⌈10 · p / b⌉ / 10)} where p &gt; b.
 * Agents whose calls are worth much come first, then by name; each gets what is left of the gateway
 * group's capacity. The sum of all raised limits of a group, monitored ones too, never exceeds it.
 *
 * <p>Trusted is who has been known for 28 days, has no open incident and had none of severity HIGH
 * for a week. A sick service, an incident, a kill, a pin or less capacity take a raise back, before
 * anything else is done to anybody.
 */
final class Headroom {
  private static final long PLAN = 300_000;
  private static final long AHEAD = 900_000;

  private final QuotaPolicy policy;
  private final HeadroomConfig config;
  private final long spacing;
  private final long renewal;

  Headroom(QuotaPolicy policy, QuotaPolicyConfig config) {
    this.policy = policy;
    this.config = config.headroom();
    this.spacing = config.pace().spacingSeconds() * 1000L;
    this.renewal = config.pace().ttlSeconds() * 500L;
  }

  /** When {@link #changes} may next say something, after a time. */
  long dueAt(QuotaLedger ledger, long after) {
    boolean plans = !config.capacity().isEmpty() && !ledger.book().all().isEmpty();
    if (!plans && ledger.raises.isEmpty()) {
      return Long.MAX_VALUE;
    }
    long due = (Math.floorDiv(after, PLAN) + 1) * PLAN;
    for (LedgerEntry raise : ledger.raises.values()) {
      due = raise.wanted ? Math.min(due, raise.changedAt + spacing) : due;
    }
    return due;
  }

  /** What is due in the tick that ends now. */
  List<Change> changes(QuotaLedger ledger, long now, Function<LedgerEntry, Situation> situations) {
    List<Change> changes = new ArrayList<>();
    boolean plans = Math.floorMod(now, PLAN) == 0;
    Map<String, LedgerEntry> wanted = plans ? wanted(ledger, now, situations) : Map.of();
    for (LedgerEntry raise : ledger.raises.values()) {
      boolean keeps =
          plans ? wanted.containsKey(raise.key.text()) : mayKeep(ledger, raise, situations);
      raise.wanted = !keeps;
      if (raise.wanted && now >= raise.changedAt + spacing) {
        changes.add(new Change(raise, Kind.WITHDRAW, policy.toBase(situations.apply(raise))));
      }
    }
    for (LedgerEntry want : wanted.values()) {
      LedgerEntry there = ledger.raises.get(want.key.text());
      boolean moves = there == null || there.factor != want.factor || there.mode != want.mode;
      if (moves || now - there.toldAt + PLAN > renewal) {
        changes.add(new Change(want, moves ? Kind.RAISE : Kind.RENEW, decision(want, situations)));
      }
    }
    return changes;
  }

  private QuotaDecision decision(LedgerEntry want, Function<LedgerEntry, Situation> situations) {
    Situation s = situations.apply(want);
    Limit limit = policy.base(want.key, s.standing()).times(want.factor);
    return new QuotaDecision(Action.RAISE, want.factor, limit, want.mode, new Collateral(0, 0));
  }

  private boolean mayKeep(
      QuotaLedger ledger, LedgerEntry raise, Function<LedgerEntry, Situation> situations) {
    Situation s = situations.apply(raise);
    return !s.sick()
        && s.allowed() != QuotaMode.OFF
        && !ledger.hasOpenIncident(raise.key)
        && !ledger.entries.containsKey(raise.key.text())
        && ledger.orders.pinOver(raise.key) == null
        && !ledger.orders.isKilled(raise.key, List.of());
  }

  private record Candidate(LedgerEntry entry, Standing standing, double factor) {}

  /** Raises that should be in force, each within what is left of its group's capacity. */
  private Map<String, LedgerEntry> wanted(
      QuotaLedger ledger, long now, Function<LedgerEntry, Situation> situations) {
    List<Candidate> candidates = new ArrayList<>();
    if (!config.capacity().isEmpty()) {
      for (AgentUse use : ledger.book().all()) {
        consider(ledger, use, now, situations, candidates);
      }
    }
    boolean byValue = !policy.isRegulated(QuotaKey.ALL);
    candidates.sort(
        Comparator.comparing((Candidate c) -> byValue && c.standing().isValued())
            .reversed()
            .thenComparing(c -> c.entry().key.text()));
    Map<String, Double> left = new HashMap<>();
    Map<String, LedgerEntry> wanted = new TreeMap<>();
    for (Candidate c : candidates) {
      LedgerEntry e = c.entry();
      double room =
          left.computeIfAbsent(
              e.groupKey(), g -> (double) policy.capacity(e.key.tenant(), e.key.group()));
      Limit base = policy.base(e.key, c.standing());
      double factor = Math.min(c.factor(), Math.floor(10 * room / base.perMinute()) / 10);
      double perMinute = base.times(Math.max(1, factor)).perMinute();
      if (factor > 1 && perMinute <= room) {
        e.factor = factor;
        left.put(e.groupKey(), room - perMinute);
        wanted.put(e.key.text(), e);
      }
    }
    return wanted;
  }

  private void consider(
      QuotaLedger ledger,
      AgentUse use,
      long now,
      Function<LedgerEntry, Situation> situations,
      List<Candidate> candidates) {
    if (policy.capacity(use.tenant(), use.group()) == 0 || !isTrusted(use, now)) {
      return;
    }
    LedgerEntry e =
        LedgerEntry.of(new QuotaKey(use.tenant(), use.group(), QuotaKey.ALL, use.agent()));
    Situation s = situations.apply(e);
    double base = policy.base(e.key, s.standing()).perMinute();
    OptionalDouble peak = peak(use, now);
    if (!mayKeep(ledger, e, situations)
        || !isForTier(s.standing())
        || peak.isEmpty()
        || peak.getAsDouble() <= base) {
      return;
    }
    // What waits for a person is a cut; head-room is either given or only told.
    e.mode = s.allowed() == QuotaMode.ENFORCE ? QuotaMode.ENFORCE : QuotaMode.MONITOR;
    double factor = Math.min(config.mostFactor(), Math.ceil(10 * peak.getAsDouble() / base) / 10);
    candidates.add(new Candidate(e, s.standing(), factor));
  }

  private boolean isTrusted(AgentUse use, long now) {
    long known = now - use.since().toEpochMilli();
    return known >= Duration.ofDays(config.knownDays()).toMillis()
        && !use.isTroubled(UsageHour.of(now));
  }

  private boolean isForTier(Standing standing) {
    return config.tiers().isEmpty()
        || policy.isRegulated(QuotaKey.ALL)
        || config.tiers().contains(String.valueOf(standing.tier()));
  }

  private OptionalDouble peak(AgentUse use, long now) {
    OptionalDouble here = DemandForecast.peak(use, UsageHour.of(now), config.spreads());
    OptionalDouble soon = DemandForecast.peak(use, UsageHour.of(now + AHEAD), config.spreads());
    if (here.isEmpty() || soon.isEmpty()) {
      return here.isEmpty() ? soon : here;
    }
    return OptionalDouble.of(Math.max(here.getAsDouble(), soon.getAsDouble()));
  }
}
