package io.gatewatch.flinkjob;

import io.gatewatch.features.History;
import io.gatewatch.features.Observation;
import io.gatewatch.features.ObservationSink;
import io.gatewatch.features.Observer;
import io.gatewatch.features.Pulse;
import io.gatewatch.features.View;
import io.gatewatch.features.ViewTally;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A stranger and an agent, who ask for what is not there. */
final class Callers {
  private int calls;

  ApiCall stranger(Instant time) {
    return call(time, Principal.source("198.51.100.0/24"), 404);
  }

  ApiCall agent(Instant time) {
    return call(time, Principal.agent("agent-7", "kong"), 404);
  }

  /** What is observed of one call of the stranger. */
  List<Observation> observations(Instant time) {
    ApiCall call = stranger(time);
    return observe(new Pulse(), new History(call.principal().kind()), call);
  }

  /** What an agent's success tells others of the route that it uses. */
  ViewTally vote(Instant time) {
    List<ViewTally> votes = new ArrayList<>();
    ApiCall call = call(time, Principal.agent("agent-7", "kong"), 200);
    observe(new Pulse(), new History(call.principal().kind()), call, votes);
    return votes.stream().filter(v -> v.view().kind() == View.Kind.ROUTE).findFirst().orElseThrow();
  }

  List<Observation> observe(Pulse pulse, History history, ApiCall call) {
    return observe(pulse, history, call, new ArrayList<>());
  }

  private static List<Observation> observe(
      Pulse pulse, History history, ApiCall call, List<ViewTally> tallies) {
    List<Observation> observations = new ArrayList<>();
    ObservationSink sink =
        new ObservationSink() {
          @Override
          public void observation(Observation observation) {
            observations.add(observation);
          }

          @Override
          public void tally(ViewTally tally) {
            tallies.add(tally);
          }
        };
    Observer.observe(pulse, history, call, sink);
    return observations;
  }

  private ApiCall call(Instant time, Principal who, int status) {
    return new ApiCall(
        time,
        null,
        false,
        "t",
        null,
        "g",
        null,
        "call-" + calls++,
        null,
        who,
        null,
        ApiCall.AgentClass.UNKNOWN,
        null,
        null,
        null,
        null,
        null,
        null,
        "GET",
        "/not/there",
        "accounts",
        null,
        "not.read",
        null,
        status,
        null,
        null,
        120L,
        3.0,
        "198.51.100.7",
        null,
        List.of(),
        null,
        null,
        null,
        List.of(),
        List.of());
  }
}
