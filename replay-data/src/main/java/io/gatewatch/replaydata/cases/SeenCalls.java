package io.gatewatch.replaydata.cases;

import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.History;
import io.gatewatch.features.Observation;
import io.gatewatch.features.ObservationSink;
import io.gatewatch.features.Observer;
import io.gatewatch.features.Pulse;
import io.gatewatch.features.RecentContexts;
import io.gatewatch.features.Rounds;
import io.gatewatch.features.View;
import io.gatewatch.features.ViewState;
import io.gatewatch.features.ViewTally;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What detectors are asked about: all observations of some calls in order of time, and the contexts
 * of all rounds.
 */
final class SeenCalls implements ObservationSink {
  private static final class State {
    final Pulse pulse = new Pulse();
    final History history;

    State(Principal.Kind kind) {
      history = new History(kind);
    }
  }

  private final List<Observation> observations = new ArrayList<>();
  private final RecentContexts contexts = new RecentContexts();
  private final Map<String, State> states = new LinkedHashMap<>();
  private final Map<View, ViewState> views = new LinkedHashMap<>();
  private long openRound = Long.MIN_VALUE;
  private long calls;

  void call(ApiCall call) {
    long round = Rounds.of(call.time().toEpochMilli());
    if (round > openRound) {
      closeRound();
      openRound = round;
    }
    State state = states.computeIfAbsent(call.key(), k -> new State(call.principal().kind()));
    Observer.observe(state.pulse, state.history, call, this);
    calls++;
  }

  /** Ends the round of the last call. */
  void closeRound() {
    if (openRound == Long.MIN_VALUE) {
      return;
    }
    long end = Rounds.end(openRound);
    for (State state : states.values()) {
      if (Rounds.of(state.pulse.now()) == openRound) {
        Observer.advance(state.pulse, state.history, end, this);
      }
    }
    for (ViewState view : views.values()) {
      ContextEntry entry = view.close(openRound);
      if (entry != null) {
        contexts.add(entry);
      }
    }
  }

  @Override
  public void observation(Observation observation) {
    observations.add(observation);
  }

  @Override
  public void tally(ViewTally tally) {
    views.computeIfAbsent(tally.view(), v -> new ViewState()).add(tally);
  }

  List<Observation> observations() {
    return observations;
  }

  ContextEntry context(View view, long round) {
    return contexts.find(view, round);
  }

  long calls() {
    return calls;
  }
}
