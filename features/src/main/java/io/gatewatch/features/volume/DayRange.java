package io.gatewatch.features.volume;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How high and how low a signal goes at each hour of the day (UTC): a new extreme counts at once,
 * an old one fades by a tenth of its distance a day. A job that runs at half past three each night
 * is usual at that hour and its neighbours, and nowhere else. An hour is learned when it is three
 * hours old, so that it is not held against its own beginning. 0.2 KB.
 */
final class DayRange {
  private static final int HOURS = 24;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final int AROUND = 1;
  private static final float FADE = 0.1f;

  private final float[] highest = new float[HOURS];
  private final float[] lowest = new float[HOURS];
  private final Hour ever = new Hour();
  private final Hour[] waiting = {new Hour(), new Hour(), new Hour()};
  private long now = Long.MIN_VALUE;
  private double high = Double.NaN;
  private double low = Double.NaN;

  DayRange() {
    Arrays.fill(highest, Float.NaN);
    Arrays.fill(lowest, Float.NaN);
  }

  /** One hour's extremes. */
  private static final class Hour {
    long hour = Long.MIN_VALUE;
    float highest = Float.NaN;
    float lowest = Float.NaN;

    void see(float value) {
      highest = Float.isNaN(highest) ? value : Math.max(highest, value);
      lowest = Float.isNaN(lowest) ? value : Math.min(lowest, value);
    }

    void writeTo(DataOutput out) throws IOException {
      out.writeLong(hour);
      out.writeFloat(highest);
      out.writeFloat(lowest);
    }

    void readInto(DataInput in) throws IOException {
      hour = in.readLong();
      highest = in.readFloat();
      lowest = in.readFloat();
    }
  }

  /** Looks up what is usual at a moment, epoch milliseconds; time does not go back. */
  void at(long time) {
    now = Math.max(now, Math.floorDiv(time, HOUR_MILLIS));
    for (Hour hour : waiting) {
      if (hour.hour != Long.MIN_VALUE && hour.hour < now - 2 * AROUND) {
        learn(hour);
        hour.hour = Long.MIN_VALUE;
      }
    }
    look();
  }

  private void learn(Hour hour) {
    int slot = slot(hour.hour);
    float up = hour.highest - highest[slot];
    float down = hour.lowest - lowest[slot];
    if (Float.isNaN(highest[slot])) {
      highest[slot] = hour.highest;
      lowest[slot] = hour.lowest;
    } else {
      highest[slot] += up > 0 ? up : FADE * up;
      lowest[slot] += down < 0 ? down : FADE * down;
    }
  }

  private static int slot(long hour) {
    return (int) Math.floorMod(hour, (long) HOURS);
  }

  private void look() {
    high = ever.highest;
    low = ever.lowest;
    int slot = slot(now);
    if (Float.isNaN(highest[slot])) {
      return; // nothing is known of this hour: what was ever seen has to do
    }
    high = highest[slot];
    low = lowest[slot];
    for (int i = slot - AROUND; i <= slot + AROUND; i++) {
      int other = Math.floorMod(i, HOURS);
      if (!Float.isNaN(highest[other])) {
        high = Math.max(high, highest[other]);
        low = Math.min(low, lowest[other]);
      }
    }
  }

  /** Highest that is usual at the moment looked up; NaN before the first value. */
  double high() {
    return high;
  }

  /** Lowest that is usual at the moment looked up; NaN before the first value. */
  double low() {
    return low;
  }

  /** Notes the value of that moment. */
  void see(double value) {
    ever.see((float) value);
    Hour open = waiting[(int) Math.floorMod(now, (long) waiting.length)];
    if (open.hour != now) {
      open.hour = now;
      open.highest = Float.NaN;
      open.lowest = Float.NaN;
    }
    open.see((float) value);
  }

  void writeTo(DataOutput out) throws IOException {
    for (int i = 0; i < HOURS; i++) {
      out.writeFloat(highest[i]);
      out.writeFloat(lowest[i]);
    }
    ever.writeTo(out);
    for (Hour hour : waiting) {
      hour.writeTo(out);
    }
    out.writeLong(now);
  }

  void readInto(DataInput in) throws IOException {
    for (int i = 0; i < HOURS; i++) {
      highest[i] = in.readFloat();
      lowest[i] = in.readFloat();
    }
    ever.readInto(in);
    for (Hour hour : waiting) {
      hour.readInto(in);
    }
    now = in.readLong();
  }
}
