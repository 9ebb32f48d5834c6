package io.gatewatch.features.evidence;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Fingerprints that were new within a day, with the hour of their coming: the last 64 at most, so
 * that nobody pushes himself out with a few throw-away names. 8 bytes each.
 */
final class Newcomers {
  private static final int MOST = 64;
  private static final int DAY_HOURS = 24;
  private static final long HOUR_MILLIS = 3_600_000L;

  private int[] fingerprints = new int[4];
  private int[] hours = new int[4];
  private int size;

  /** The oldest go first; what is older than a day goes anyway. */
  void add(int fingerprint, long time) {
    int over = 0;
    while (over < size && (hour(time) - hours[over] >= DAY_HOURS || size - over >= MOST)) {
      over++;
    }
    if (over > 0) {
      System.arraycopy(fingerprints, over, fingerprints, 0, size - over);
      System.arraycopy(hours, over, hours, 0, size - over);
      size -= over;
    }
    if (size == fingerprints.length) {
      fingerprints = Arrays.copyOf(fingerprints, 2 * size);
      hours = Arrays.copyOf(hours, 2 * size);
    }
    fingerprints[size] = fingerprint;
    hours[size++] = hour(time);
  }

  /** Whether this one came within the last day. */
  boolean has(int fingerprint, long time) {
    return has(fingerprint, time, DAY_HOURS);
  }

  /** Whether this one came within so many hours, at most a day. */
  boolean has(int fingerprint, long time, int within) {
    for (int i = 0; i < size; i++) {
      if (fingerprints[i] == fingerprint && hour(time) - hours[i] < within) {
        return true;
      }
    }
    return false;
  }

  /** How many came within so many hours, at most a day. */
  int since(long time, int within) {
    int young = 0;
    for (int i = 0; i < size; i++) {
      young += hour(time) - hours[i] < within ? 1 : 0;
    }
    return young;
  }

  private static int hour(long time) {
    return (int) Math.floorDiv(time, HOUR_MILLIS);
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.write(out, size);
    for (int i = 0; i < size; i++) {
      out.writeInt(fingerprints[i]);
      out.writeInt(hours[i]);
    }
  }

  void readInto(DataInput in) throws IOException {
    size = Varint.readInt(in);
    if (size > MOST) {
      throw new IOException("newcomers: " + size + " (at most " + MOST + ")");
    }
    fingerprints = new int[Math.max(4, size)];
    hours = new int[Math.max(4, size)];
    for (int i = 0; i < size; i++) {
      fingerprints[i] = in.readInt();
      hours[i] = in.readInt();
    }
  }
}
