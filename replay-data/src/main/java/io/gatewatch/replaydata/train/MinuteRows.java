package io.gatewatch.replaydata.train;

import io.gatewatch.features.History;
import io.gatewatch.features.Observation;
import io.gatewatch.features.ObservationSink;
import io.gatewatch.features.Observer;
import io.gatewatch.features.Pulse;
import io.gatewatch.features.ViewTally;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;
import io.gatewatch.models.Scorer;
import io.gatewatch.models.training.TrainingRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model would be asked about calls of which nothing is known but that they are trusted: the
 * first observation of each agent in each minute, all of it ordinary.
 */
public final class MinuteRows {
  private static final class Agent implements ObservationSink {
    private final Pulse pulse = new Pulse();
    private final History history = new History(Principal.Kind.AGENT);
    private final List<TrainingRow> rows;
    private long minute = Long.MIN_VALUE;

    Agent(List<TrainingRow> rows) {
      this.rows = rows;
    }

    @Override
    public void observation(Observation observation) {
      long current = Math.floorDiv(observation.time(), 60_000L);
      if (current != minute) {
        minute = current;
        rows.add(
            new TrainingRow(
                observation.who().key(),
                Instant.ofEpochMilli(observation.time()),
                observation.who().agentClass(),
                observation.features(),
                Scorer.ORDINARY,
                null,
                null,
                TrainingRow.Told.NOTHING));
      }
    }

    @Override
    public void tally(ViewTally tally) {
      // A model knows nothing of peers.
    }
  }

  private final Map<String, Agent> agents = new HashMap<>();
  private final List<TrainingRow> rows = new ArrayList<>();

  /** Takes one call, in log order; strangers are left out. */
  public void call(ApiCall call) {
    if (call.principal().kind() == Principal.Kind.AGENT) {
      Agent agent = agents.computeIfAbsent(call.key(), k -> new Agent(rows));
      Observer.observe(agent.pulse, agent.history, call, agent);
    }
  }

  /** All rows so far, in the order of their calls. */
  public List<TrainingRow> rows() {
    return List.copyOf(rows);
  }
}
