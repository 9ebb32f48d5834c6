package io.gatewatch.replaydata.generate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Changes that each agent goes through, one in each slot of time: releases, moves. */
final class Changes {
  private final long origin;
  private final double perDay;
  private final long name;
  private final Map<Agent, SlotSeries<Long>> moments = new HashMap<>();

  Changes(long origin, double perWeek, String name) {
    this.origin = origin;
    this.perDay = perWeek / 7;
    this.name = Draw.name(name);
  }

  /** How many of an agent's changes lie before a moment. */
  long before(Agent agent, long moment) {
    SlotSeries<Long> series = of(agent);
    if (series.isEmpty()) {
      return 0;
    }
    long slot = series.slotOf(moment);
    Long change = series.in(slot);
    return change != null && moment >= change ? slot + 1 : Math.max(0, slot);
  }

  /** An agent's changes in a span of time, and some more around it. */
  List<Long> touching(Agent agent, long from, long to) {
    return of(agent).touching(from, to);
  }

  private SlotSeries<Long> of(Agent agent) {
    return moments.computeIfAbsent(agent, this::series);
  }

  private SlotSeries<Long> series(Agent agent) {
    SlotSeries<Long> frame = new SlotSeries<>(origin, perDay, slot -> 0L);
    return new SlotSeries<>(
        origin, perDay, slot -> frame.momentIn(slot, Draw.of(agent.key(), name, slot)));
  }
}
