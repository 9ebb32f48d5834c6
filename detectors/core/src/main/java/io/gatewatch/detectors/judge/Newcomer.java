package io.gatewatch.detectors.judge;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Observation;
import io.gatewatch.features.Rounds;
import io.gatewatch.features.View;
import io.gatewatch.features.evidence.FirstSteps;
import io.gatewatch.features.evidence.Habits;
import io.gatewatch.features.evidence.PeerEvidence;
import io.gatewatch.features.evidence.StreamReading;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What speaks against an agent beside others of its kind, in streams in which its own past says
 * nothing yet. The others are asked as of two rounds ago. An agent has no vote on a stream before
 * it is known in it; on orders it has, which are those that it made before.
 */
final class Newcomer {
  private static final int ROUNDS_BACK = 2;

  /** Null for an agent that is known. */
  private PeerEvidence evidence;

  /** The observation with what its kind says of it. */
  Observation besideItsKind(Observation observation, Contexts contexts) {
    FirstSteps steps = observation.steps();
    if (steps == null) {
      evidence = evidence == null || evidence.isOver(observation.time()) ? null : evidence;
      return observation;
    }
    String where = View.where(observation.who().tenant(), observation.who().group());
    View kind = View.habits(where, steps.kind());
    ContextEntry habits = contexts.find(kind, observation.round() - ROUNDS_BACK);
    if (habits == null) {
      return observation;
    }
    evidence = evidence == null ? new PeerEvidence() : evidence;
    List<StreamReading> readings = new ArrayList<>(observation.evidence());
    long hours = Rounds.hour(observation.round()) - Rounds.hour(habits.round());
    Habits left = habits.lastMinute().habits();
    left = hours > 0 ? left.after(hours) : left;
    readings.addAll(evidence.compare(steps, left, observation.time()));
    return observation.with(readings);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeBoolean(evidence != null);
    if (evidence != null) {
      evidence.writeTo(out);
    }
  }

  void readInto(DataInput in) throws IOException {
    evidence = in.readBoolean() ? PeerEvidence.readFrom(in) : null;
  }
}
