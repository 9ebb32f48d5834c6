package io.gatewatch.replaydata.generate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A payment app: consent, the customer's yes, funds, payment, and the status until it is settled.
 * One in three also pays standing orders, twice a day, while nobody is there.
 */
final class PaymentHabit implements Habit {
  private static final int MORNING = 5;
  private static final int EVENING = 17;

  @Override
  public void sessions(Agent agent, Hour hour, Draw draw, Plan plan) {
    for (long moment : hour.moments(75, draw)) {
      plan.session(moment, d -> pay(agent, d));
    }
    boolean due = hour.ofDay() == MORNING || hour.ofDay() == EVENING;
    if (due && Math.floorMod(agent.key() >>> 17, 3) == 0) {
      long start = hour.start() + (agent.key() >>> 23 & 31) * 60_000;
      if (start >= agent.bornAt()) {
        plan.session(start, d -> standingOrders(agent, d));
      }
    }
  }

  private static Iterator<Step> standingOrders(Agent agent, Draw draw) {
    List<Step> steps = new ArrayList<>();
    steps.add(Step.of(Endpoint.TOKEN));
    for (int i = 4 + draw.below(12); i > 0; i--) {
      Customer customer = agent.someCustomer(draw);
      steps.add(
          Step.of(Endpoint.FUNDS, Names.uuid(draw.bits(), 11))
              .on(customer, false)
              .after(draw.lognormal(4_000, 0.3)));
      steps.add(Step.of(Endpoint.PAYMENT).on(customer, false).after(draw.lognormal(500, 0.3)));
    }
    return steps.iterator();
  }

  private static Iterator<Step> pay(Agent agent, Draw draw) {
    Customer customer = agent.someCustomer(draw);
    String consent = Names.uuid(draw.bits(), 11);
    String payment = Names.uuid(draw.bits(), 12);
    List<Step> steps = new ArrayList<>();
    if (draw.chance(0.2)) {
      steps.add(Step.of(Endpoint.TOKEN));
    }
    steps.add(Step.of(Endpoint.PAYMENT_CONSENT_CREATE).on(customer, true).after(300));
    steps.add(
        Step.of(Endpoint.PAYMENT_CONSENT, consent)
            .on(customer, true)
            .after(draw.lognormal(18_000, 0.5)));
    if (draw.chance(0.12)) {
      return steps.iterator(); // the customer thought better of it
    }
    steps.add(Step.of(Endpoint.FUNDS, consent).on(customer, true).after(draw.lognormal(300, 0.3)));
    steps.add(Step.of(Endpoint.PAYMENT).on(customer, true).after(draw.lognormal(500, 0.3)));
    double wait = 1_500;
    for (int i = 1 + draw.below(5); i > 0; i--) {
      steps.add(
          Step.of(Endpoint.PAYMENT_STATUS, payment)
              .on(customer, false)
              .after(wait * draw.between(0.9, 1.1)));
      wait *= 2;
    }
    return steps.iterator();
  }
}
