package io.gatewatch.replaydata.generate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * An AI agent: sessions in bursts, each a few chains of tool calls for one customer, mostly reads.
 */
final class AssistantHabit implements Habit {
  private static final int LONGEST = 90;

  @Override
  public void sessions(Agent agent, Hour hour, Draw draw, Plan plan) {
    for (long moment : hour.moments(38, draw)) {
      plan.session(moment, d -> steps(agent, d));
    }
  }

  private static Iterator<Step> steps(Agent agent, Draw draw) {
    return steps(agent.someCustomer(draw), draw);
  }

  /** One session for a customer. */
  static Iterator<Step> steps(Customer customer, Draw draw) {
    int length = (int) Math.min(LONGEST, draw.lognormal(9, 0.7));
    boolean present = draw.chance(0.7);
    List<Step> steps = new ArrayList<>(length + 8);
    while (steps.size() <= length) {
      int first = steps.size();
      chain(customer, draw, steps);
      for (int i = first; i < steps.size(); i++) {
        double pause = i == first ? draw.lognormal(4_000, 0.7) : draw.lognormal(320, 0.7);
        steps.set(i, steps.get(i).on(customer, present).after(i == 0 ? 0 : pause));
      }
    }
    return steps.iterator();
  }

  private static void chain(Customer customer, Draw draw, List<Step> steps) {
    double kind = draw.unit();
    if (kind < 0.45) {
      cashFlow(customer, steps);
    } else if (kind < 0.7) {
      steps.add(Step.of(Endpoint.CUSTOMER, customer.id()).by("get_customer"));
      steps.add(Step.of(Endpoint.CUSTOMER_CARDS, customer.id()).by("list_cards"));
      steps.add(Step.of(Endpoint.CREDIT_SCORE, customer.id()).by("credit_score"));
    } else if (kind < 0.85) {
      steps.add(Step.of(Endpoint.PRODUCTS).by("search_products"));
      for (int i = 1 + draw.below(3); i > 0; i--) {
        String product = Long.toString(100 + draw.below(60));
        steps.add(Step.of(Endpoint.PRODUCT, product).by("get_product"));
      }
      steps.add(Step.of(Endpoint.RATES).by("fx_rates"));
    } else if (kind < 0.95) {
      steps.add(Step.of(Endpoint.LOAN, customer.loan()).by("get_loan"));
      steps.add(Step.of(Endpoint.LOAN_SCHEDULE, customer.loan()).by("loan_schedule"));
    } else {
      steps.add(Step.of(Endpoint.CUSTOMER_NOTE, customer.id()).by("add_note"));
    }
  }

  private static void cashFlow(Customer customer, List<Step> steps) {
    steps.add(Step.of(Endpoint.ACCOUNTS).by("list_accounts"));
    for (String account : customer.accounts()) {
      steps.add(Step.of(Endpoint.BALANCES, account).by("get_balances"));
      steps.add(Step.of(Endpoint.TRANSACTIONS, account).by("list_transactions"));
    }
  }
}
