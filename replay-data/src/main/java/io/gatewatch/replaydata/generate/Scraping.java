package io.gatewatch.replaydata.generate;

import java.util.Iterator;

/** An agent reads everything it may, one after the other, at a pace that hurts nobody. */
final class Scraping {
  private static final int NEVER_TOUCHED = 100_000;

  private Scraping() {}

  static Iterator<Step> steps(Attack attack, Draw draw) {
    double pause = attack.scale(1_500, 9_000) * draw.between(0.8, 1.25);
    int calls = attack.calls(1_400, 500, pause, draw);
    return through(attack.agent(), attack.agent().customers() / 2, calls, pause, draw);
  }

  /** One call in about 20 s, for hours, through objects that the agent never touched. */
  static Iterator<Step> lowAndSlow(Attack attack, Draw draw) {
    double pause = attack.scale(12_000, 26_000) * draw.between(0.9, 1.15);
    int calls = (int) (draw.between(3, 10) * Hour.MILLIS / pause);
    return through(attack.agent(), NEVER_TOUCHED, calls, pause, draw);
  }

  private static Iterator<Step> through(
      Agent agent, int first, int calls, double pause, Draw draw) {
    Endpoint[] both = {Endpoint.CUSTOMER, Endpoint.CUSTOMER_CARDS};
    boolean accounts = draw.chance(0.4);
    boolean pairs = draw.chance(0.5);
    return new Repeat(
        calls,
        i -> {
          Customer customer = agent.customer(first + (pairs ? i / 2 : i));
          Step step =
              accounts
                  ? Step.of(Endpoint.BALANCES, customer.accounts().get(0))
                  : Step.of(pairs ? both[i % 2] : Endpoint.CUSTOMER, customer.id());
          return step.answered(200, 0).after(pause * draw.between(0.7, 1.3));
        });
  }

  /** The assistant's own sessions at their own times, each about somebody it never asked about. */
  static void withinVolume(Attack attack, Scene scene) {
    double hours = attack.scale(3, 8) * scene.draw().between(0.8, 1.2);
    long to = attack.from() + (long) (hours * Hour.MILLIS);
    double share = attack.scale(1, 0.5);
    int[] next = {NEVER_TOUCHED};
    scene.away(to);
    Likeness.play(
        attack,
        scene,
        attack.from(),
        to,
        moment -> 1,
        (start, script) -> {
          boolean alien = Draw.of(attack.key(), 24, start).chance(share);
          Customer customer = attack.agent().customer(next[0]++);
          scene.visit(
              start, scene.caller(), alien ? draw -> AssistantHabit.steps(customer, draw) : script);
        });
  }
}
