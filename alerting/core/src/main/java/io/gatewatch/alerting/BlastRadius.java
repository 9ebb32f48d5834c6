package io.gatewatch.alerting;

import io.gatewatch.alerting.Change.Kind;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.Versions;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many agents of a gateway group may be under an enforced cut at once. The cap is a property of
 * a round's whole set: over it all cuts of the round turn to monitor, since a spike over many
 * unrelated agents is more likely our fault than theirs. So order cannot show.
 */
final class BlastRadius {
  private static final String DETECTOR = "policy.blast-radius@1";

  private final QuotaPolicy policy;

  BlastRadius(QuotaPolicy policy) {
    this.policy = policy;
  }

  /** Groups (tenant/group) that this round would take over the cap, with their agents. */
  SortedMap<String, SortedSet<String>> over(QuotaLedger ledger, List<Change> changes) {
    SortedMap<String, SortedSet<String>> under = new TreeMap<>();
    for (LedgerEntry e : ledger.entries.values()) {
      if (e.isEnforced()) {
        agents(under, e).add(e.key.agent());
      }
    }
    TreeSet<String> grown = new TreeSet<>();
    for (Change c : changes) {
      boolean cut = c.kind() == Kind.CUT && c.decision().mode() == QuotaMode.ENFORCE;
      if (cut && agents(under, c.entry()).add(c.entry().key.agent())) {
        grown.add(c.entry().groupKey());
      }
    }
    under.entrySet().removeIf(g -> g.getValue().size() <= policy.agentsAtOnce());
    under.keySet().retainAll(grown);
    return under;
  }

  /** The finding that calls a person. */
  Detection finding(LedgerEntry example, int agents, Instant time) {
    String tenant = example.key.tenant();
    String group = example.key.group();
    int cap = policy.agentsAtOnce();
    Entity us = Entity.service(tenant, group, "gatewatch-alerting");
    return new Detection(
        Ids.of("d-", us.key(), DETECTOR, time.toString()),
        0,
        time,
        tenant,
        group,
        us,
        DETECTOR,
        Need.SAME,
        Category.QUOTA_GUARD,
        Severity.HIGH,
        1,
        Detection.Mode.LIVE,
        "Quota cuts held back: too many agents at once",
        agents
            + " agents would be under a cut at once (cap: "
            + cap
            + "); this round's cuts are"
            + " published as monitor only",
        List.of(new Evidence("agents_under_cut", agents, cap, "agents", 1)),
        "quiet at " + cap + " agents or fewer",
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Versions(null, null, null, null, null));
  }

  private static SortedSet<String> agents(SortedMap<String, SortedSet<String>> by, LedgerEntry e) {
    return by.computeIfAbsent(e.groupKey(), g -> new TreeSet<>());
  }
}
