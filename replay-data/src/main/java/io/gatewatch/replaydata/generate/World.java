package io.gatewatch.replaydata.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What happens around the agents: the bank's clock, outages, crowds, releases. */
final class World {
  private static final double FIRST_DAY = 24.0 * Hour.MILLIS;

  private final Scenario scenario;
  private final SlotSeries<Outage> outages;
  private final SlotSeries<FlashCrowd> crowds;
  private final Map<Agent, SlotSeries<Long>> releases = new HashMap<>();

  World(Scenario scenario) {
    this.scenario = scenario;
    long origin = scenario.start().toEpochMilli();
    IncidentMix mix = scenario.incidents();
    this.outages = new SlotSeries<>(origin, mix.outagesPerDay(), this::outage);
    this.crowds = new SlotSeries<>(origin, mix.flashCrowdsPerDay(), this::crowd);
  }

  private Outage outage(long slot) {
    Draw draw = Draw.of(scenario.seed(), Draw.name("outage"), slot);
    return Outage.draw(outages.momentIn(slot, draw), draw);
  }

  private FlashCrowd crowd(long slot) {
    Draw draw = Draw.of(scenario.seed(), Draw.name("crowd"), slot);
    return FlashCrowd.draw(crowds.momentIn(slot, draw), draw);
  }

  /** The bank's own clock, as if it were UTC. */
  long local(long moment) {
    return moment + scenario.clockShift().toMillis();
  }

  /** The outage that a service suffers now; null when it is well. */
  Outage outageOf(Backend backend, long moment) {
    if (outages.isEmpty()) {
      return null;
    }
    long slot = outages.slotOf(moment);
    for (long i = slot - 1; i <= slot; i++) {
      Outage outage = outages.in(i);
      if (outage != null && outage.covers(backend, moment)) {
        return outage;
      }
    }
    return null;
  }

  /** How busy an agent is now: its rhythm, a newcomer's first steps, a crowd. */
  double level(Agent agent, long moment) {
    if (moment < agent.bornAt()) {
      return 0;
    }
    double level = Rhythm.of(agent.kind()).at(local(moment));
    if (agent.bornAt() != Long.MIN_VALUE) {
      level *= Math.min(1, 0.25 + 0.75 * (moment - agent.bornAt()) / FIRST_DAY);
    }
    AgentKind kind = agent.kind();
    boolean app = kind == AgentKind.MOBILE || kind == AgentKind.AISP || kind == AgentKind.PISP;
    return app ? level * crowding(moment) : level;
  }

  private double crowding(long moment) {
    if (crowds.isEmpty()) {
      return 1;
    }
    double factor = 1;
    long slot = crowds.slotOf(moment);
    for (long i = slot - 1; i <= slot; i++) {
      FlashCrowd crowd = crowds.in(i);
      factor = crowd == null ? factor : Math.max(factor, crowd.at(moment));
    }
    return factor;
  }

  /** What an agent calls itself now: the number goes up with each release. */
  String userAgent(Agent agent, long moment) {
    int first = (int) Math.floorMod(agent.key() >>> 3, 40L);
    return agent.kind().product()
        + "-"
        + agent.name()
        + "/2."
        + (first + releasesBefore(agent, moment))
        + ".0 (+https://"
        + agent.name()
        + ".example)";
  }

  private long releasesBefore(Agent agent, long moment) {
    SlotSeries<Long> series = releases(agent);
    if (series.isEmpty()) {
      return 0;
    }
    long slot = series.slotOf(moment);
    Long release = series.in(slot);
    return release != null && moment >= release ? slot + 1 : Math.max(0, slot);
  }

  private SlotSeries<Long> releases(Agent agent) {
    return releases.computeIfAbsent(agent, this::releaseSeries);
  }

  private SlotSeries<Long> releaseSeries(Agent agent) {
    long origin = scenario.start().toEpochMilli();
    double perDay = scenario.incidents().deploysPerWeek() / 7;
    SlotSeries<Long> frame = new SlotSeries<>(origin, perDay, slot -> 0L);
    return new SlotSeries<>(
        origin,
        perDay,
        slot -> frame.momentIn(slot, Draw.of(agent.key(), Draw.name("release"), slot)));
  }

  /** The surprises that touch a span of time, in order of their start. */
  List<BenignEvent> benign(Fleet fleet, long from, long to) {
    List<BenignEvent> events = new ArrayList<>();
    for (Outage o : touching(outages, from, to)) {
      events.add(BenignEvent.of("outage", o.from(), o.to(), "service", o.backend().serviceName()));
    }
    for (FlashCrowd c : touching(crowds, from, to)) {
      events.add(BenignEvent.of("flash_crowd", c.from(), c.to(), null, null));
    }
    for (Agent agent : fleet.agents()) {
      for (long release : touching(releases(agent), from, to)) {
        events.add(BenignEvent.of(agent, "deploy", release, release + Hour.MILLIS));
      }
      if (agent.bornAt() != Long.MIN_VALUE) {
        long settled = agent.bornAt() + 24 * Hour.MILLIS;
        events.add(BenignEvent.of(agent, "onboarding", agent.bornAt(), settled));
      }
    }
    events.addAll(MonthEnds.between(this, from, to));
    events.removeIf(e -> e.toMillis() <= from || e.fromMillis() >= to);
    events.sort(BenignEvent.ORDER);
    return List.copyOf(events);
  }

  private static <T> List<T> touching(SlotSeries<T> series, long from, long to) {
    List<T> things = new ArrayList<>();
    if (!series.isEmpty()) {
      for (long slot = Math.max(0, series.slotOf(from) - 1); slot <= series.slotOf(to); slot++) {
        things.add(series.in(slot));
      }
    }
    return things;
  }
}
