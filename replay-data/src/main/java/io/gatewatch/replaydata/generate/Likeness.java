package io.gatewatch.replaydata.generate;

import java.util.function.LongToDoubleFunction;

/** The sessions an agent would have started itself: what somebody does who acts like it. */
final class Likeness {
  private Likeness() {}

  /** Takes a session that the agent's habit would start. */
  interface Taker {
    void session(long start, Habit.Script script);
  }

  /**
   * An agent's habit from one moment to another.
   *
   * @param factor against its ordinary rate, at each moment; 1 is as often as itself
   */
  static void play(
      Attack attack, Scene scene, long from, long to, LongToDoubleFunction factor, Taker taker) {
    Habit habit = Habit.of(attack.agent().kind());
    long first = Math.floorDiv(from, Hour.MILLIS) * Hour.MILLIS;
    for (long start = first; start < to; start += Hour.MILLIS) {
      Hour hour = Hour.of(start, attack.agent(), scene.world());
      int times = (int) Math.ceil(factor.applyAsDouble(start + Hour.MILLIS));
      for (int run = 0; run < times; run++) {
        Draw draw = Draw.of(attack.key(), 21, start, run);
        int round = run;
        habit.sessions(
            attack.agent(),
            hour,
            draw,
            (moment, script) -> {
              boolean kept = draw.chance(factor.applyAsDouble(moment) - round);
              if (kept && moment >= from && moment < to) {
                taker.session(moment, script);
              }
            });
      }
    }
  }
}
