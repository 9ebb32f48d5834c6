package io.gatewatch.detectors.fusion;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Observation;
import io.gatewatch.features.View;
import java.util.function.ToIntFunction;

/**
 * How much evidence it takes to wake somebody: so much that chance brings it only {@code perDay}
 * times a day. Chance has one try a round, or a minute, for each agent that calls in it, whatever
 * its tenant, group or class, so the capital that is asked for is tries a day ÷ perDay.
 */
public final class Budget {
  private static final int ROUNDS_BACK = 2;
  private static final double LEAST_ACTIVE = 10;

  private final double perDay;
  private final double timesADay;
  private final ToIntFunction<ContextEntry> tries;

  /**
   * A budget of so many alerts by chance a day.
   *
   * @param timesADay how often a day agents have a try
   * @param tries how many have one at a time, from what is known of all agents
   */
  Budget(double perDay, double timesADay, ToIntFunction<ContextEntry> tries) {
    this.perDay = perDay;
    this.timesADay = timesADay;
    this.tries = tries;
  }

  /** Natural logarithm of the capital that is asked for in this round. */
  public double logThreshold(Observation observation, Contexts contexts) {
    ContextEntry agents = contexts.find(View.agents(), observation.round() - ROUNDS_BACK);
    int active = agents == null ? 0 : tries.applyAsInt(agents);
    return StrictMath.log(Math.max(LEAST_ACTIVE, active) * timesADay / perDay);
  }
}
