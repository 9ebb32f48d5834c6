package io.gatewatch.alerting;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.gatewatch.detectors.chronicle.UsageRow;
import io.gatewatch.features.UsageHistogram;
import io.gatewatch.features.usage.UsageHour;
import io.gatewatch.features.usage.Use;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what the quotas of one gateway group would have done while they were not enforced. At most
 * 500 agents and 2,000 open hours of 150 B; of what is beyond only the cuts are counted.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class MonitorTally {
  private static final int MOST_AGENTS = 500;
  private static final int MOST_HOURS = 2_000;
  private static final int WAIT_HOURS = 3;
  private static final long DAY_MILLIS = 86_400_000;

  /** How long a limit held in an hour whose use is not told yet. */
  @JsonAutoDetect(fieldVisibility = Visibility.ANY)
  static final class Held {
    String agent;
    String scope;
    long hour;
    double perMinute;
    long millis;
  }

  String tenant;
  String group;
  long from = Long.MAX_VALUE;
  long to = Long.MIN_VALUE;
  long lastDay = Long.MIN_VALUE;
  int days;

  /** When the group's mode was last known to be off, and the UTC day of that. */
  long offAt = Long.MIN_VALUE;

  long offDay = Long.MIN_VALUE;
  int cuts;
  int heldBack;
  long callsRefused;
  long goodCallsRefused;

  /** Agents that would have been cut, with the largest collateral of each. */
  TreeMap<String, Long> agents = new TreeMap<>();

  TreeMap<String, Held> held = new TreeMap<>();

  private MonitorTally() {}

  MonitorTally(String tenant, String group) {
    this.tenant = tenant;
    this.group = group;
  }

  /** Something was heard of the group; it counts unless the mode was off then or later. */
  void heard(long time) {
    if (time < offAt) {
      return;
    }
    from = Math.min(from, time);
    to = Math.max(to, time);
    long day = Math.floorDiv(time, DAY_MILLIS);
    days += day > lastDay ? 1 : 0;
    lastDay = Math.max(lastDay, day);
  }

  /** The group's mode is off, or was until now: this UTC day does not count. */
  void off(long time) {
    offAt = Math.max(offAt, time);
    long day = Math.floorDiv(time, DAY_MILLIS);
    if (day > offDay) {
      days -= day == lastDay ? 1 : 0;
      lastDay = Math.max(lastDay, day);
      offDay = day;
    }
  }

  /** A cut begins that is not enforced, or goes deeper. */
  void cut(String agent, boolean begins, boolean isHeldBack, Collateral collateral) {
    cuts += begins ? 1 : 0;
    heldBack += begins && isHeldBack ? 1 : 0;
    if (agents.containsKey(agent) || agents.size() < MOST_AGENTS) {
      agents.merge(agent, collateral.callsRefused30d(), Math::max);
    }
  }

  /** A limit would have held from one time to another. */
  void held(QuotaKey key, double perMinute, long since, long until) {
    long hour = UsageHour.of(since);
    String name = key.agent() + "\n" + key.scope() + "\n" + hour;
    Held there = held.get(name);
    if (there == null && held.size() < MOST_HOURS) {
      there = new Held();
      there.agent = key.agent();
      there.scope = key.scope();
      there.hour = hour;
      there.perMinute = perMinute;
      held.put(name, there);
    }
    if (there != null) {
      there.perMinute = Math.min(there.perMinute, perMinute);
      there.millis = Math.min(UsageHour.MILLIS, there.millis + Math.max(0, until - since));
    }
  }

  /** What an agent really did in an hour: now it shows what would have been refused. */
  void used(UsageRow row) {
    long hour = UsageHour.of(row.hour().toEpochMilli());
    for (Iterator<Map.Entry<String, Held>> all = held.entrySet().iterator(); all.hasNext(); ) {
      Held limit = all.next().getValue();
      if (limit.hour == hour && limit.agent.equals(row.entity().id())) {
        refuse(limit, limit.scope.equals(QuotaKey.ALL) ? row.use() : row.groups().get(limit.scope));
        all.remove();
      } else if (limit.hour < hour - WAIT_HOURS) {
        all.remove();
      }
    }
  }

  private void refuse(Held limit, Use use) {
    if (use == null || use.calls() == 0) {
      return;
    }
    List<Integer> minutes = use.callsPerMinute();
    double share = limit.millis / (double) UsageHour.MILLIS;
    double refused = UsageHistogram.callsAbove(minutes, limit.perMinute) * share;
    double atMost = Math.min(refused, (double) use.calls());
    callsRefused += Math.round(atMost);
    goodCallsRefused += Math.round(atMost * use.good() / use.calls());
  }

  MonitorReport report() {
    return new MonitorReport(
        tenant,
        group,
        Instant.ofEpochMilli(from == Long.MAX_VALUE ? 0 : from),
        Instant.ofEpochMilli(to == Long.MIN_VALUE ? 0 : to),
        days,
        agents.size(),
        cuts,
        heldBack,
        callsRefused,
        goodCallsRefused,
        agents.values().stream().mapToLong(Long::longValue).sum());
  }
}
