package io.gatewatch.replaydata.generate;

import java.util.List;

/** What happens around the agents: the bank's clock, outages, crowds, releases, moves, growth. */
final class World {
  private static final double FIRST_DAY = 24.0 * Hour.MILLIS;
  private static final double WEEK = 7 * FIRST_DAY;
  private static final double GROWTH_A_WEEK = 1.05;

  private final Scenario scenario;
  private final SlotSeries<Outage> outages;
  private final SlotSeries<FlashCrowd> crowds;
  private final SlotSeries<Backfill> backfills;
  private final Changes releases;
  private final Changes moves;
  private final long clockChange;
  private final Absences absences = new Absences();

  World(Scenario scenario) {
    this.scenario = scenario;
    long origin = scenario.start().toEpochMilli();
    IncidentMix mix = scenario.incidents();
    this.outages = new SlotSeries<>(origin, mix.outagesPerDay(), this::outage);
    this.crowds = new SlotSeries<>(origin, mix.flashCrowdsPerDay(), this::crowd);
    this.backfills = new SlotSeries<>(origin, mix.backfillsPerWeek() / 7, this::backfill);
    this.releases = new Changes(origin, mix.deploysPerWeek(), "release");
    this.moves = new Changes(origin, mix.movesPerWeek(), "move");
    boolean never = mix.clockChange().isZero();
    this.clockChange = never ? Long.MAX_VALUE : origin + mix.clockChange().toMillis();
  }

  private Outage outage(long slot) {
    Draw draw = Draw.of(scenario.seed(), Draw.name("outage"), slot);
    return Outage.draw(outages.momentIn(slot, draw), draw);
  }

  private FlashCrowd crowd(long slot) {
    Draw draw = Draw.of(scenario.seed(), Draw.name("crowd"), slot);
    return FlashCrowd.draw(crowds.momentIn(slot, draw), draw);
  }

  private Backfill backfill(long slot) {
    long key = Draw.seed(scenario.seed(), Draw.name("backfill"), slot);
    Draw draw = Draw.of(key, 1);
    return Backfill.draw(key, backfills.momentIn(slot, draw), draw);
  }

  Scenario scenario() {
    return scenario;
  }

  SlotSeries<Outage> outages() {
    return outages;
  }

  SlotSeries<FlashCrowd> crowds() {
    return crowds;
  }

  SlotSeries<Backfill> backfills() {
    return backfills;
  }

  Changes releases() {
    return releases;
  }

  Changes moves() {
    return moves;
  }

  Absences absences() {
    return absences;
  }

  /** When the bank's clock goes forward an hour; the largest number when it never does. */
  long clockChange() {
    return clockChange;
  }

  /** The bank's own clock, as if it were UTC. */
  long local(long moment) {
    long summer = moment >= clockChange ? Hour.MILLIS : 0;
    return moment + scenario.clockShift().toMillis() + summer;
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

  /** How busy an agent is now: its rhythm, a newcomer's first steps, its growth, a crowd. */
  double level(Agent agent, long moment) {
    if (moment < agent.bornAt()) {
      return 0;
    }
    double level = Rhythm.of(agent.kind()).at(local(moment));
    if (agent.bornAt() != Long.MIN_VALUE) {
      level *= Math.min(1, 0.25 + 0.75 * (moment - agent.bornAt()) / FIRST_DAY);
    }
    if (isGrowing(agent)) {
      double weeks = (moment - scenario.start().toEpochMilli()) / WEEK;
      level *= StrictMath.pow(GROWTH_A_WEEK, weeks);
    }
    AgentKind kind = agent.kind();
    boolean app = kind == AgentKind.MOBILE || kind == AgentKind.AISP || kind == AgentKind.PISP;
    return app ? level * crowding(moment) : level;
  }

  /** Whether more and more customers use it. */
  boolean isGrowing(Agent agent) {
    boolean could = agent.kind() == AgentKind.PARTNER || agent.kind() == AgentKind.AISP;
    return could && agent.luck() < scenario.incidents().growingShare();
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

  /** An agent as it calls by itself now: one of its addresses, its present client string. */
  Caller caller(Agent agent, long moment, Draw draw) {
    String address = agent.address(draw, moves.before(agent, moment));
    int pageSize = agent.pageSize(releases.before(agent, moment));
    return new Caller(agent, address, userAgent(agent, moment), pageSize);
  }

  /** What an agent calls itself now: the number goes up with each release. */
  String userAgent(Agent agent, long moment) {
    return agent.userAgent(releases.before(agent, moment));
  }

  /** Ends of months by the bank's clock, see {@link MonthEnds}. */
  List<BenignEvent> monthEnds(long from, long to) {
    return MonthEnds.between(this, from, to);
  }
}
