package io.gatewatch.replaydata.generate;

import io.gatewatch.replaydata.generate.AttackMix.PlannedAttack;
import java.util.ArrayList;
import java.util.List;

/** When attacks begin, in which variant, through whom. */
final class AttackSchedule {
  private final Scenario scenario;
  private final Fleet fleet;
  private final World world;
  private final Outcome outcome;
  private final long earliest;
  private final VariantTurns turns;
  private final SlotSeries<AttackVariant> slots;

  /**
   * @param earliest no attack that is over before matters to this stream
   */
  AttackSchedule(Scenario scenario, Fleet fleet, World world, Outcome outcome, long earliest) {
    this.scenario = scenario;
    this.fleet = fleet;
    this.world = world;
    this.outcome = outcome;
    this.earliest = earliest;
    this.turns = new VariantTurns(scenario);
    double perDay = turns.isEmpty() ? 0 : scenario.attacks().perDay();
    this.slots = new SlotSeries<>(start(), perDay, turns::in);
  }

  private long start() {
    return scenario.start().toEpochMilli();
  }

  /** Sources that start the attacks. */
  List<Source> sources() {
    List<Source> sources = new ArrayList<>();
    int number = 0;
    for (PlannedAttack planned : scenario.attacks().planned()) {
      long key = Draw.seed(scenario.seed(), Draw.name("planned"), number);
      String id = "planned-" + ++number;
      long from = start() + planned.after().toMillis();
      AttackVariant variant = turns.of(planned, key);
      if (matters(from, variant)) {
        sources.add(new Opening(from, key, id, variant, planned.stealth()));
      }
    }
    if (!slots.isEmpty()) {
      long lookedFor = Math.max(start(), earliest - turns.longestMillis() - 2 * Hour.MILLIS);
      sources.add(new Slots(slots.slotOf(lookedFor)));
    }
    return sources;
  }

  private boolean matters(long from, AttackVariant variant) {
    return from + variant.longestMillis() + 2 * Hour.MILLIS >= earliest;
  }

  /** Looks at one slot after the other. */
  private final class Slots extends Source {
    private long slot;

    Slots(long first) {
      super(slots.startOf(first), Draw.seed(scenario.seed(), Draw.name("attacks")));
      this.slot = first;
    }

    @Override
    boolean turn(Stage stage) {
      long key = Draw.seed(tie(), slot);
      long from = slots.momentIn(slot, Draw.of(key, 1));
      boolean loud = from >= start() + scenario.attacks().quiet().toMillis();
      if (loud && matters(from, slots.in(slot))) {
        stage.add(new Opening(from, key, "attack-" + (slot + 1), slots.in(slot), null));
      }
      moveTo(slots.startOf(++slot));
      return true;
    }
  }

  /** The moment at which an attack begins. */
  private final class Opening extends Source {
    private final String id;
    private final AttackVariant variant;
    private final Double stealth;

    Opening(long from, long key, String id, AttackVariant variant, Double stealth) {
      super(from, key);
      this.id = id;
      this.variant = variant;
      this.stealth = stealth;
    }

    @Override
    boolean turn(Stage stage) {
      Play play = Plays.of(variant);
      Draw draw = Draw.of(tie(), 2);
      double drawn = draw.unit();
      boolean anonymous = draw.chance(play.anonymous());
      boolean needsAgent = !anonymous || play.namesVictim();
      Agent chosen = needsAgent ? fleet.choose(tie(), at(), play.fits()) : null;
      if (needsAgent && chosen == null && (play.anonymous() == 0 || play.namesVictim())) {
        return false; // nobody in this fleet could do it
      }
      Agent agent = anonymous ? null : chosen;
      Agent victim = play.namesVictim() ? victim(chosen, agent, play) : null;
      double quiet = stealth != null ? stealth : drawn;
      List<String> networks = networks(play, agent != null, draw);
      Attack attack = new Attack(id, variant, tie(), at(), quiet, agent, victim, networks);
      play.acting().act(attack, new Scene(attack, world, outcome, stage, earliest, draw));
      return false;
    }

    /** Strangers name the one that was chosen; an agent names another. */
    private Agent victim(Agent chosen, Agent agent, Play play) {
      if (agent == null) {
        return chosen;
      }
      String own = agent.consumerId();
      Agent other =
          fleet.choose(
              Draw.seed(tie(), 5), at(), a -> play.fits().test(a) && !a.consumerId().equals(own));
      return other == null ? chosen : other;
    }

    private static List<String> networks(Play play, boolean known, Draw draw) {
      boolean away = !known || draw.chance(play.elsewhere());
      int count = away ? Math.max(1, play.least()) + draw.below(play.most() - play.least() + 1) : 0;
      List<String> networks = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        networks.add(Names.network(draw));
      }
      return networks.stream().distinct().toList();
    }
  }
}
