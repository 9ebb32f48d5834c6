package io.gatewatch.replaydata.generate;

/**
 * A baseline led astray: a few more of the agent's ordinary sessions each day, 3 % (stealthy) to 10
 * % (loud) a day on top of the day before, for three weeks or until it does thrice as much. It
 * counts as an attack from the moment on at which it is {@value #CLEAR} times the beginning: before
 * that, nobody could know.
 */
final class Poisoning {
  /** Growth from which on it is clear. */
  static final double CLEAR = 1.3;

  private static final double DAY = 24.0 * Hour.MILLIS;
  private static final double MOST = 3;

  private Poisoning() {}

  static void act(Attack attack, Scene scene) {
    double aDay = attack.scale(1.10, 1.03);
    long to = attack.from() + attack.variant().longestMillis();
    long clear = attack.from() + (long) (DAY * StrictMath.log(CLEAR) / StrictMath.log(aDay));
    Likeness.play(
        attack,
        scene,
        attack.from(),
        to,
        moment -> Math.min(MOST, StrictMath.pow(aDay, (moment - attack.from()) / DAY)) - 1,
        (start, script) -> {
          Caller agent = scene.world().caller(attack.agent(), start, Draw.of(attack.key(), start));
          if (start >= clear) {
            scene.visit(start, agent, script);
          } else {
            scene.visitUnseen(start, agent, script);
          }
        });
  }
}
