package io.gatewatch.replaydata.generate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A batch job: the same few calls at a fixed minute of every hour, its whole list at a fixed hour
 * of the night, and three times as much when the books are closed.
 */
final class BatchHabit implements Habit {
  private static final int HOURLY_SHARE = 8;

  @Override
  public void sessions(Agent agent, Hour hour, Draw draw, Plan plan) {
    long minute = 3 + Math.floorMod(agent.key() >>> 7, 40L);
    long start = hour.start() + minute * 60_000 + draw.below(1_500);
    if (start < agent.bornAt()) {
      return;
    }
    int slice = (int) Math.floorMod(hour.number(), (long) HOURLY_SHARE);
    plan.session(start, d -> hourly(agent, slice, d));
    int night = 1 + (int) Math.floorMod(agent.key() >>> 11, 4L);
    if (hour.ofDay() == night) {
      boolean monthEnd = hour.isMonthEnd();
      String day = hour.date().toString();
      plan.session(start + 120_000, d -> nightly(agent, monthEnd, day, d));
    }
  }

  private static Iterator<Step> hourly(Agent agent, int slice, Draw draw) {
    List<Step> steps = new ArrayList<>();
    steps.add(Step.of(Endpoint.TOKEN));
    for (int i = slice; i < agent.customers(); i += HOURLY_SHARE) {
      String id = agent.customer(i).id();
      steps.add(Step.of(Endpoint.CUSTOMER, id).after(draw.between(380, 420)));
    }
    return steps.iterator();
  }

  private static Iterator<Step> nightly(Agent agent, boolean monthEnd, String day, Draw draw) {
    List<Step> steps = new ArrayList<>();
    steps.add(Step.of(Endpoint.REPORT, day));
    int customers = monthEnd ? 3 * agent.customers() : agent.customers();
    for (int i = 0; i < customers; i++) {
      String account = agent.customer(i).accounts().get(0);
      steps.add(Step.of(Endpoint.BALANCES, account).after(draw.between(180, 220)));
      if (monthEnd || i % 4 == 0) {
        steps.add(Step.of(Endpoint.STATEMENT, account).after(draw.between(180, 220)));
      }
    }
    return steps.iterator();
  }
}
