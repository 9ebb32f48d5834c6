package io.gatewatch.replaydata.generate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A hijacked assistant: it calls as often as ever, from where it always calls, with its own tools,
 * but in an order of which its program knows nothing, or other operations of the same API.
 */
final class SequenceAnomaly {
  private static final Endpoint[] OTHERS = {
    Endpoint.BENEFICIARIES,
    Endpoint.STANDING_ORDERS,
    Endpoint.STATEMENT,
    Endpoint.ACCOUNT,
    Endpoint.OVERVIEW,
  };

  private SequenceAnomaly() {}

  static void act(Attack attack, Scene scene) {
    double hours = attack.scale(5, 0.7) * scene.draw().between(0.8, 1.2);
    boolean wandering = attack.variant() == AttackVariant.SEQUENCE_WANDERING;
    long to = attack.from() + (long) (Math.min(5.5, wandering ? hours + 1 : hours) * Hour.MILLIS);
    double share = wandering ? 0.5 : 1;
    scene.away(to);
    Likeness.play(
        attack,
        scene,
        attack.from(),
        to,
        moment -> 1,
        (start, script) -> {
          boolean alien = Draw.of(attack.key(), 23, start).chance(share);
          Habit.Script twisted = draw -> twist(attack, script.steps(draw), draw);
          scene.visit(start, scene.caller(), alien ? twisted : script);
        });
  }

  private static Iterator<Step> twist(Attack attack, Iterator<Step> habit, Draw draw) {
    List<Step> steps = new ArrayList<>();
    habit.forEachRemaining(steps::add);
    boolean order = attack.variant() == AttackVariant.SEQUENCE_ORDER;
    double replaced = order ? 0 : attack.variant() == AttackVariant.SEQUENCE_WANDERING ? 0.3 : 0.8;
    List<Step> twisted = new ArrayList<>(steps.size());
    for (Step slot : steps) { // the pauses stay in their places: the pace is the agent's own
      Step taken = steps.get(draw.below(steps.size()));
      Step step = draw.chance(replaced) ? other(attack, taken, draw) : taken;
      twisted.add(step.after((double) slot.pauseMillis()));
    }
    return twisted.iterator();
  }

  private static Step other(Attack attack, Step instead, Draw draw) {
    Customer customer =
        instead.customer() != null ? instead.customer() : attack.agent().someCustomer(draw);
    String account = customer.accounts().get(draw.below(customer.accounts().size()));
    return Step.of(draw.pick(OTHERS), account).by(instead.tool()).on(customer, instead.present());
  }
}
