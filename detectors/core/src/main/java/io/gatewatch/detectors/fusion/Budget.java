package io.gatewatch.detectors.fusion;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Observation;
import io.gatewatch.features.View;
import io.gatewatch.ingest.ApiCall.AgentClass;

/**
 * How much evidence it takes to wake somebody: so much that chance brings it only {@code perDay}
 * times a day. Chance has one try a round, or a minute, for each active agent, so the capital that
 * is asked for is tries a day ÷ perDay.
 */
public final class Budget {
  private static final int ROUNDS_BACK = 2;
  private static final double LEAST_ACTIVE = 10;
  private static final AgentClass[] CLASSES = AgentClass.values();

  private final double perDay;
  private final double triesADay;

  /**
   * A budget of so many alerts by chance a day.
   *
   * @param triesADay of each active agent
   */
  Budget(double perDay, double triesADay) {
    this.perDay = perDay;
    this.triesADay = triesADay;
  }

  /** Natural logarithm of the capital that is asked for in this round. */
  public double logThreshold(Observation observation, Contexts contexts) {
    String where = View.where(observation.who().tenant(), observation.who().group());
    int active = 0;
    for (AgentClass agentClass : CLASSES) {
      ContextEntry cohort =
          contexts.find(View.cohort(where, agentClass), observation.round() - ROUNDS_BACK);
      active += cohort == null ? 0 : cohort.tally().principals();
    }
    return StrictMath.log(Math.max(LEAST_ACTIVE, active) * triesADay / perDay);
  }
}
