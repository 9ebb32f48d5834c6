package io.gatewatch.replaydata.generate;

import java.util.Iterator;

/**
 * A program that lost its way: the very same call minute after minute, the same few calls in a
 * ring, or one that failed, again and again without a rest.
 */
final class RunawayLoop {
  private RunawayLoop() {}

  static Iterator<Step> steps(Attack attack, Draw draw) {
    boolean storm = attack.variant() == AttackVariant.LOOP_RETRY_STORM;
    double pause = attack.scale(60, 1_100) * draw.between(0.7, 1.4);
    double minutes = draw.between(5, 25);
    int calls = attack.calls(minutes * 60_000 / 150, minutes * 60_000 / 1_200, pause, draw);
    Step[] ring = storm ? failed(attack, draw) : ring(attack, draw);
    return new Repeat(calls, i -> ring[i % ring.length].after(pause * draw.between(0.9, 1.1)));
  }

  private static Step[] ring(Attack attack, Draw draw) {
    boolean cycle = attack.variant() == AttackVariant.LOOP_CYCLE;
    int length = cycle ? 2 + draw.below(3) : 1;
    int first = draw.below(4);
    Customer customer = attack.agent().someCustomer(draw);
    boolean tools = attack.agent().kind() == AgentKind.AI_AGENT;
    double luck = draw.unit();
    int status = cycle || luck < 0.5 ? 0 : luck < 0.75 ? 422 : 404;
    Step[] ring = new Step[length];
    for (int i = 0; i < length; i++) {
      ring[i] = one(customer, (first + i) % 4, tools).answered(status, 0);
    }
    return ring;
  }

  private static Step[] failed(Attack attack, Draw draw) {
    Customer customer = attack.agent().someCustomer(draw);
    int status = draw.chance(0.6) ? 503 : 500;
    boolean tools = attack.agent().kind() == AgentKind.AI_AGENT;
    return new Step[] {one(customer, draw.below(4), tools).answered(status, 0)};
  }

  private static Step one(Customer customer, int number, boolean tools) {
    Step step =
        switch (number) {
          case 0 -> Step.of(Endpoint.CUSTOMER, customer.id()).by("get_customer");
          case 1 -> Step.of(Endpoint.CUSTOMER_CARDS, customer.id()).by("list_cards");
          case 2 -> Step.of(Endpoint.CREDIT_SCORE, customer.id()).by("credit_score");
          default -> Step.of(Endpoint.PRODUCTS).by("search_products");
        };
    return tools ? step : step.by(null);
  }
}
