package io.gatewatch.replaydata.generate;

/** Starts the backfills of a stream. */
final class BackfillSlots extends Source {
  private final World world;
  private final Fleet fleet;
  private final Outcome outcome;
  private long slot;

  BackfillSlots(World world, Fleet fleet, Outcome outcome, long first) {
    super(
        world.backfills().startOf(first),
        Draw.seed(world.scenario().seed(), Draw.name("backfills")));
    this.world = world;
    this.fleet = fleet;
    this.outcome = outcome;
    this.slot = first;
  }

  @Override
  boolean turn(Stage stage) {
    Backfill backfill = world.backfills().in(slot);
    if (backfill != null) {
      stage.add(new Opening(backfill));
    }
    moveTo(world.backfills().startOf(++slot));
    return true;
  }

  /** The moment at which a backfill begins. */
  private final class Opening extends Source {
    private final Backfill backfill;

    Opening(Backfill backfill) {
      super(backfill.from(), backfill.key());
      this.backfill = backfill;
    }

    @Override
    boolean turn(Stage stage) {
      Agent agent = backfill.agent(fleet);
      if (agent != null) {
        Caller caller = world.caller(agent, at(), Draw.of(tie(), 2));
        Session session =
            Session.start(at(), tie(), draw -> backfill.steps(agent), caller, outcome);
        if (session != null) {
          stage.add(session);
        }
      }
      return false;
    }
  }
}
