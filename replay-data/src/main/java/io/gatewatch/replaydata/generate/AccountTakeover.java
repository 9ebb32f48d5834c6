package io.gatewatch.replaydata.generate;

/**
 * A stolen credential in other hands: what its owner does, as often as its owner does it, from
 * another network and with another client.
 */
final class AccountTakeover {
  private AccountTakeover() {}

  static void act(Attack attack, Scene scene) {
    boolean slow = attack.variant() == AttackVariant.TAKEOVER_SLOW;
    double hours = slow ? scene.draw().between(4, 10) : attack.scale(6, 0.8);
    long to = attack.from() + (long) (hours * Hour.MILLIS);
    double factor = slow ? attack.scale(0.5, 0.12) : scene.draw().between(0.7, 1.2);
    Caller thief = attack.from(attack.networks().get(0), null, scene.draw());
    if (attack.variant() == AttackVariant.TAKEOVER_REPLACING) {
      scene.away(to);
    }
    Likeness.play(
        attack,
        scene,
        attack.from(),
        to,
        moment -> factor,
        (start, script) -> scene.visit(start, thief, script));
  }
}
