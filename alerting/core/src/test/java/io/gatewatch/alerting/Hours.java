package io.gatewatch.alerting;

import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.chronicle.UsageRow;
import io.gatewatch.features.UsageHistogram;
import io.gatewatch.features.usage.UsageHour;
import io.gatewatch.features.usage.Use;
import io.gatewatch.ingest.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Hours of use to feed tests with, all in tenant bank and gateway group edge. */
public final class Hours {
  private Hours() {}

  /** An hour in which each of so many minutes had so many calls, all well, of accounts.read. */
  public static UsageRow of(String agent, Instant hour, int minutes, int calls) {
    Use use = use(minutes, calls);
    TreeMap<String, Use> groups = new TreeMap<>();
    groups.put("accounts.read", use);
    return row(agent, hour, use, groups);
  }

  /** The same, of calls that all failed. */
  public static UsageRow failing(String agent, Instant hour, int minutes, int calls) {
    Use well = use(minutes, calls);
    Use use = new Use(well.calls(), 0, 0, well.calls(), 0, 0, well.callsPerMinute());
    return row(agent, hour, use, new TreeMap<>());
  }

  /** The same, split: of another operation group as well. */
  public static UsageRow of(
      String agent, Instant hour, int minutes, int calls, String other, int otherCalls) {
    TreeMap<String, Use> groups = new TreeMap<>();
    groups.put("accounts.read", use(minutes, calls));
    groups.put(other, use(minutes, otherCalls));
    return row(agent, hour, use(minutes, calls + otherCalls), groups);
  }

  /** The beginning of the hour so many hours after that in which a time lies. */
  public static Instant hour(Instant time, long hours) {
    return Instant.ofEpochMilli((UsageHour.of(time.toEpochMilli()) + hours) * UsageHour.MILLIS);
  }

  private static UsageRow row(String agent, Instant hour, Use use, SortedMap<String, Use> groups) {
    String key = Principal.agent(agent, "kong.consumer.id").key("bank", "edge");
    Entity entity = new Entity(Entity.Kind.AGENT, agent, "the " + agent, key);
    return new UsageRow(1, hour, "bank", "edge", entity, use, groups, null);
  }

  private static Use use(int minutes, int calls) {
    List<Integer> bins = new ArrayList<>(Collections.nCopies(UsageHistogram.BINS, 0));
    bins.set(0, 60 - minutes);
    bins.set(UsageHistogram.bin(calls), minutes);
    long all = (long) minutes * calls;
    return new Use(all, all, 0, 0, 0, 0, bins);
  }
}
