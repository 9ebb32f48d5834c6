package io.gatewatch.detectors.fusion;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Observation;
import io.gatewatch.features.Rounds;
import io.gatewatch.features.View;
import io.gatewatch.ingest.ApiCall.AgentClass;

/**
 * How much evidence it takes to wake somebody: so much that chance brings it only {@code perDay}
 * times a day. Chance has one try a round for each active agent, so the capital that is asked for
 * is tries a day ÷ perDay.
 */
public final class Budget {
  private static final int ROUNDS_BACK = 2;
  private static final double ROUNDS_A_DAY = 86_400_000.0 / Rounds.MILLIS;
  private static final double LEAST_ACTIVE = 10;
  private static final AgentClass[] CLASSES = AgentClass.values();

  private final double perDay;

  /** A budget of so many alerts by chance a day. */
  public Budget(double perDay) {
    this.perDay = perDay;
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
    return StrictMath.log(Math.max(LEAST_ACTIVE, active) * ROUNDS_A_DAY / perDay);
  }
}
