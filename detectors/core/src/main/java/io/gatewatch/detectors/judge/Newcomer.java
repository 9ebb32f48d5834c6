package io.gatewatch.detectors.judge;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Observation;
import io.gatewatch.features.View;
import io.gatewatch.features.evidence.FirstSteps;
import io.gatewatch.features.evidence.PeerEvidence;
import io.gatewatch.features.evidence.StreamReading;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What speaks against an agent beside others of its kind, as long as its own past says nothing. The
 * others are asked as of two rounds ago, so its own vote, which it has once it is known, is not
 * among theirs.
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
    View kind = View.habits(where, steps.cohort());
    ContextEntry habits = contexts.find(kind, observation.round() - ROUNDS_BACK);
    if (habits == null) {
      return observation;
    }
    evidence = evidence == null ? new PeerEvidence() : evidence;
    List<StreamReading> readings = new ArrayList<>(observation.evidence());
    readings.addAll(evidence.compare(steps, habits.lastMinute().habits(), observation.time()));
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
