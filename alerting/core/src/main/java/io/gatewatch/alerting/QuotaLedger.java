package io.gatewatch.alerting;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.gatewatch.alerting.audit.AuditChain;
import io.gatewatch.alerting.usage.UsageBook;
import io.gatewatch.detectors.Ticks;
import io.gatewatch.features.Rounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All quotas that are not at rest, and what people said: the governor's state. Mutable; only {@link
 * Governor} changes it. At most {@code bounds.keys} entries of 1 KB, usually a handful; a guard
 * incident for each gateway group and kind of caution; {@link Orders}; a {@link MonitorTally} for
 * each gateway group. The {@link UsageBook} belongs to it and is stored agent by agent.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class QuotaLedger {
  /**
   * Version of this state's serialised form; 1 had no orders, raises, tallies and audit, 2 no
   * verdicts, no alerts and no days on which a mode was off.
   */
  static final int STATE_VERSION = 3;

  private static final int MOST_ACTS = 2_000;

  int stateVersion = STATE_VERSION;

  /** Of the newest quota update; one counter over all quotas. */
  long version;

  /** All ticks up to here are decided. */
  long decidedTick = Long.MIN_VALUE;

  /** The same in version 1, which decided by rounds; null otherwise, and never written. */
  @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
  private Long decidedRound;

  /** By key text. */
  TreeMap<String, LedgerEntry> entries = new TreeMap<>();

  /** Raised limits, by key text. */
  TreeMap<String, LedgerEntry> raises = new TreeMap<>();

  /** Incidents of our own caution, by tenant/group and kind. */
  TreeMap<String, Incident> guards = new TreeMap<>();

  Orders orders = new Orders();

  /** Acts, verdicts and windows that were heard, with their time: at most 2,000. */
  TreeMap<String, Long> heardActs = new TreeMap<>();

  /** What was not enforced, by tenant/group. */
  TreeMap<String, MonitorTally> tallies = new TreeMap<>();

  /** Times of new enforced cuts of the last minute, by tenant/group. */
  TreeMap<String, List<Long>> newCuts = new TreeMap<>();

  /** Open alerts of sick services, by tenant/group. */
  TreeMap<String, SortedSet<String>> sick = new TreeMap<>();

  /** Open incidents of the security lane, by agent. */
  TreeMap<String, SortedSet<String>> open = new TreeMap<>();

  /** Alerts of the security lane by id: those that are open, and of a day those that are not. */
  TreeMap<String, HeardAlert> alerts = new TreeMap<>();

  /** What analysts said. */
  Trust trust = new Trust();

  AuditChain audit = new AuditChain("alerting");

  private final transient UsageBook book = new UsageBook();

  /** Whether it may stand otherwise than when it was kept last. */
  private transient boolean changed;

  /** The ledger of a governor that never decided anything. */
  public QuotaLedger() {}

  /** As bytes for a store. */
  public byte[] toBytes() {
    return Json.write(this);
  }

  /** From the bytes of a store. */
  public static QuotaLedger fromBytes(byte[] bytes) {
    QuotaLedger ledger = Json.read(bytes, QuotaLedger.class);
    if (ledger.stateVersion > STATE_VERSION) {
      throw new IllegalArgumentException(
          "stateVersion: " + ledger.stateVersion + " (expected: up to " + STATE_VERSION + ")");
    }
    ledger.stateVersion = STATE_VERSION;
    if (ledger.decidedRound != null && ledger.decidedRound != Long.MIN_VALUE) {
      ledger.decidedTick = Ticks.of(Rounds.end(ledger.decidedRound)) - 1;
    }
    ledger.decidedRound = null;
    return ledger;
  }

  /** Number of quotas that are not at rest, raised ones included. */
  public int size() {
    return entries.size() + raises.size();
  }

  /** Whether it has to be kept since this was asked last: time that only passes changes nothing. */
  public boolean drainChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  void touch() {
    changed = true;
  }

  /** The agents' use: not part of the bytes, restored and stored agent by agent. */
  public UsageBook book() {
    return book;
  }

  /** What a gateway group's quotas would have done; empty while nothing was heard of it. */
  public Optional<MonitorReport> report(String tenant, String group) {
    return Optional.ofNullable(tallies.get(tenant + "/" + group)).map(MonitorTally::report);
  }

  /** The reports of all gateway groups. */
  public List<MonitorReport> reports() {
    return tallies.values().stream().map(MonitorTally::report).toList();
  }

  /** Notes an act, a verdict or a window by its id; false when it was heard before. */
  boolean isNew(String id, long now) {
    if (heardActs.putIfAbsent(id, now) != null) {
      return false;
    }
    if (heardActs.size() > MOST_ACTS) {
      List<Long> times = new ArrayList<>(heardActs.values());
      times.sort(null);
      long oldestKept = times.get(MOST_ACTS / 2);
      heardActs.values().removeIf(time -> time < oldestKept);
    }
    return true;
  }

  boolean isSick(String groupKey) {
    return sick.containsKey(groupKey);
  }

  boolean hasOpenIncident(QuotaKey key) {
    return open.containsKey(Orders.agentText(key));
  }

  MonitorTally tally(String tenant, String group) {
    return tallies.computeIfAbsent(tenant + "/" + group, g -> new MonitorTally(tenant, group));
  }

  static void note(Map<String, SortedSet<String>> by, String key, String alertId, boolean on) {
    if (on) {
      by.computeIfAbsent(key, k -> new TreeSet<>()).add(alertId);
      return;
    }
    SortedSet<String> ids = by.get(key);
    if (ids != null && ids.remove(alertId) && ids.isEmpty()) {
      by.remove(key);
    }
  }
}
