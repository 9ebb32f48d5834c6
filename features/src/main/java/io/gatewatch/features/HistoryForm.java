package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The stored form of a {@link History}, version 9; those of before stay readable. */
final class HistoryForm {
  private static final int VERSION = 9;

  private HistoryForm() {}

  static void write(History history, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    int flags = history.agent ? 1 : 0;
    flags += (history.who == null ? 0 : 2) + (history.probes == null ? 0 : 4);
    out.writeByte(flags);
    Varint.writeTime(out, history.firstSeen, 0);
    Varint.write(out, history.busyMinutes);
    history.freeze.writeTo(out);
    history.usage.writeTo(out);
    for (double level : history.levels) {
      Varint.writeDouble(out, level);
    }
    if (history.who != null) {
      history.who.writeShortTo(out);
    }
    history.objects.writeTo(out);
    history.routes.writeTo(out);
    history.use.writeTo(out);
    if (history.probes != null) {
      history.probes.writeTo(out);
    }
    if (history.agent) {
      history.evidence.writeTo(out);
      history.presence.writeTo(out);
      history.consents.writeTo(out);
      history.groups.writeTo(out, Math.max(0, history.firstSeen));
    } else {
      Varint.writeTime(out, history.sweepAt, Math.max(0, history.firstSeen));
    }
    history.paths.writeTo(out);
    if (history.agent) {
      history.style.writeTo(out, Math.max(0, history.firstSeen));
      history.origins.writeTo(out, Math.max(0, history.firstSeen));
    }
  }

  static History read(DataInput in) throws IOException {
    int version = in.readByte();
    if (version < 1 || version > VERSION) {
      throw new IOException("history of version " + version + " (expected: up to " + VERSION + ")");
    }
    History history = version < 5 ? readPlain(in, version) : readShort(in, version);
    if (version < 6 && !history.agent && history.who != null) {
      // It was not asked then whether a source had come to rest.
      history.sweepAt = Math.min(history.sweepAt, history.firstSeen + SourceRest.AFTER_MILLIS);
    }
    return history;
  }

  private static History readShort(DataInput in, int version) throws IOException {
    int flags = in.readByte();
    History history = new History((flags & 1) != 0);
    history.firstSeen = Varint.readTime(in, 0);
    history.busyMinutes = Varint.readInt(in);
    history.freeze.readInto(in);
    history.usage.readInto(in);
    for (int i = 0; i < history.levels.length; i++) {
      history.levels[i] = Varint.readDouble(in);
    }
    history.who = (flags & 2) == 0 ? null : Who.readShort(in);
    history.objects.readInto(in, version);
    history.routes.readInto(in, version);
    history.use.readInto(in);
    history.probes = (flags & 4) == 0 ? null : ProbeTrail.readFrom(in);
    if (history.agent) {
      history.evidence.readInto(in, version);
      history.presence.readInto(in, version > 5);
      history.consents.readInto(in, version);
      history.groups.readInto(in, Math.max(0, history.firstSeen), version);
    } else {
      history.sweepAt = Varint.readTime(in, Math.max(0, history.firstSeen));
    }
    history.paths = UsedPaths.readFrom(in, history.agent);
    if (version > 6 && history.agent) {
      history.style.readInto(in, Math.max(0, history.firstSeen));
      history.origins.readInto(in, Math.max(0, history.firstSeen), version);
    }
    return history;
  }

  /** Of versions 1 to 4. */
  private static History readPlain(DataInput in, int version) throws IOException {
    History history = new History(in.readBoolean());
    history.firstSeen = in.readLong();
    history.busyMinutes = Varint.readInt(in);
    history.freeze.readInto(in);
    history.usage.readPlainInto(in);
    for (int i = 0; i < history.levels.length; i++) {
      history.levels[i] = in.readDouble();
    }
    if (in.readBoolean()) {
      history.who = Who.readFrom(in);
    }
    history.objects.readInto(in, version);
    history.routes.readInto(in, version);
    if (version > 1) {
      history.objects.readKeyInto(in);
    }
    if (version > 2 && history.agent) {
      history.evidence.readInto(in, version);
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
      history.presence.readInto(in, false);
      history.consents.readPlainInto(in);
    } else {
      history.sweepAt = in.readLong();
    }
    history.use.readPlainInto(in);
    history.usage.readWaitingInto(in);
    if (in.readBoolean()) {
      history.probes = ProbeTrail.readFrom(in);
    }
  }
}
