package io.gatewatch.replaydata.generate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A lending desk: in office hours clerks work through lists of loans, each loan once, with the
 * accounts behind it. Many objects, few of them twice in a day.
 */
final class LoanHabit implements Habit {
  @Override
  public void sessions(Agent agent, Hour hour, Draw draw, Plan plan) {
    int list = 0;
    for (long moment : hour.moments(7, draw)) {
      int first = Math.floorMod((int) (hour.number() * 97 + 13L * list++), agent.customers());
      plan.session(moment, d -> workList(agent, first, d));
    }
  }

  /** One clerk's list, from this customer on. */
  static Iterator<Step> workList(Agent agent, int first, Draw draw) {
    int loans = (int) Math.min(60, draw.lognormal(13, 0.5));
    List<Step> steps = new ArrayList<>(loans * 4);
    for (int i = 0; i < loans; i++) {
      Customer customer = agent.customer((first + i) % agent.customers());
      steps.add(Step.of(Endpoint.LOAN, customer.loan()).after(draw.lognormal(25_000, 0.7)));
      steps.add(Step.of(Endpoint.LOAN_SCHEDULE, customer.loan()).after(draw.lognormal(900, 0.4)));
      String account = customer.accounts().get(0);
      steps.add(Step.of(Endpoint.TRANSACTIONS, account).after(draw.lognormal(1_200, 0.5)));
      if (draw.chance(0.3)) {
        steps.add(Step.of(Endpoint.CREDIT_SCORE, customer.id()).after(draw.lognormal(1_500, 0.5)));
      }
      if (draw.chance(0.12)) {
        steps.add(Step.of(Endpoint.LOAN_DECISION, customer.loan()).after(60_000));
      }
    }
    return steps.iterator();
  }
}
