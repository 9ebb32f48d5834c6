package io.gatewatch.features.evidence;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Hits and trials by the hour of the day (UTC), with a memory of about a week of visits to each
 * hour. Each is kept to 2 ‰, so that two bytes hold it: 6 to 102 bytes.
 */
final class DayProfile {
  private static final int HOURS = 24;
  private static final float KEEP = 1 - 1 / 7f;
  private static final int DROPPED = 15;

  private final float[] hits = new float[HOURS];
  private final float[] trials = new float[HOURS];

  void learn(int hour, double moreHits, double moreTrials) {
    hits[hour] = rounded(hits[hour] * KEEP + (float) moreHits);
    trials[hour] = rounded(trials[hour] * KEEP + (float) moreTrials);
  }

  /** To eight bits behind the first: in memory too, so that what is stored and read is the same. */
  private static float rounded(float number) {
    int half = 1 << (DROPPED - 1);
    return Float.intBitsToFloat((Float.floatToIntBits(number) + half) & -(1 << DROPPED));
  }

  /** Hits in this hour and its neighbours. */
  double hits(int hour) {
    return around(hits, hour);
  }

  /** Trials in this hour and its neighbours. */
  double trials(int hour) {
    return around(trials, hour);
  }

  private static double around(float[] numbers, int hour) {
    return (double) numbers[Math.floorMod(hour - 1, HOURS)]
        + numbers[hour]
        + numbers[Math.floorMod(hour + 1, HOURS)];
  }

  void writeTo(DataOutput out) throws IOException {
    write(out, hits);
    write(out, trials);
  }

  /** Hours that hold something, as bits, then those. */
  private static void write(DataOutput out, float[] numbers) throws IOException {
    int filled = 0;
    for (int i = 0; i < HOURS; i++) {
      filled |= numbers[i] == 0 ? 0 : 1 << i;
    }
    out.writeByte(filled);
    out.writeShort(filled >> 8);
    for (float number : numbers) {
      if (number != 0) {
        out.writeShort(Float.floatToIntBits(number) >>> DROPPED);
      }
    }
  }

  void readInto(DataInput in) throws IOException {
    read(in, hits);
    read(in, trials);
  }

  private static void read(DataInput in, float[] numbers) throws IOException {
    int filled = in.readUnsignedByte();
    filled |= in.readUnsignedShort() << 8;
    for (int i = 0; i < HOURS; i++) {
      if (((filled >> i) & 1) != 0) {
        numbers[i] = Float.intBitsToFloat(in.readUnsignedShort() << DROPPED);
      }
    }
  }

  /** As in histories of versions 3 and 4. */
  void readPlainInto(DataInput in) throws IOException {
    for (int i = 0; i < HOURS; i++) {
      hits[i] = rounded(in.readFloat());
      trials[i] = rounded(in.readFloat());
    }
  }
}
