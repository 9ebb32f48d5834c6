package io.gatewatch.features.evidence;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** When an agent told last what it does, for others of its kind. */
final class HabitVote {
  private static final int VOTE_HOURS = 24;
  private static final EvidenceStream[] STREAMS = EvidenceStream.values();

  private long votedHour = Long.MIN_VALUE;

  /** Its vote; null when it has voted within a day, is not known yet or under suspicion. */
  Habits at(long hour, StreamState[] states, OrderMemory order, int seat) {
    long since = votedHour == Long.MIN_VALUE ? Long.MAX_VALUE : hour - votedHour;
    if (since < VOTE_HOURS || isSuspect(states)) {
      return null;
    }
    Habits vote = new Habits();
    int weight = Habits.weight(since);
    boolean knows = false;
    for (EvidenceStream stream : STREAMS) {
      StreamState state = states[stream.ordinal()];
      if (stream.isOfPeers() && state.isKnownNow()) {
        vote.vote(stream, weight, state.highest(), state.usual(), state.clustered());
        knows = true;
      }
    }
    if (!knows) {
      return null;
    }
    votedHour = hour;
    vote.vote(weight, order.orders(), seat, hour);
    return vote;
  }

  private static boolean isSuspect(StreamState[] states) {
    for (StreamState state : states) {
      if (state != null && state.isSuspect()) {
        return true;
      }
    }
    return false;
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.writeTime(out, votedHour, 0);
  }

  void readInto(DataInput in) throws IOException {
    votedHour = Varint.readTime(in, 0);
  }
}
