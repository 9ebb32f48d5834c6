package io.gatewatch.replaydata.generate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Plays a script, one call after the other: waits, calls, retries what failed, renews what ran out.
 * Its moment is always the end of the call that it will log next.
 */
final class Session extends Source {
  /**
   * No ordinary session lasts longer, so a stream can be entered anywhere by looking back this far.
   * Sessions of attacks end by {@link Attack#deadline}, and are looked for so much further back.
   */
  static final long LONGEST_MILLIS = 3 * Hour.MILLIS;

  private static final int MOST_RETRIES = 3;

  private final Iterator<Step> steps;
  private final Deque<Step> again = new ArrayDeque<>(2);
  private final Caller caller;
  private final Attack attack;
  private final Outcome outcome;
  private final Draw draw;
  private final long deadline;
  private final Call call = new Call();
  private int retries;

  private Session(
      long start,
      long tie,
      Iterator<Step> steps,
      Caller caller,
      Attack attack,
      Outcome outcome,
      Draw draw,
      long deadline) {
    super(start, tie);
    this.steps = steps;
    this.caller = caller;
    this.attack = attack;
    this.outcome = outcome;
    this.draw = draw;
    this.deadline = deadline;
    this.call.traceHigh = draw.bits();
    this.call.conversation = draw.bits();
  }

  /** An ordinary session that is about to start; null when the script is empty. */
  static Session start(long start, long tie, Habit.Script script, Caller caller, Outcome outcome) {
    return start(start, tie, script, caller, null, outcome, start + LONGEST_MILLIS);
  }

  /**
   * A session that is about to start.
   *
   * @param attack null for an ordinary one
   * @param deadline no call of it ends later
   * @return null when the script is empty
   */
  static Session start(
      long start,
      long tie,
      Habit.Script script,
      Caller caller,
      Attack attack,
      Outcome outcome,
      long deadline) {
    Draw draw = Draw.of(tie, 1);
    Session session =
        new Session(start, tie, script.steps(draw), caller, attack, outcome, draw, deadline);
    return session.prepare(start) ? session : null;
  }

  @Override
  boolean turn(Stage stage) {
    if (attack == null && outcome.isAway(call)) {
      return false;
    }
    stage.log(call, attack);
    return prepare(call.end());
  }

  private boolean prepare(long now) {
    Step step = !again.isEmpty() ? again.poll() : steps.hasNext() ? steps.next() : null;
    if (step == null) {
      return false;
    }
    call.step = step;
    call.caller = step.caller() != null ? step.caller() : caller;
    call.start = Math.max(now + step.pauseMillis(), step.notBefore());
    call.idHigh = draw.bits();
    call.idLow = draw.bits();
    call.traceLow = call.caller.agent() == null || step.tool() == null ? draw.bits() : tie();
    outcome.decide(call, draw);
    reactTo(step);
    moveTo(call.end());
    return call.end() < deadline;
  }

  private void reactTo(Step step) {
    boolean ordinary = step.status() == 0 && call.caller.agent() != null;
    boolean retry = call.status >= 500 || call.status == 429;
    if (ordinary && retry && patient() && retries < MOST_RETRIES) {
      retries++;
      double wait = call.status == 429 ? 2_000 : 250L << retries;
      again.add(step.after(wait * draw.between(0.8, 1.2)));
    } else if (ordinary && call.status == 401 && patient()) {
      again.add(Step.of(Endpoint.TOKEN).after(40));
      again.add(step.after(20));
    } else {
      retries = 0;
    }
  }

  private boolean patient() {
    return call.caller.agent().kind() != AgentKind.MONITOR;
  }
}
