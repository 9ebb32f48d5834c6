package io.gatewatch.detectors.judge;

import io.gatewatch.detectors.Severity;
import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A finding that lasts: from its first crossing until five minutes without one. Told at once, again
 * when another 1, 2, 4, 8, 16 and 32 s have passed, then once a minute, or when it becomes graver.
 * A finding is told the moment its threshold is crossed, when least is known of it; in a flood the
 * evidence doubles within a second, and who must act on it hears so. 30 bytes.
 */
final class Episode {
  private static final long ENDS_AFTER_MILLIS = 300_000;
  private static final long TELL_EVERY_MILLIS = 60_000;
  private static final long TELL_FIRST_MILLIS = 1_000;
  private static final int TELL_DOUBLINGS = 6;

  private final long firstRound;
  private long lastSeen;
  private long lastTold;
  private int sequence;
  private Severity told;

  private Episode(long firstRound, long lastSeen, long lastTold, int sequence, Severity told) {
    this.firstRound = firstRound;
    this.lastSeen = lastSeen;
    this.lastTold = lastTold;
    this.sequence = sequence;
    this.told = told;
  }

  static Episode begin(long round, long time, Severity severity) {
    return new Episode(round, time, time, 0, severity);
  }

  boolean over(long time) {
    return time - lastSeen > ENDS_AFTER_MILLIS;
  }

  /** Sees the finding again; true when it is worth telling again. */
  boolean again(long time, Severity severity) {
    long pause = TELL_FIRST_MILLIS << Math.min(sequence, TELL_DOUBLINGS);
    return again(time, severity, Math.min(TELL_EVERY_MILLIS, pause));
  }

  /** The same, for a finding that is told less often. */
  boolean again(long time, Severity severity, long tellEveryMillis) {
    lastSeen = time;
    if (time - lastTold < tellEveryMillis && severity.compareTo(told) <= 0) {
      return false;
    }
    lastTold = time;
    told = severity.compareTo(told) > 0 ? severity : told;
    sequence++;
    return true;
  }

  /** Goes on without being told: nothing new is known of it. */
  void keep(long time) {
    lastSeen = time;
  }

  long firstRound() {
    return firstRound;
  }

  int sequence() {
    return sequence;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(firstRound);
    out.writeLong(lastSeen);
    out.writeLong(lastTold);
    Varint.write(out, sequence);
    out.writeByte(told.ordinal());
  }

  static Episode readFrom(DataInput in) throws IOException {
    return new Episode(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        Varint.readInt(in),
        Severity.values()[in.readByte()]);
  }
}
