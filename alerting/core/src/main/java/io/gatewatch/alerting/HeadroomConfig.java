package io.gatewatch.alerting;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How head-room is given ahead of forecast peaks.
 *
 * @param capacity calls a minute that all raised limits of a gateway group may add up to, by
 *     tenant/group or tenant/*; where nothing is said nothing is raised
 * @param mostFactor a limit is never raised above so many times base
 * @param spreads an expected peak counts with so many times its spread on top
 * @param knownDays an agent is trusted after so many days of use
 * @param quietDays and so many days after its last incident of severity high and above
 * @param tiers of the agent registry that head-room is for; empty for all agents
 */
public record HeadroomConfig(
    SortedMap<String, Integer> capacity,
    double mostFactor,
    double spreads,
    int knownDays,
    int quietDays,
    List<String> tiers) {
  public HeadroomConfig {
    capacity = Collections.unmodifiableSortedMap(new TreeMap<>(capacity));
    tiers = List.copyOf(tiers);
    if (!(mostFactor >= 1 && mostFactor <= 10)) {
      throw new IllegalArgumentException(
          "headroom.mostFactor: " + mostFactor + " (expected: 1 to 10)");
    }
  }

  /** What holds when nobody says otherwise: no capacity is known, so nothing is raised. */
  public static HeadroomConfig defaults() {
    return new HeadroomConfig(new TreeMap<>(), 2, 2, 28, 7, List.of());
  }

  /** The same with a capacity for tenant/group or tenant/*. */
  public HeadroomConfig withCapacity(String tenantAndGroup, int callsPerMinute) {
    TreeMap<String, Integer> more = new TreeMap<>(capacity);
    more.put(tenantAndGroup, callsPerMinute);
    return new HeadroomConfig(more, mostFactor, spreads, knownDays, quietDays, tiers);
  }
}
