package io.gatewatch.replaydata.generate;

import java.util.Iterator;

/**
 * Payment after payment without anybody there: no pause for a yes, no look at the status. Many for
 * a handful of customers, a few in minutes, or one each for very many.
 */
final class PaymentBurst {
  private PaymentBurst() {}

  static Iterator<Step> steps(Attack attack, Draw draw) {
    boolean few = attack.variant() == AttackVariant.BURST_FEW;
    boolean spread = attack.variant() == AttackVariant.BURST_SPREAD;
    double pause =
        (few ? attack.scale(1_500, 12_000) : attack.scale(120, 3_000)) * draw.between(0.7, 1.4);
    int calls = few ? 2 * (5 + draw.below(14)) : attack.calls(700, 120, pause, draw);
    int victims = spread ? attack.agent().customers() : 1 + draw.below(6);
    int first = draw.below(victims);
    return new Repeat(
        calls,
        i -> {
          int number = spread ? (first + i / 2) % victims : draw.below(victims);
          Endpoint endpoint = i % 2 == 0 ? Endpoint.PAYMENT_CONSENT_CREATE : Endpoint.PAYMENT;
          return Step.of(endpoint)
              .on(attack.agent().customer(number), false)
              .answered(201, 0)
              .after(draw.exponential(pause));
        });
  }
}
