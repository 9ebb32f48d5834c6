package io.gatewatch.flinkjob;

import io.gatewatch.features.History;
import io.gatewatch.features.Observation;
import io.gatewatch.features.ObservationSink;
import io.gatewatch.features.Observer;
import io.gatewatch.features.Pulse;
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
    return call(time, Principal.source("198.51.100.0/24"));
  }

  ApiCall agent(Instant time) {
    return call(time, Principal.agent("agent-7", "kong"));
  }

  /** What is observed of one call of the stranger. */
  List<Observation> observations(Instant time) {
    ApiCall call = stranger(time);
    return observe(new Pulse(), new History(call.principal().kind()), call);
  }

  List<Observation> observe(Pulse pulse, History history, ApiCall call) {
    List<Observation> observations = new ArrayList<>();
    ObservationSink sink =
        new ObservationSink() {
          @Override
          public void observation(Observation observation) {
            observations.add(observation);
          }

          @Override
          public void tally(ViewTally tally) {
            // Nobody merges here.
          }
        };
    Observer.observe(pulse, history, call, sink);
    return observations;
  }

  private ApiCall call(Instant time, Principal who) {
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
        404,
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
