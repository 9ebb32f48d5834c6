package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How regularly calls come: the mean of the logarithm ({@link Octaves}) of the gap between one call
 * and the next, in ms, and its mean absolute deviation D from it, both with a memory of 32 gaps.
 * The regularity is 2<sup>−D</sup>: 1 of a metronome, about 0.4 of calls at random moments, near 0
 * of bursts with long pauses between. A dozen bytes.
 */
final class Gaps {
  private static final int MEMORY = 32;
  private static final int FEWEST = 8;

  private long last = Long.MIN_VALUE;
  private int known;
  private float mean;
  private float deviation;

  /** A call has come, at a time that never goes back. */
  void meet(long time) {
    if (last != Long.MIN_VALUE) {
      float gap = Octaves.of(Math.max(1, time - last));
      known = Math.min(MEMORY, known + 1);
      float off = gap - mean;
      mean += off / known;
      // The first gap is all that is known: it is no deviation from anything.
      deviation += known == 1 ? 0 : (Math.abs(off) - deviation) / known;
    }
    last = time;
  }

  /** Whether the regularity is worth a word. */
  boolean areKnown() {
    return known >= FEWEST;
  }

  /** In 0..1; 0 while fewer than eight gaps are known. */
  double regularity() {
    return areKnown() ? Octaves.power(-deviation) : 0;
  }

  /** After a long pause the beat begins anew. */
  void forget() {
    last = Long.MIN_VALUE;
    known = 0;
    mean = 0;
    deviation = 0;
  }

  void writeTo(DataOutput out, long near) throws IOException {
    Varint.writeTime(out, last, near);
    Varint.write(out, known);
    if (known > 0) {
      Varint.writeFloat(out, mean);
      Varint.writeFloat(out, deviation);
    }
  }

  void readInto(DataInput in, long near) throws IOException {
    last = Varint.readTime(in, near);
    known = Varint.readInt(in);
    mean = known > 0 ? Varint.readFloat(in) : 0;
    deviation = known > 0 ? Varint.readFloat(in) : 0;
  }
}
