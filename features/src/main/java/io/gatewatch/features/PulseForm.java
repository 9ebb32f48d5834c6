package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The stored form of a {@link Pulse}, version 5; those of before stay readable. */
final class PulseForm {
  private static final int VERSION = 5;

  private PulseForm() {}

  static void write(Pulse pulse, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    Varint.writeTime(out, pulse.now, 0);
    long now = near(pulse);
    for (long time : pulse.observedAt) {
      Varint.writeTime(out, time, now);
    }
    out.writeBoolean(pulse.unobserved);
    pulse.minute.writeTo(out, now);
    pulse.five.writeTo(out, now);
    pulse.use.writeTo(out);
    writeRings(pulse, out);
    Varint.writeTime(out, pulse.turnedAwayAt, now);
    pulse.late.writeTo(out, now);
    pulse.gaps.writeTo(out, now);
  }

  private static void writeRings(Pulse pulse, DataOutput out) throws IOException {
    Varint.writeRing(out, pulse.callIds, pulse.callIdAt);
    Varint.writeRing(out, pulse.nextIds, pulse.nextIdAt);
    Varint.writeRing(out, pulse.claims, pulse.claimAt);
    Varint.write(out, pulse.repeats);
    if (pulse.repeats > 0) {
      out.writeLong(pulse.lastCall);
    }
  }

  /** Of a pulse that rests, what it may hold more or less of. */
  static void writeLasting(Pulse pulse, DataOutput out) throws IOException {
    writeRings(pulse, out);
    pulse.late.writeTo(out, near(pulse));
  }

  /** What most of its times are near to. */
  private static long near(Pulse pulse) {
    return Math.max(0, pulse.now);
  }

  static Pulse read(DataInput in) throws IOException {
    int version = in.readByte();
    if (version < 1 || version > VERSION) {
      throw new IOException("pulse of version " + version + " (expected: up to " + VERSION + ")");
    }
    return version < 4 ? readPlain(in, version) : read(in, version);
  }

  private static Pulse read(DataInput in, int version) throws IOException {
    Pulse pulse = new Pulse();
    pulse.now = Varint.readTime(in, 0);
    long now = near(pulse);
    for (int i = 0; i < pulse.observedAt.length; i++) {
      pulse.observedAt[i] = Varint.readTime(in, now);
    }
    pulse.unobserved = in.readBoolean();
    pulse.minute.readInto(in, now);
    pulse.five.readInto(in, now);
    pulse.use.readInto(in, version);
    pulse.callIdAt = Varint.readRing(in, pulse.callIds);
    pulse.nextIdAt = Varint.readRing(in, pulse.nextIds);
    pulse.claimAt = Varint.readRing(in, pulse.claims);
    pulse.repeats = Varint.readInt(in);
    pulse.lastCall = pulse.repeats > 0 ? in.readLong() : 0;
    pulse.turnedAwayAt = Varint.readTime(in, now);
    pulse.late.readInto(in, now);
    if (version > 4) {
      pulse.gaps.readInto(in, now);
    }
    return pulse;
  }

  /** Of versions 1 to 3. */
  private static Pulse readPlain(DataInput in, int version) throws IOException {
    Pulse pulse = new Pulse();
    pulse.now = in.readLong();
    for (int i = 0; i < (version == 1 ? 1 : pulse.observedAt.length); i++) {
      pulse.observedAt[i] = in.readLong();
    }
    pulse.unobserved = in.readBoolean();
    pulse.minute.readPlainInto(in);
    pulse.five.readPlainInto(in);
    pulse.use.readInto(in, version);
    for (int i = 0; i < pulse.callIds.length; i++) {
      long id = in.readLong();
      pulse.callIds[i] = id == 0 ? 0 : Fingerprint.half(id);
    }
    pulse.callIdAt = in.readByte();
    for (int i = 0; i < pulse.nextIds.length; i++) {
      pulse.nextIds[i] = in.readInt();
    }
    pulse.nextIdAt = in.readByte();
    for (int i = 0; i < pulse.claims.length; i++) {
      pulse.claims[i] = in.readInt();
    }
    pulse.claimAt = in.readByte();
    pulse.lastCall = in.readLong();
    pulse.repeats = Varint.readInt(in);
    if (version > 2) {
      pulse.turnedAwayAt = in.readLong();
    }
    return pulse;
  }
}
