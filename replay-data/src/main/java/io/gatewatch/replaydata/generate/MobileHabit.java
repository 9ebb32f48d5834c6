package io.gatewatch.replaydata.generate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The back end of the bank's own app: one agent to the gateway, thousands of people behind it. */
final class MobileHabit implements Habit {
  @Override
  public void sessions(Agent agent, Hour hour, Draw draw, Plan plan) {
    for (long moment : hour.moments(1_050, draw)) {
      plan.session(moment, d -> visit(agent, d));
    }
  }

  private static Iterator<Step> visit(Agent agent, Draw draw) {
    Customer customer = agent.someCustomer(draw);
    List<Step> steps = new ArrayList<>();
    steps.add(Step.of(Endpoint.LOGIN).on(customer, true));
    for (String account : customer.accounts()) {
      Step overview = Step.of(Endpoint.OVERVIEW, account);
      steps.add(overview.on(customer, true).after(draw.lognormal(160, 0.4)));
    }
    if (draw.chance(0.6)) {
      steps.add(Step.of(Endpoint.FEED).on(customer, true).after(draw.lognormal(2_000, 0.6)));
    }
    String account = customer.accounts().get(0);
    if (draw.chance(0.5)) {
      Step transactions = Step.of(Endpoint.TRANSACTIONS, account);
      steps.add(transactions.on(customer, true).after(draw.lognormal(7_000, 0.7)));
    }
    if (draw.chance(0.12)) {
      Step transfer = Step.of(Endpoint.TRANSFER, account);
      steps.add(transfer.on(customer, true).after(draw.lognormal(25_000, 0.5)));
    }
    return steps.iterator();
  }
}
