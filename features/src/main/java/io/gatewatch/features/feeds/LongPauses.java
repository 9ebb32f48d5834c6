package io.gatewatch.features.feeds;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The longest pauses of late, in milliseconds: each loses half in three weeks. */
final class LongPauses {
  private final long[] pauses;

  /** Remembers so many. */
  LongPauses(int count) {
    pauses = new long[count];
  }

  void add(long pause) {
    long next = pause;
    for (int i = 0; i < pauses.length; i++) {
      long kept = Math.max(pauses[i], next);
      next = Math.min(pauses[i], next);
      pauses[i] = kept;
    }
  }

  /** The shortest of those that are remembered; 0 while there are fewer. */
  long last() {
    return pauses[pauses.length - 1];
  }

  /** A day has passed. */
  void fade() {
    for (int i = 0; i < pauses.length; i++) {
      pauses[i] -= pauses[i] / 32;
    }
  }

  void writeTo(DataOutput out) throws IOException {
    for (long pause : pauses) {
      Varint.write(out, pause);
    }
  }

  void readInto(DataInput in) throws IOException {
    for (int i = 0; i < pauses.length; i++) {
      pauses[i] = Varint.read(in);
    }
  }
}
