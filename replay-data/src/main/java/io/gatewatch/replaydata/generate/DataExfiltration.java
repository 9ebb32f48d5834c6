package io.gatewatch.replaydata.generate;

import java.util.Iterator;

/** An agent carries away years of transactions and whole statements. */
final class DataExfiltration {
  private DataExfiltration() {}

  static Iterator<Step> steps(Attack attack, Draw draw) {
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
                  : Step.of(Endpoint.TRANSACTIONS, account)
                      .asking("fromBookingDateTime=" + year + "-01-01T00%3A00%3A00Z&pageSize=5000");
          return step.answered(200, (long) draw.lognormal(median, 0.4))
              .after(draw.exponential(pause));
        });
  }
}
