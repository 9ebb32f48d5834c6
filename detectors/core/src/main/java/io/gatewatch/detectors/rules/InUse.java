package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Observation;
import io.gatewatch.features.Rounds;
import io.gatewatch.features.View;

/**
 * How much something is in use: votes of late, one a day for each principal and route, halved every
 * 84 h. An agent's own vote of the day is among them; those of strangers count only when they are
 * some hours old.
 *
 * @param agents votes of agents
 * @param documented those of them for routes that a catalogue knows
 * @param strangers votes of networks
 * @param turned agents that turned to what is to go within the last hours, of a service
 * @param hours since when it is known
 */
record InUse(double agents, double documented, double strangers, double turned, double hours) {
  private static final int ROUNDS_BACK = 2;
  private static final InUse NOT = new InUse(0, 0, 0, 0, 0);

  /** A route, two rounds ago. */
  static InUse route(Observation observation, Contexts contexts, int route) {
    return of(observation, contexts, View.route(where(observation), route));
  }

  /** All routes of a service, two rounds ago. */
  static InUse service(Observation observation, Contexts contexts, String service) {
    return of(observation, contexts, View.inventory(where(observation), service));
  }

  /** How many call a service in a round, on average of the minute that ended two rounds ago. */
  static double callers(Observation observation, Contexts contexts, String service) {
    View view = View.service(where(observation), service);
    int callers = 0;
    for (int back = 0; back < Rounds.A_MINUTE; back++) {
      ContextEntry entry = contexts.find(view, observation.round() - ROUNDS_BACK - back);
      callers += entry == null ? 0 : entry.tally().principals();
    }
    return (double) callers / Rounds.A_MINUTE;
  }

  private static String where(Observation observation) {
    return View.where(observation.who().tenant(), observation.who().group());
  }

  private static InUse of(Observation observation, Contexts contexts, View view) {
    long round = observation.round() - ROUNDS_BACK;
    ContextEntry entry = contexts.find(view, round);
    return entry == null
        ? NOT
        : new InUse(
            entry.usualErrorShare(),
            entry.lastMinute().serverErrors(),
            entry.strangers(round),
            entry.turned(round),
            (round - entry.degradedSince()) * Rounds.MILLIS / 3_600_000.0);
  }

  /** Share of what agents use that a catalogue knows; 0 when they use nothing. */
  double documentedShare() {
    return agents < 1 ? 0 : Math.min(1, documented / agents);
  }

  /** Whether it is mostly agents who use it: an API, no web site. */
  boolean isOfAgents() {
    return agents >= 1 && agents >= strangers;
  }
}
