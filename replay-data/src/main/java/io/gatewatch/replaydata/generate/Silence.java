package io.gatewatch.replaydata.generate;

/** An agent that comes round the clock does not come any more, for hours. */
final class Silence {
  private Silence() {}

  static void act(Attack attack, Scene scene) {
    double hours = attack.scale(11, 2) * scene.draw().between(0.8, 1);
    scene.silence(attack.from() + (long) (hours * Hour.MILLIS));
  }
}
