package io.gatewatch.replaydata.rules;

import io.gatewatch.features.History;
import io.gatewatch.features.Observation;
import io.gatewatch.features.ObservationSink;
import io.gatewatch.features.Observer;
import io.gatewatch.features.Pulse;
import io.gatewatch.features.ViewTally;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.ingest.masking.MaskingKeys;
import io.gatewatch.replaydata.generate.Scenario;
import io.gatewatch.replaydata.generate.TrafficGenerator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Observations of generated traffic, attacks included: what rules are measured on. */
public final class SampleObservations {
  private static final class Caller {
    final Pulse pulse = new Pulse();
    final History history;

    Caller(ApiCall call) {
      history = new History(call.principal().kind());
    }
  }

  private static final int AGENTS = 20;

  private SampleObservations() {}

  /** So many of them, the same for the same seed. */
  public static List<Observation> of(int count, long seed) {
    Scenario scenario = Scenario.defaults(seed, AGENTS);
    TrafficGenerator traffic = TrafficGenerator.of(scenario, scenario.start(), null);
    LineParser parser =
        Formats.named("kong").parser(ParserSettings.shipped(MaskingKeys.wellKnown()));
    LineContext context = new LineContext("default", "default", null, null);
    Map<String, Caller> callers = new HashMap<>();
    List<Observation> observations = new ArrayList<>();
    ObservationSink sink = sink(observations);
    while (observations.size() < count) {
      if (parser.parse(traffic.next().line(), context) instanceof ParsedLine.Accepted accepted) {
        ApiCall call = accepted.call();
        Caller caller = callers.computeIfAbsent(call.key(), k -> new Caller(call));
        Observer.observe(caller.pulse, caller.history, call, sink);
      }
    }
    return List.copyOf(observations.subList(0, count));
  }

  private static ObservationSink sink(List<Observation> observations) {
    return new ObservationSink() {
      @Override
      public void observation(Observation observation) {
        observations.add(observation);
      }

      @Override
      public void tally(ViewTally tally) {
        // One observation at a time is measured, without peers.
      }
    };
  }
}
