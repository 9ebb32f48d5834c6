package io.gatewatch.replaydata.generate;

import java.util.ArrayList;
import java.util.List;

/** The harmless surprises of a span of time, as labels name them. */
final class Surprises {
  private static final long DAY = 24 * Hour.MILLIS;

  private final World world;
  private final Fleet fleet;

  Surprises(World world, Fleet fleet) {
    this.world = world;
    this.fleet = fleet;
  }

  /** In order of their start. */
  List<BenignEvent> between(long from, long to) {
    List<BenignEvent> events = new ArrayList<>();
    ofEverybody(from, to, events);
    for (Agent agent : fleet.agents()) {
      ofOne(agent, from, to, events);
    }
    for (Backfill b : world.backfills().touching(from, to)) {
      Agent agent = b.agent(fleet);
      if (agent != null) {
        events.add(BenignEvent.of(agent, "backfill", b.from(), b.to()));
      }
    }
    events.addAll(world.monthEnds(from, to));
    events.removeIf(e -> e.toMillis() <= from || e.fromMillis() >= to);
    events.sort(BenignEvent.ORDER);
    return List.copyOf(events);
  }

  private void ofEverybody(long from, long to, List<BenignEvent> events) {
    for (Outage o : world.outages().touching(from, to)) {
      events.add(BenignEvent.of("outage", o.from(), o.to(), "service", o.backend().serviceName()));
    }
    for (FlashCrowd c : world.crowds().touching(from, to)) {
      events.add(BenignEvent.of("flash_crowd", c.from(), c.to(), null, null));
    }
    if (world.clockChange() != Long.MAX_VALUE) {
      long change = world.clockChange();
      events.add(BenignEvent.of("clock_change", change, change + 7 * DAY, null, null));
    }
    if (world.scenario().scansPerMinute() > 0) {
      events.add(BenignEvent.of("scanning", from, to, null, null));
    }
  }

  private void ofOne(Agent agent, long from, long to, List<BenignEvent> events) {
    for (long release : world.releases().touching(agent, from, to)) {
      long number = world.releases().before(agent, release);
      String kind = agent.isRewritten(number) ? "client_rewrite" : "deploy";
      events.add(BenignEvent.of(agent, kind, release, release + Hour.MILLIS));
    }
    for (long move : world.moves().touching(agent, from, to)) {
      events.add(BenignEvent.of(agent, "address_change", move, move + Hour.MILLIS));
    }
    if (agent.bornAt() != Long.MIN_VALUE) {
      events.add(BenignEvent.of(agent, "onboarding", agent.bornAt(), agent.bornAt() + DAY));
    }
    if (world.isGrowing(agent)) {
      events.add(BenignEvent.of(agent, "growth", from, to));
    }
  }
}
