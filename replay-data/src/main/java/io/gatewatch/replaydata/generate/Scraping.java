package io.gatewatch.replaydata.generate;

import java.util.Iterator;

/** An agent reads everything it may, one after the other, at a pace that hurts nobody. */
final class Scraping {
  private Scraping() {}

  static Iterator<Step> steps(Attack attack, Draw draw) {
    double pause = attack.scale(1_500, 9_000) * draw.between(0.8, 1.25);
    int calls = attack.calls(1_400, 500, pause, draw);
    Agent agent = attack.agent();
    int first = agent.customers() / 2;
    Endpoint[] both = {Endpoint.CUSTOMER, Endpoint.CUSTOMER_CARDS};
    boolean pairs = draw.chance(0.5);
    return new Repeat(
        calls,
        i -> {
          String id = agent.customer(first + (pairs ? i / 2 : i)).id();
          Endpoint endpoint = pairs ? both[i % 2] : Endpoint.CUSTOMER;
          return Step.of(endpoint, id).answered(200, 0).after(pause * draw.between(0.7, 1.3));
        });
  }
}
