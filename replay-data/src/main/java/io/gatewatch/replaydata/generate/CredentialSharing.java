package io.gatewatch.replaydata.generate;

import java.util.ArrayList;
import java.util.List;

/** One credential in many hands: its sessions come from many networks in the same minutes. */
final class CredentialSharing {
  private CredentialSharing() {}

  static void act(Attack attack, Scene scene) {
    Draw draw = scene.draw();
    List<Caller> hands = new ArrayList<>();
    boolean sameClient = attack.variant() == AttackVariant.SHARING_TWO_SITES && draw.chance(0.5);
    for (String network : attack.networks()) {
      hands.add(attack.from(network, sameClient ? scene.world() : null, draw));
    }
    double factor = attack.scale(3, 0.7) * draw.between(0.8, 1.25);
    long to = attack.from() + (long) (draw.between(1.5, 7) * Hour.MILLIS);
    Likeness.play(
        attack,
        scene,
        attack.from(),
        to,
        moment -> factor,
        (start, script) -> {
          int hand = Draw.of(attack.key(), 22, start).below(hands.size());
          scene.visit(start, hands.get(hand), script);
        });
  }
}
