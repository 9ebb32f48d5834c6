package io.gatewatch.features.evidence;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The last eight fingerprints that were new, with the hour of their coming. 64 bytes. */
final class Newcomers {
  private static final int MOST = 8;
  private static final int DAY_HOURS = 24;
  private static final long HOUR_MILLIS = 3_600_000L;

  private final int[] fingerprints = new int[MOST];
  private final int[] hours = new int[MOST];
  private int next;

  void add(int fingerprint, long time) {
    fingerprints[next] = fingerprint;
    hours[next] = hour(time);
    next = (next + 1) % MOST;
  }

  /** Whether this one came within the last day. */
  boolean has(int fingerprint, long time) {
    for (int i = 0; i < MOST; i++) {
      if (fingerprints[i] == fingerprint && hour(time) - hours[i] < DAY_HOURS) {
        return true;
      }
    }
    return false;
  }

  private static int hour(long time) {
    return (int) Math.floorDiv(time, HOUR_MILLIS);
  }

  void writeTo(DataOutput out) throws IOException {
    for (int i = 0; i < MOST; i++) {
      out.writeInt(fingerprints[i]);
      out.writeInt(hours[i]);
    }
    out.writeByte(next);
  }

  void readInto(DataInput in) throws IOException {
    for (int i = 0; i < MOST; i++) {
      fingerprints[i] = in.readInt();
      hours[i] = in.readInt();
    }
    next = in.readByte();
  }
}
