package io.gatewatch.replaydata.generate;

import io.gatewatch.replaydata.generate.AttackMix.PlannedAttack;
import java.util.ArrayList;
import java.util.List;

/** When attacks begin, of which kind, through whom. */
final class AttackSchedule {
  private static final int MOST_NETWORKS = 14;

  private final Scenario scenario;
  private final Fleet fleet;
  private final World world;
  private final Outcome outcome;
  private final long earliest;
  private final SlotSeries<AttackKind> slots;

  /**
   * @param earliest no attack that begins before matters to this stream
   */
  AttackSchedule(Scenario scenario, Fleet fleet, World world, Outcome outcome, long earliest) {
    this.scenario = scenario;
    this.fleet = fleet;
    this.world = world;
    this.outcome = outcome;
    this.earliest = earliest;
    this.slots = new SlotSeries<>(start(), scenario.attacks().perDay(), this::kindIn);
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
      if (from >= earliest) {
        sources.add(new Opening(from, key, id, planned.kind(), planned.stealth()));
      }
    }
    if (!slots.isEmpty()) {
      sources.add(new Slots(slots.slotOf(earliest)));
    }
    return sources;
  }

  /** Kinds take turns in an order that is drawn anew for each turn of all of them. */
  private AttackKind kindIn(long slot) {
    List<AttackKind> left = new ArrayList<>(scenario.attacks().kinds());
    Draw draw = Draw.of(scenario.seed(), Draw.name("kinds"), slot / left.size());
    for (long skip = slot % left.size(); skip > 0; skip--) {
      left.remove(draw.below(left.size()));
    }
    return left.get(draw.below(left.size()));
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
      if (from >= start() + scenario.attacks().quiet().toMillis()) {
        stage.add(new Opening(from, key, "attack-" + (slot + 1), slots.in(slot), null));
      }
      moveTo(slots.startOf(++slot));
      return true;
    }
  }

  /** The moment at which an attack begins. */
  private final class Opening extends Source {
    private final String id;
    private final AttackKind kind;
    private final Double stealth;

    Opening(long from, long key, String id, AttackKind kind, Double stealth) {
      super(from, key);
      this.id = id;
      this.kind = kind;
      this.stealth = stealth;
    }

    @Override
    boolean turn(Stage stage) {
      Draw draw = Draw.of(tie(), 2);
      double drawn = draw.unit();
      boolean anonymous = draw.chance(AttackScripts.anonymous(kind));
      Agent agent = anonymous ? null : fleet.choose(tie(), at(), AttackScripts.through(kind));
      if (agent == null && AttackScripts.anonymous(kind) == 0) {
        return false; // nobody in this fleet could do it
      }
      double quiet = stealth != null ? stealth : drawn;
      Attack attack =
          new Attack(id, kind, tie(), at(), quiet, agent, networks(agent != null, quiet, draw));
      Caller caller = attack.caller(world, draw);
      Habit.Script script = d -> AttackScripts.steps(attack, d);
      Session session = Session.start(at(), Draw.seed(tie(), 3), script, caller, attack, outcome);
      if (session != null) {
        stage.add(session);
      }
      return false;
    }

    private List<String> networks(boolean known, double quiet, Draw draw) {
      int count = known ? (draw.chance(0.4) ? 1 : 0) : 1;
      if (!known && kind == AttackKind.CREDENTIAL_STUFFING && quiet > 0.5) {
        count = 2 + draw.below(MOST_NETWORKS);
      }
      List<String> networks = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        networks.add(Names.network(draw));
      }
      return List.copyOf(networks);
    }
  }
}
