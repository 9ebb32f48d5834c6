package io.gatewatch.replaydata.generate;

import java.util.Iterator;

/** A program that lost its way repeats the very same call, minute after minute. */
final class RunawayLoop {
  private RunawayLoop() {}

  static Iterator<Step> steps(Attack attack, Draw draw) {
    double pause = attack.scale(60, 1_100) * draw.between(0.7, 1.4);
    double minutes = draw.between(5, 25);
    int calls = attack.calls(minutes * 60_000 / 150, minutes * 60_000 / 1_200, pause, draw);
    Customer customer = attack.agent().someCustomer(draw);
    double kind = draw.unit();
    int status = kind < 0.5 ? 0 : kind < 0.75 ? 422 : 404;
    Step same =
        kind < 0.6
            ? Step.of(Endpoint.CUSTOMER, customer.id()).by("get_customer")
            : Step.of(Endpoint.CUSTOMER_CARDS, customer.id()).by("list_cards");
    Step answered = same.answered(status, 0);
    return new Repeat(calls, i -> answered.after(pause * draw.between(0.9, 1.1)));
  }
}
