package io.gatewatch.features;

import io.gatewatch.features.evidence.RefusedCallers;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/** The stored form of a {@link ViewState}, version 6; those of before stay readable. */
final class ViewStateForm {
  private static final int VERSION = 6;

  private ViewStateForm() {}

  static void write(ViewState state, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeBoolean(state.view != null);
    if (state.view != null) {
      ViewTally.writeView(out, state.view);
    }
    writeTallies(out, state.open, state.view);
    writeTallies(out, state.closed, state.view);
    out.writeDouble(state.usualErrorShare);
    out.writeLong(state.degradedSince);
    out.writeLong(state.lastClosed);
    out.writeBoolean(state.refused != null);
    if (state.refused != null) {
      state.refused.writeTo(out);
    }
    out.writeLong(state.lastTold);
    out.writeDouble(state.answered);
    state.lateVotes.writeTo(out);
    Varint.writeTime(out, state.sweepAt, 0);
  }

  static ViewState read(DataInput in) throws IOException {
    int version = in.readByte();
    if (version < 1 || version > VERSION) {
      throw new IOException(
          "view state of version " + version + " (expected: up to " + VERSION + ")");
    }
    ViewState state = new ViewState();
    if (in.readBoolean()) {
      state.view = ViewTally.readView(in);
    }
    readTallies(in, state.open, state.view);
    readTallies(in, state.closed, state.view);
    state.usualErrorShare = in.readDouble();
    state.degradedSince = in.readLong();
    state.lastClosed = in.readLong();
    if (version > 1 && in.readBoolean()) {
      state.refused = new RefusedCallers();
      if (version < 5) {
        state.refused.readPlainInto(in);
      } else {
        state.refused.readInto(in, version);
      }
    }
    if (version > 2) {
      state.lastTold = in.readLong();
    }
    if (version > 3) {
      state.answered = in.readDouble();
    }
    if (version > 4) {
      state.lateVotes.readInto(in, version);
    }
    if (version > 5) {
      state.sweepAt = Varint.readTime(in, 0);
    }
    return state;
  }

  private static void writeTallies(DataOutput out, Map<Long, Tally> tallies, View view)
      throws IOException {
    Varint.write(out, tallies.size());
    for (Map.Entry<Long, Tally> entry : tallies.entrySet()) {
      out.writeLong(entry.getKey());
      entry.getValue().writeTo(out, view);
    }
  }

  private static void readTallies(DataInput in, Map<Long, Tally> tallies, View view)
      throws IOException {
    int size = Varint.readInt(in);
    for (int i = 0; i < size; i++) {
      long round = in.readLong();
      tallies.put(round, Tally.readFrom(in, view));
    }
  }
}
