package io.gatewatch.replaydata.generate;

import java.util.Iterator;

/** An agent does what it always does, many times as fast. */
final class VolumeSpike {
  private VolumeSpike() {}

  static Iterator<Step> steps(Attack attack, Draw draw) {
    double pause = attack.scale(15, 450) * draw.between(0.7, 1.4);
    double minutes = draw.between(5, 20);
    int calls = attack.calls(minutes * 60_000 / (15 + 90), minutes * 60_000 / 540, pause, draw);
    return new Repeat(calls, i -> usual(attack.agent(), draw).after(draw.exponential(pause)));
  }

  private static Step usual(Agent agent, Draw draw) {
    Customer customer = agent.someCustomer(draw);
    String account = customer.accounts().get(0);
    Endpoint read = draw.chance(0.5) ? Endpoint.BALANCES : Endpoint.TRANSACTIONS;
    return switch (agent.kind()) {
      case AI_AGENT -> Step.of(read, account).by("list_transactions").on(customer, false);
      case PARTNER, BATCH -> Step.of(Endpoint.CUSTOMER, customer.id());
      case PISP -> Step.of(Endpoint.PAYMENT_STATUS, Names.uuid(draw.bits())).on(customer, false);
      default -> Step.of(read, account).on(customer, false);
    };
  }
}
