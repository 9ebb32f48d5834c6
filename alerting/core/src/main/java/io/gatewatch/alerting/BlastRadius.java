package io.gatewatch.alerting;

import io.gatewatch.alerting.Change.Kind;
import io.gatewatch.alerting.usage.UsageBook;
import io.gatewatch.features.Rounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How much of a gateway group may be under an enforced cut at once: so many agents, so much of the
 * last hour's good traffic, so many new cuts a minute. The caps are a property of a tick's whole
 * set: over one of them all its cuts turn to monitor, and those that began less than a round
 * before, since a spike over many unrelated agents is more likely our fault than theirs. So order
 * cannot show. What a person set does not count; what a person granted does.
 *
 * <p><b>Good traffic.</b> share = good calls of the last hour in the scopes under a cut ÷ good
 * calls of the gateway group in it. The hour is known when {@link UsageBook} has rows of it with a
 * good call among them: 70 min after its beginning at the earliest, so not in a gateway group's
 * first hours, nor after one without any call, or one in which nothing went well. What is not known
 * is taken for the worst: share = 1, every cut waits for a person. Only where the operator says how
 * many agents call ({@code activeAgents}) are they counted meanwhile: share = agents under a cut ÷
 * activeAgents.
 */
final class BlastRadius {
  /** Unit of a share, 0..1. */
  static final String SHARE = "share";

  private static final long MINUTE = 60_000;

  /**
   * What a tick would take over a cap.
   *
   * @param example the entry by which the group is known
   */
  record Over(LedgerEntry example, String what, double value, double cap, String unit) {}

  private final QuotaPolicy policy;
  private final QuotaPolicyConfig.Bounds bounds;

  BlastRadius(QuotaPolicy policy, QuotaPolicyConfig.Bounds bounds) {
    this.policy = policy;
    this.bounds = bounds;
  }

  /** Groups (tenant/group) that this tick would take over a cap. */
  SortedMap<String, Over> over(QuotaLedger ledger, List<Change> changes, long now) {
    TreeMap<String, TreeMap<String, LedgerEntry>> grown = new TreeMap<>();
    for (Change c : changes) {
      if (c.kind() == Kind.CUT && c.decision().mode() == QuotaMode.ENFORCE) {
        grown
            .computeIfAbsent(c.entry().groupKey(), g -> new TreeMap<>())
            .put(c.entry().key.text(), c.entry());
      }
    }
    TreeMap<String, Over> over = new TreeMap<>();
    grown.forEach(
        (group, cut) -> overCap(ledger, group, cut, now).ifPresent(o -> over.put(group, o)));
    return over;
  }

  /**
   * Enforced cuts of these groups that began less than a round ago: a spike over many agents comes
   * within seconds of each other, and those that came first are no better founded than the others.
   */
  List<LedgerEntry> sameBatch(QuotaLedger ledger, Set<String> groups, long now) {
    return ledger.entries.values().stream()
        .filter(e -> groups.contains(e.groupKey()) && e.isEnforced() && e.pin == null)
        .filter(e -> e.approval != QuotaUpdate.Approval.GRANTED)
        .filter(e -> e.begunAt != LedgerEntry.NEVER && e.begunAt > now - Rounds.MILLIS)
        .toList();
  }

  /** Notes new enforced cuts for the cap by the minute. */
  static void note(QuotaLedger ledger, LedgerEntry cut, long now) {
    List<Long> times = ledger.newCuts.computeIfAbsent(cut.groupKey(), g -> new ArrayList<>());
    times.removeIf(time -> time <= now - MINUTE);
    times.add(now);
  }

  private Optional<Over> overCap(
      QuotaLedger ledger, String group, SortedMap<String, LedgerEntry> grown, long now) {
    TreeMap<String, LedgerEntry> all = new TreeMap<>(grown);
    TreeSet<String> before = new TreeSet<>();
    for (LedgerEntry e : ledger.entries.values()) {
      if (e.isEnforced() && e.pin == null && e.groupKey().equals(group)) {
        all.put(e.key.text(), e);
        // That a person agreed to one cut of an agent is no leave for another.
        if (e.approval != QuotaUpdate.Approval.GRANTED) {
          before.add(e.key.agent());
        }
      }
    }
    LedgerEntry example = grown.get(grown.firstKey());
    QuotaKey key = example.key;
    TreeSet<String> agents = new TreeSet<>();
    all.values().forEach(e -> agents.add(e.key.agent()));
    long hour = UsageBook.lastHour(now);
    int cap = policy.agentsAtOnce(ledger.book().active(key.tenant(), key.group(), hour));
    if (agents.size() > cap
        && grown.values().stream().anyMatch(e -> !before.contains(e.key.agent()))) {
      return Optional.of(
          new Over(example, "agents would be under a cut at once", agents.size(), cap, "agents"));
    }
    long recent =
        ledger.newCuts.getOrDefault(group, List.of()).stream()
            .filter(t -> t > now - MINUTE)
            .count();
    if (recent + grown.size() > bounds.cutsPerMinute()) {
      return Optional.of(
          new Over(
              example,
              "new cuts would begin within a minute",
              recent + grown.size(),
              bounds.cutsPerMinute(),
              "cuts"));
    }
    return share(ledger, all, example, hour, agents.size());
  }

  private Optional<Over> share(
      QuotaLedger ledger,
      SortedMap<String, LedgerEntry> all,
      LedgerEntry example,
      long hour,
      int agents) {
    QuotaKey key = example.key;
    long good = ledger.book().good(key.tenant(), key.group(), hour);
    int counted = bounds.activeAgents();
    String what = "of the last hour's good calls would be under a cut at once";
    double share;
    if (good > 0) {
      share = goodUnder(ledger, all, hour) / (double) good;
    } else if (counted > 0) {
      share = Math.min(1, agents / (double) counted);
      what =
          "of the agents would be under a cut at once, the last hour's good calls not being known";
    } else {
      share = 1;
      what = "of the last hour's good calls may be under a cut at once, since they are not known";
    }
    return share > bounds.goodShare()
        ? Optional.of(new Over(example, what, share, bounds.goodShare(), SHARE))
        : Optional.empty();
  }

  /** The hour's good calls in the scopes of these entries. */
  private static long goodUnder(QuotaLedger ledger, SortedMap<String, LedgerEntry> all, long hour) {
    UsageBook book = ledger.book();
    TreeMap<String, Long> byAgent = new TreeMap<>();
    TreeMap<String, Long> whole = new TreeMap<>();
    for (LedgerEntry e : all.values()) {
      QuotaKey k = e.key;
      boolean everything = k.scope().equals(QuotaKey.ALL);
      String scope = everything ? null : k.scope();
      long calls = book.good(k.tenant(), k.group(), k.agent(), scope, hour);
      byAgent.merge(k.agent(), calls, everything ? Math::max : Long::sum);
      whole.put(k.agent(), book.good(k.tenant(), k.group(), k.agent(), null, hour));
    }
    long under = 0;
    for (var agent : byAgent.entrySet()) {
      under += Math.min(agent.getValue(), whole.get(agent.getKey()));
    }
    return under;
  }
}
