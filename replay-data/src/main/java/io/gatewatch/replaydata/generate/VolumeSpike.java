package io.gatewatch.replaydata.generate;

import java.util.Iterator;

/** An agent does what it always does, many times as fast: all at once, or in pulses. */
final class VolumeSpike {
  private VolumeSpike() {}

  static Iterator<Step> steps(Attack attack, Draw draw) {
    double pause = attack.scale(15, 450) * draw.between(0.7, 1.4);
    double minutes = draw.between(5, 20);
    int calls = attack.calls(minutes * 60_000 / (15 + 90), minutes * 60_000 / 540, pause, draw);
    boolean pulses = attack.variant() == AttackVariant.SPIKE_PULSES;
    int inOnePulse = (int) (draw.between(15, 60) * 1_000 / (pause + 90));
    double rest = pulses ? draw.between(60_000, 200_000) : 0;
    int most = pulses ? (int) (8_000_000 / rest * inOnePulse) : calls;
    return new Repeat(
        Math.min(calls, most),
        i -> {
          boolean rests = pulses && i > 0 && i % Math.max(1, inOnePulse) == 0;
          double wait = rests ? rest * draw.between(0.7, 1.3) : draw.exponential(pause);
          return usual(attack.agent(), draw).after(wait);
        });
  }

  /** A call that such an agent makes all day. */
  static Step usual(Agent agent, Draw draw) {
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
