package io.gatewatch.replaydata.generate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * An agent carries data away: years of transactions and whole statements at once, larger answers to
 * its ordinary calls, or very many small ones.
 */
final class DataExfiltration {
  private DataExfiltration() {}

  static Iterator<Step> steps(Attack attack, Draw draw) {
    return attack.variant() == AttackVariant.EXFILTRATION_MANY_SMALL
        ? small(attack, draw)
        : large(attack, draw);
  }

  private static Iterator<Step> large(Attack attack, Draw draw) {
    double pause = attack.scale(500, 15_000) * draw.between(0.7, 1.4);
    int calls = attack.calls(520, 90, pause, draw);
    double median = attack.scale(2_600_000, 600_000);
    int year = 2012 + draw.below(8);
    return new Repeat(
        calls,
        i -> {
          Customer customer = attack.agent().someCustomer(draw);
          String account = customer.accounts().get(draw.below(customer.accounts().size()));
          Step step =
              draw.chance(0.3)
                  ? Step.of(Endpoint.STATEMENT, account)
                  : Step.of(Endpoint.TRANSACTIONS, account).asking(since(year));
          return step.answered(200, (long) draw.lognormal(median, 0.4))
              .after(draw.exponential(pause));
        });
  }

  private static String since(int year) {
    return "fromBookingDateTime=" + year + "-01-01T00%3A00%3A00Z&pageSize=5000";
  }

  private static Iterator<Step> small(Attack attack, Draw draw) {
    double pause = attack.scale(120, 1_600) * draw.between(0.8, 1.25);
    int calls = attack.calls(16_000, 3_000, pause, draw);
    Agent agent = attack.agent();
    return new Repeat(
        calls,
        i -> {
          Customer customer = agent.customer(i / 2 % agent.customers());
          String account = customer.accounts().get(0);
          Step step =
              i % 2 == 0
                  ? Step.of(Endpoint.CUSTOMER, customer.id())
                  : Step.of(Endpoint.BALANCES, account);
          return step.answered(200, 0).after(draw.exponential(pause));
        });
  }

  /** The agent's ordinary calls at their ordinary times; each answer holds many times as much. */
  static void act(Attack attack, Scene scene) {
    double factor = attack.scale(60, 8);
    int year = 2012 + scene.draw().below(8);
    long to = attack.from() + (long) (scene.draw().between(0.8, 5.5) * Hour.MILLIS);
    scene.away(to);
    Likeness.play(
        attack,
        scene,
        attack.from(),
        to,
        moment -> 1,
        (start, script) ->
            scene.visit(
                start, scene.caller(), draw -> larger(script.steps(draw), factor, year, draw)));
  }

  private static Iterator<Step> larger(Iterator<Step> habit, double factor, int year, Draw draw) {
    List<Step> steps = new ArrayList<>();
    while (habit.hasNext()) {
      Step step = habit.next();
      if (step.endpoint() == Endpoint.TRANSACTIONS) {
        long bytes = (long) (step.endpoint().medianBytes() * factor * draw.lognormal(1, 0.3));
        step = step.asking(since(year)).answered(200, bytes);
      }
      steps.add(step);
    }
    return steps.iterator();
  }
}
