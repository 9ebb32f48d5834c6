package io.gatewatch.replaydata.generate;

import java.util.Iterator;

/** Payment after payment for a handful of customers: no pause for a yes, no look at the status. */
final class PaymentBurst {
  private PaymentBurst() {}

  static Iterator<Step> steps(Attack attack, Draw draw) {
    double pause = attack.scale(120, 3_000) * draw.between(0.7, 1.4);
    int calls = attack.calls(700, 120, pause, draw);
    int victims = 1 + draw.below(6);
    return new Repeat(
        calls,
        i -> {
          Customer customer = attack.agent().customer(draw.below(victims));
          Endpoint endpoint = i % 2 == 0 ? Endpoint.PAYMENT_CONSENT_CREATE : Endpoint.PAYMENT;
          return Step.of(endpoint)
              .on(customer, false)
              .answered(201, 0)
              .after(draw.exponential(pause));
        });
  }
}
