package io.gatewatch.alerting.usage;

import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.chronicle.UsageRow;
import io.gatewatch.features.usage.UsageHour;
import io.gatewatch.ingest.Principal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The use of all agents, from the rows of {@code gatewatch.usage}. At most {@link #MOST} agents;
 * beyond that the one that has been silent longest is forgotten. A row that is told again, or of an
 * hour before the last, changes nothing.
 */
public final class UsageBook {
  /** Most agents. */
  public static final int MOST = 10_000;

  /** A row counts from so long after its hour's beginning: by then all rows of it are there. */
  public static final long HEARD_AFTER_MILLIS = UsageHour.MILLIS + 600_000;

  private final TreeMap<String, AgentUse> agents = new TreeMap<>();
  private final TreeSet<String> changed = new TreeSet<>();

  /** Whether a row is of an agent. */
  public static boolean isOfAgent(UsageRow row) {
    return row.entity().kind() == Entity.Kind.AGENT;
  }

  /** Learns a row; false when it says nothing new. */
  public boolean hear(UsageRow row) {
    long hour = UsageHour.of(row.hour().toEpochMilli());
    String key = key(row.tenant(), row.group(), row.entity().id());
    AgentUse use = agents.get(key);
    if (!isOfAgent(row) || (use != null && hour <= use.lastHour)) {
      return false;
    }
    if (use == null) {
      forgetOne();
      use = new AgentUse();
      use.tenant = row.tenant();
      use.group = row.group();
      use.agent = row.entity().id();
      agents.put(key, use);
    }
    use.learn(row, hour);
    changed.add(key);
    return true;
  }

  private void forgetOne() {
    if (agents.size() < MOST) {
      return;
    }
    String longest = agents.firstKey();
    for (Map.Entry<String, AgentUse> entry : agents.entrySet()) {
      if (entry.getValue().lastHour < agents.get(longest).lastHour) {
        longest = entry.getKey();
      }
    }
    agents.remove(longest);
    changed.add(longest);
  }

  /** Notes trouble: an agent is not trusted before an hour. */
  public void distrust(String tenant, String group, String agent, long untilHour) {
    String key = key(tenant, group, agent);
    AgentUse use = agents.get(key);
    if (use != null && use.troubledUntil < untilHour) {
      use.troubledUntil = untilHour;
      changed.add(key);
    }
  }

  /** What an agent uses. */
  public Optional<AgentUse> find(String tenant, String group, String agent) {
    return Optional.ofNullable(agents.get(key(tenant, group, agent)));
  }

  /** All, by tenant, group and agent. */
  public Collection<AgentUse> all() {
    return agents.values();
  }

  /** The last hour of which every row has been heard at a time. */
  public static long lastHour(long epochMillis) {
    return UsageHour.of(epochMillis - HEARD_AFTER_MILLIS);
  }

  /** How many agents of a gateway group called in an hour. */
  public int active(String tenant, String group, long hour) {
    return (int) of(tenant, group).stream().filter(use -> use.lastHour == hour).count();
  }

  /** Calls of a gateway group that were answered well in an hour. */
  public long good(String tenant, String group, long hour) {
    return of(tenant, group).stream().mapToLong(use -> use.good(null, hour)).sum();
  }

  /**
   * The same of one agent.
   *
   * @param operationGroup null for all that it does
   */
  public long good(String tenant, String group, String agent, String operationGroup, long hour) {
    return find(tenant, group, agent).map(use -> use.good(operationGroup, hour)).orElse(0L);
  }

  /**
   * Minutes of an agent by calls a minute.
   *
   * @param operationGroup null for all that it does
   * @return empty where nothing is known
   */
  public Optional<List<Integer>> minutes(
      String tenant, String group, String agent, String operationGroup) {
    return find(tenant, group, agent).map(use -> use.minutes(operationGroup));
  }

  /** Takes out the keys of what has changed since the last time; what is gone has none any more. */
  public List<String> drainChanged() {
    List<String> drained = new ArrayList<>(changed);
    changed.clear();
    return drained;
  }

  /** What is kept under a key; null for nothing. */
  public byte[] bytes(String key) {
    AgentUse use = agents.get(key);
    return use == null ? null : use.toBytes();
  }

  /** Puts back what was kept. */
  public void restore(byte[] bytes) {
    AgentUse use = AgentUse.fromBytes(bytes);
    agents.put(key(use.tenant, use.group, use.agent), use);
  }

  private Collection<AgentUse> of(String tenant, String group) {
    String from = Principal.encode(tenant) + "/" + Principal.encode(group) + "/";
    return agents.subMap(from, from + "\uffff").values();
  }

  private static String key(String tenant, String group, String agent) {
    return Principal.encode(tenant) + "/" + Principal.encode(group) + "/" + Principal.encode(agent);
  }
}
