package io.gatewatch.replaydata.train;

import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.History;
import io.gatewatch.features.Observation;
import io.gatewatch.features.ObservationSink;
import io.gatewatch.features.Observer;
import io.gatewatch.features.Pulse;
import io.gatewatch.features.ViewTally;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The vectors that a model would be asked about: the first observation of each agent in each
 * minute.
 */
public final class VectorSampler {
  private static final class Agent implements ObservationSink {
    private final Pulse pulse = new Pulse();
    private final History history = new History(Principal.Kind.AGENT);
    private final List<FeatureVector> vectors;
    private long minute = Long.MIN_VALUE;

    Agent(List<FeatureVector> vectors) {
      this.vectors = vectors;
    }

    @Override
    public void observation(Observation observation) {
      long current = Math.floorDiv(observation.time(), 60_000L);
      if (current != minute) {
        minute = current;
        vectors.add(observation.features());
      }
    }

    @Override
    public void tally(ViewTally tally) {
      // A model knows nothing of peers.
    }
  }

  private final Map<String, Agent> agents = new HashMap<>();
  private final List<FeatureVector> vectors = new ArrayList<>();

  /** Takes one call, in log order; strangers are left out. */
  public void call(ApiCall call) {
    if (call.principal().kind() == Principal.Kind.AGENT) {
      Agent agent = agents.computeIfAbsent(call.key(), k -> new Agent(vectors));
      Observer.observe(agent.pulse, agent.history, call, agent);
    }
  }

  /** All vectors so far, in the order of their calls. */
  public List<FeatureVector> vectors() {
    return List.copyOf(vectors);
  }
}
