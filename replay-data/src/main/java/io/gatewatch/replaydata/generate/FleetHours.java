package io.gatewatch.replaydata.generate;

/** Starts the sessions of one agent, hour by hour. */
final class FleetHours extends Source {
  private final Agent agent;
  private final World world;
  private final Outcome outcome;
  private long hour;

  FleetHours(Agent agent, World world, Outcome outcome, long firstHour) {
    super(firstHour, Draw.seed(agent.key(), 20));
    this.agent = agent;
    this.world = world;
    this.outcome = outcome;
    this.hour = firstHour;
  }

  @Override
  boolean turn(Stage stage) {
    if (hour + Hour.MILLIS > agent.bornAt()) {
      Draw draw = Draw.of(agent.key(), 21, hour);
      int[] count = {0};
      Habit.of(agent.kind())
          .sessions(
              agent,
              Hour.of(hour, agent, world),
              draw,
              (start, script) ->
                  stage.add(new Opening(start, Draw.seed(agent.key(), hour, count[0]++), script)));
    }
    hour += Hour.MILLIS;
    moveTo(hour);
    return true;
  }

  /** The moment at which a session begins; its steps are drawn only then. */
  private final class Opening extends Source {
    private final Habit.Script script;

    Opening(long start, long tie, Habit.Script script) {
      super(start, tie);
      this.script = script;
    }

    @Override
    boolean turn(Stage stage) {
      Caller caller = world.caller(agent, at(), Draw.of(tie(), 2));
      Session session = Session.start(at(), tie(), script, caller, outcome);
      if (session != null) {
        stage.add(session);
      }
      return false;
    }
  }
}
