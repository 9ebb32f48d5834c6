package io.gatewatch.replaydata.generate;

/** What an attack acts upon: the stream that takes its sessions, and the world it happens in. */
final class Scene {
  private final Attack attack;
  private final World world;
  private final Outcome outcome;
  private final Source.Stage stage;
  private final long earliest;
  private final Draw draw;
  private final Caller caller;
  private long actors;

  /**
   * @param earliest short sessions that end before do not matter to this stream
   */
  Scene(Attack attack, World world, Outcome outcome, Source.Stage stage, long earliest, Draw draw) {
    this.attack = attack;
    this.world = world;
    this.outcome = outcome;
    this.stage = stage;
    this.earliest = earliest;
    this.draw = draw;
    this.caller = attack.caller(world, draw);
  }

  World world() {
    return world;
  }

  /** The plan's own draws. */
  Draw draw() {
    return draw;
  }

  /** Who calls when nothing else is said. */
  Caller caller() {
    return caller;
  }

  /** A session that may last as long as the attack. */
  void enter(long moment, Caller who, Habit.Script script) {
    add(moment, who, script, attack, attack.deadline());
  }

  /** A session like those of everyday. */
  void visit(long moment, Caller who, Habit.Script script) {
    add(moment, who, script, attack, moment + Session.LONGEST_MILLIS);
  }

  /** The same, but nobody could know yet that it is part of an attack. */
  void visitUnseen(long moment, Caller who, Habit.Script script) {
    add(moment, who, script, null, moment + Session.LONGEST_MILLIS);
  }

  private void add(long moment, Caller who, Habit.Script script, Attack part, long deadline) {
    long tie = Draw.seed(attack.key(), 3, actors++);
    if (deadline + Hour.MILLIS > earliest) {
      stage.add(new Entrance(moment, tie, who, script, part, deadline));
    }
  }

  /** The agent's own sessions stop until this moment. */
  void away(long to) {
    world.absences().add(attack.agent(), attack.from(), to);
  }

  /** The agent falls silent until this moment, and that is all. */
  void silence(long to) {
    away(to);
    stage.silence(attack, to);
  }

  /** The moment at which a session begins; its steps are drawn only then. */
  private final class Entrance extends Source {
    private final Caller who;
    private final Habit.Script script;
    private final Attack part;
    private final long deadline;

    Entrance(long moment, long tie, Caller who, Habit.Script script, Attack part, long deadline) {
      super(moment, tie);
      this.who = who;
      this.script = script;
      this.part = part;
      this.deadline = deadline;
    }

    @Override
    boolean turn(Stage onStage) {
      Session session = Session.start(at(), tie(), script, who, part, outcome, deadline);
      if (session != null) {
        onStage.add(session);
      }
      return false;
    }
  }
}
