package io.gatewatch.replaydata.generate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * An account-information app: every consent is polled four times a day without its customer, at its
 * own hour and always the same minute; by day customers look for themselves, and some new ones
 * consent.
 */
final class AccountInformationHabit implements Habit {
  /** What an unattended access asks for. */
  static final String SINCE = "fromBookingDateTime=2026-01-01T00%3A00%3A00Z";

  private static final int POLL_EVERY_HOURS = 6;

  @Override
  public void sessions(Agent agent, Hour hour, Draw draw, Plan plan) {
    long minute = Math.floorMod(agent.key() >>> 5, 50L);
    long start = hour.start() + minute * 60_000 + draw.below(4_000);
    int turn = (int) Math.floorMod(hour.number(), (long) POLL_EVERY_HOURS);
    if (start >= agent.bornAt()) {
      plan.session(start, d -> poll(agent, turn, d));
    }
    for (long moment : hour.moments(45, draw)) {
      plan.session(moment, d -> visit(agent, d));
    }
  }

  private static Iterator<Step> poll(Agent agent, int turn, Draw draw) {
    List<Step> steps = new ArrayList<>();
    steps.add(Step.of(Endpoint.TOKEN));
    for (int i = turn; i < agent.customers(); i += POLL_EVERY_HOURS) {
      Customer customer = agent.customer(i);
      steps.add(Step.of(Endpoint.ACCOUNTS).on(customer, false).after(draw.lognormal(900, 0.3)));
      for (String account : customer.accounts()) {
        steps.add(read(Endpoint.BALANCES, account, customer, false, draw.lognormal(110, 0.3)));
        steps.add(
            read(Endpoint.TRANSACTIONS, account, customer, false, draw.lognormal(110, 0.3))
                .asking(SINCE));
        if (draw.chance(0.12)) { // pages of one access are no further access
          addPages(account, customer, draw, steps);
        }
      }
    }
    return steps.iterator();
  }

  private static void addPages(String account, Customer customer, Draw draw, List<Step> steps) {
    int last = 2 + draw.below(3);
    for (int page = 2; page <= last; page++) {
      steps.add(
          read(Endpoint.TRANSACTIONS, account, customer, false, draw.lognormal(110, 0.3))
              .asking(SINCE + "&page=" + page));
    }
  }

  private static Iterator<Step> visit(Agent agent, Draw draw) {
    Customer customer = agent.someCustomer(draw);
    List<Step> steps = new ArrayList<>();
    if (draw.chance(0.03)) {
      steps.add(Step.of(Endpoint.CONSENT_CREATE).on(customer, true));
      steps.add(
          read(Endpoint.CONSENT, customer.consent(), customer, true, draw.lognormal(20_000, 0.4)));
    }
    steps.add(Step.of(Endpoint.ACCOUNTS).on(customer, true).after(draw.lognormal(700, 0.4)));
    for (String account : customer.accounts()) {
      steps.add(read(Endpoint.BALANCES, account, customer, true, draw.lognormal(250, 0.4)));
      if (draw.chance(0.7)) {
        steps.add(read(Endpoint.TRANSACTIONS, account, customer, true, draw.lognormal(6_000, 0.7)));
      }
      if (draw.chance(0.15)) {
        steps.add(
            read(Endpoint.STANDING_ORDERS, account, customer, true, draw.lognormal(5_000, 0.7)));
        steps.add(
            read(Endpoint.BENEFICIARIES, account, customer, true, draw.lognormal(2_000, 0.5)));
      }
    }
    return steps.iterator();
  }

  private static Step read(
      Endpoint endpoint, String id, Customer customer, boolean present, double pause) {
    return Step.of(endpoint, id).on(customer, present).after(pause);
  }
}
