package io.gatewatch.replaydata.generate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A business partner: rates every minute, and customers' cases as they come, round the clock. */
final class PartnerHabit implements Habit {
  private static final int MINUTES = 60;

  /** What people search for; some of it looks like code to a careless eye. */
  private static final String[] WORDS = {
    "savings",
    "current account",
    "O'Brien & Sons",
    "select a loan or card",
    "credit union",
    "1=1 cashback",
    "50% off; new customers",
    "drop-in branch",
    "<6 months",
    "fee table",
    "Cote d'Or or Provence",
    "rock 'n' roll or jazz card",
    "union select committee",
    "A & B; C | D",
    "save (more) -- pay 'less'",
    "drop table saw; select from list",
    "../savings",
    "a < b and c > d",
  };

  /** Filters as partners' programs write them: quotes, words and brackets of query languages. */
  private static final String[] FILTERS = {
    "status eq 'open' and amount gt 5",
    "name eq 'O''Neill' or name eq 'D''Arcy'",
    "{\"or\":[{\"rate\":{\"lt\":3}},{\"name\":\"Children's\"}]}",
    "currency in ('EUR','USD') and not (fee gt 0)",
    "name|rate|term;sort=rate",
    "version:[1.0..2.0)",
  };

  @Override
  public void sessions(Agent agent, Hour hour, Draw draw, Plan plan) {
    long second = Math.floorMod(agent.key() >>> 9, 60L);
    long first = hour.start() + second * 1_000;
    if (first >= agent.bornAt()) {
      plan.session(first, d -> rates(first));
    }
    for (long moment : hour.moments(48, draw)) {
      plan.session(moment, d -> caseWork(agent, d));
    }
  }

  private static Iterator<Step> rates(long first) {
    List<Step> steps = new ArrayList<>(MINUTES);
    for (int i = 0; i < MINUTES; i++) {
      steps.add(Step.of(Endpoint.RATES).notBefore(first + i * 60_000L));
    }
    return steps.iterator();
  }

  private static Iterator<Step> caseWork(Agent agent, Draw draw) {
    Customer customer = agent.someCustomer(draw);
    List<Step> steps = new ArrayList<>();
    steps.add(Step.of(Endpoint.CUSTOMER, customer.id()).on(customer, false));
    if (draw.chance(0.5)) {
      steps.add(Step.of(Endpoint.CUSTOMER_CARDS, customer.id()).after(draw.lognormal(600, 0.5)));
    }
    if (draw.chance(0.4)) {
      steps.add(search(draw).after(draw.lognormal(2_000, 0.5)));
      for (int i = 1 + draw.below(3); i > 0; i--) {
        String product = Long.toString(100 + draw.below(60));
        steps.add(Step.of(Endpoint.PRODUCT, product).after(draw.lognormal(1_500, 0.5)));
      }
    }
    if (draw.chance(0.25)) {
      steps.add(Step.of(Endpoint.LEAD).after(draw.lognormal(9_000, 0.5)));
    }
    return steps.iterator();
  }

  private static Step search(Draw draw) {
    Step all = Step.of(Endpoint.PRODUCTS);
    if (draw.chance(0.1)) {
      return all.asking("filter=" + PercentText.encode(draw.pick(FILTERS)));
    }
    return draw.chance(0.3) ? all.asking("q=" + PercentText.encode(draw.pick(WORDS))) : all;
  }
}
