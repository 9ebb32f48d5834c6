package io.gatewatch.features;

import io.gatewatch.features.Pulse.Minute;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;

/** What a principal adds to the views it touches: one clipped vote each, so that no giant shows. */
final class Votes {
  private static final int MIN_MINUTES_FOR_ELEVATION = 30;

  private Votes() {}

  /**
   * The first success of a day on a route is told to others: so they learn what is in use. That an
   * agent turns to what is to go is told even when that is gone already: it is no vote then. How
   * far a stranger has come is told when it is twice as far.
   */
  static void ofCall(Pulse pulse, History history, ApiCall call, ObservationSink sink) {
    if (history.paths().votes()) {
      boolean agent = history.who().principal().kind() == Principal.Kind.AGENT;
      Tally vote = Tally.use(agent, call.operation() != null, history.paths().turns());
      String where = history.where();
      long round = Rounds.of(pulse.now);
      View route = View.route(where, history.paths().route());
      sink.tally(new ViewTally(route, round, vote));
      sink.tally(new ViewTally(View.inventory(where, call.service()), round, vote));
    } else if (history.paths().turns()) {
      View service = View.inventory(history.where(), call.service());
      sink.tally(new ViewTally(service, Rounds.of(pulse.now), Tally.turn()));
    }
    Tally reached = history.paths().reached();
    if (reached != null) {
      sink.tally(new ViewTally(View.reach(history.where()), Rounds.of(pulse.now), reached));
    }
  }

  /** At a round's end, one vote for each view that the principal touched. */
  static void ofRound(Pulse pulse, History history, ObservationSink sink) {
    long round = Rounds.of(pulse.now);
    int rate = pulse.minute.sum(Minute.CALLS.ordinal());
    boolean elevated = history.busyMinutes() >= MIN_MINUTES_FOR_ELEVATION && rate > history.busy();
    String where = history.where();
    int errors = 0;
    if (pulse.use.refused() > 0 && pulse.turnedAwayAnew()) {
      Tally refused = Tally.vote(pulse.use.refused(), 0, true, false, rate);
      sink.tally(new ViewTally(View.logins(where, pulse.use.refusedBy()), round, refused));
    }
    boolean stranger = history.who().principal().kind() == Principal.Kind.SOURCE;
    Tally probes =
        stranger && history.probes() != null ? history.probes().vote(pulse.now, rate) : null;
    if (probes != null) {
      sink.tally(new ViewTally(View.probers(where), round, probes));
    }
    for (ServiceUse use : pulse.use.services()) {
      errors += use.serverErrors();
      Tally tally = Tally.vote(use.calls(), use.serverErrors(), use.failing(), elevated, rate);
      sink.tally(new ViewTally(View.service(where, use.service()), round, tally));
    }
    if (!stranger) {
      int earlier = Math.floorMod(round, Rounds.A_MINUTE);
      boolean first = pulse.minute.before(Minute.CALLS.ordinal(), earlier) == 0;
      sink.tally(new ViewTally(View.agents(), round, Tally.active(first)));
    }
    ApiCall.AgentClass agentClass = history.who().agentClass();
    if (agentClass != ApiCall.AgentClass.UNKNOWN) {
      int calls = pulse.use.calls();
      Tally tally = Tally.vote(calls, errors, 2 * errors >= calls && errors > 0, elevated, rate);
      sink.tally(new ViewTally(View.cohort(where, agentClass), round, tally));
    }
  }
}
