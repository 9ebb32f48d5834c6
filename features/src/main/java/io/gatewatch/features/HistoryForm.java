package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The stored form of a {@link History}, version 4; those of before stay readable. */
final class HistoryForm {
  private static final int VERSION = 4;

  private HistoryForm() {}

  static void write(History history, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeBoolean(history.agent);
    out.writeLong(history.firstSeen);
    Varint.write(out, history.busyMinutes);
    Varint.write(out, history.frozenMinutes);
    history.usage.writeTo(out);
    for (double level : history.levels) {
      out.writeDouble(level);
    }
    out.writeBoolean(history.who != null);
    if (history.who != null) {
      history.who.writeTo(out);
    }
    history.objects.writeTo(out);
    history.routes.writeTo(out);
    history.objects.writeKeyTo(out);
    if (history.agent) {
      history.evidence.writeTo(out);
      history.presence.writeTo(out);
      history.consents.writeTo(out);
    } else {
      out.writeLong(history.sweepAt);
    }
    history.use.writeTo(out);
    history.usage.writeWaitingTo(out);
    out.writeBoolean(history.probes != null);
    if (history.probes != null) {
      history.probes.writeTo(out);
    }
  }

  static History read(DataInput in) throws IOException {
    int version = in.readByte();
    if (version < 1 || version > VERSION) {
      throw new IOException("history of version " + version + " (expected: up to " + VERSION + ")");
    }
    History history = new History(in.readBoolean());
    history.firstSeen = in.readLong();
    history.busyMinutes = Varint.readInt(in);
    history.frozenMinutes = Varint.readInt(in);
    history.usage.readInto(in);
    for (int i = 0; i < history.levels.length; i++) {
      history.levels[i] = in.readDouble();
    }
    if (in.readBoolean()) {
      history.who = Who.readFrom(in);
    }
    history.objects.readInto(in);
    history.routes.readInto(in);
    if (version > 1) {
      history.objects.readKeyInto(in);
    }
    if (version > 2 && history.agent) {
      history.evidence.readInto(in, version > 3);
    }
    if (version > 3) {
      readSinceFour(history, in);
    } else if (!history.agent) {
      history.sweepAt = history.firstSeen + History.SOURCE_LIVES_MILLIS;
    }
    return history;
  }

  private static void readSinceFour(History history, DataInput in) throws IOException {
    if (history.agent) {
      history.presence.readInto(in);
      history.consents.readInto(in);
    } else {
      history.sweepAt = in.readLong();
    }
    history.use.readInto(in);
    history.usage.readWaitingInto(in);
    if (in.readBoolean()) {
      history.probes = ProbeTrail.readFrom(in);
    }
  }
}
