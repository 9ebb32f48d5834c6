package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Counts that fade by the minute: with a life of T each is e<sup>−t/T</sup> of what it was t ago,
 * so at a steady pace it shows what comes in T. They fade when something is counted and at no other
 * time, so that looking at them earlier or oftener makes no difference. Five bytes each at most.
 *
 * <p>Each is full at 2<sup>24</sup>, up to where a float counts one by one: 194 calls a second for
 * a day, 16 GB in an hour. What is full is far above all that is usual.
 */
final class FadingCounts {
  static final int HOUR = 60;
  static final int DAY = 24 * 60;
  private static final float MOST = 1 << 24;
  private static final long MINUTE_MILLIS = 60_000;

  private final int[] lives;
  private final float[] counts;
  private int minute;

  /** Counts of such lives, in minutes. */
  FadingCounts(int... lives) {
    this.lives = lives.clone();
    this.counts = new float[lives.length];
  }

  /** Lets what was counted fade until a moment, before more is counted. */
  void fade(long time) {
    int now = (int) Math.floorDiv(time, MINUTE_MILLIS);
    if (now <= minute) {
      return;
    }
    double passed = (double) now - minute;
    int life = 0;
    float kept = 1;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        kept = lives[i] == life ? kept : (float) StrictMath.exp(-passed / lives[i]);
        life = lives[i];
        counts[i] = counts[i] * kept < 0.001f ? 0 : counts[i] * kept;
      }
    }
    minute = now;
  }

  void add(int count, int amount) {
    counts[count] = Math.min(MOST, counts[count] + amount);
  }

  double get(int count) {
    return counts[count];
  }

  /** What would be left of a count at a moment. */
  double left(int count, long time) {
    double passed = (double) Math.floorDiv(time, MINUTE_MILLIS) - minute;
    return counts[count] * StrictMath.exp(-Math.max(0, passed) / lives[count]);
  }

  /** The minute since 1970 of the last {@link #fade}; 0 before the first. */
  int minute() {
    return minute;
  }

  /** Keeps them in whole numbers. */
  void round() {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Math.round(counts[i]);
    }
  }

  void writeTo(DataOutput out, long near) throws IOException {
    Varint.writeTime(out, minute, Math.floorDiv(near, MINUTE_MILLIS));
    for (float count : counts) {
      Varint.writeFloat(out, count);
    }
  }

  void readInto(DataInput in, long near) throws IOException {
    minute = (int) Varint.readTime(in, Math.floorDiv(near, MINUTE_MILLIS));
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Varint.readFloat(in);
    }
  }
}
