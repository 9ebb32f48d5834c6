package io.gatewatch.features.feeds;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The usual height of some shares at each of the 24 hours of the day (UTC): the highest mean of
 * that hour in the last whole week, or half-way down to it from what was usual before. What is seen
 * in a week counts from the next one on, so that a loss which creeps does not become usual as it
 * comes. 8 bytes a share and hour.
 */
final class DayShares {
  private static final int HOURS = 24;
  private static final int DAYS_TO_LEARN = 7;
  private static final long WEEK_HOURS = 168;

  private final float[][] usual;
  private final float[][] thisWeek;
  private final byte[] days = new byte[HOURS];

  DayShares(int shares) {
    usual = new float[HOURS][shares];
    thisWeek = new float[HOURS][shares];
    for (int h = 0; h < HOURS; h++) {
      Arrays.fill(usual[h], Float.NaN);
      Arrays.fill(thisWeek[h], Float.NaN);
    }
  }

  /** Whether an hour of the day was seen on seven days. */
  boolean isKnown(long hour) {
    return days[slot(hour)] >= DAYS_TO_LEARN;
  }

  /** The highest usual share of an hour of the day and its neighbours; NaN when none is known. */
  double at(long hour, int share) {
    float own = usual[slot(hour)][share];
    return higher(own, higher(usual[slot(hour - 1)][share], usual[slot(hour + 1)][share]));
  }

  /** Sees the mean of a share in an hour. */
  void see(long hour, int share, double mean) {
    float[] ofHour = thisWeek[slot(hour)];
    ofHour[share] = higher(ofHour[share], (float) mean);
  }

  /** From now on this is usual at every hour. */
  void adopt(int share, double mean) {
    for (float[] ofHour : usual) {
      ofHour[share] = (float) mean;
    }
  }

  /** An hour has ended, in which something was seen or nothing, and another has begun. */
  void turn(long ended, boolean seenThen, long begun) {
    if (seenThen) {
      days[slot(ended)] = (byte) Math.min(DAYS_TO_LEARN, days[slot(ended)] + 1);
    }
    if (Math.floorDiv(begun, WEEK_HOURS) == Math.floorDiv(ended, WEEK_HOURS)) {
      return;
    }
    for (int h = 0; h < HOURS; h++) {
      for (int i = 0; i < usual[h].length; i++) {
        float seen = thisWeek[h][i];
        float before = usual[h][i];
        usual[h][i] = Float.isNaN(seen) ? before : higher(seen, (before + seen) / 2);
      }
      Arrays.fill(thisWeek[h], Float.NaN);
    }
  }

  private static float higher(float a, float b) {
    return Float.isNaN(a) || b > a ? b : a;
  }

  private static int slot(long hour) {
    return (int) Math.floorMod(hour, (long) HOURS);
  }

  void writeTo(DataOutput out) throws IOException {
    for (int h = 0; h < HOURS; h++) {
      out.writeByte(days[h]);
      for (int i = 0; i < usual[h].length; i++) {
        out.writeFloat(usual[h][i]);
        out.writeFloat(thisWeek[h][i]);
      }
    }
  }

  /** Reads the first so many shares; the others stay unknown. */
  void readInto(DataInput in, int shares) throws IOException {
    for (int h = 0; h < HOURS; h++) {
      days[h] = in.readByte();
      for (int i = 0; i < shares; i++) {
        usual[h][i] = in.readFloat();
        thisWeek[h][i] = in.readFloat();
      }
    }
  }
}
