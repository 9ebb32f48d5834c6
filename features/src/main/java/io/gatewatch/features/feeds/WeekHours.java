package io.gatewatch.features.feeds;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How a feed speaks in each of the 168 hours of the week (UTC): how often it spoke up, and the
 * longest pause inside the hour, with a memory of about four weeks. About 0.7 KB.
 */
final class WeekHours {
  private static final int SLOTS = 168;
  private static final int UNIT = 16;
  private static final int MAX_VISITS = 8;
  private static final int SHORTEST_PAUSE_SECONDS = 10;

  private final int[] runs = new int[SLOTS];
  private final int[] longest = new int[SLOTS];
  private final byte[] visits = new byte[SLOTS];
  private final boolean[] skipped = new boolean[SLOTS];

  /**
   * Learns an hour that was listened to.
   *
   * @param hour since 1970
   * @param runsInHour how often the feed spoke up in it
   * @param pauseMillis the longest pause inside it
   * @param improbable such an hour is learned only when the same hour of the week before was one
   */
  void learn(long hour, int runsInHour, long pauseMillis, boolean improbable) {
    int slot = slot(hour);
    if (improbable && !skipped[slot]) {
      skipped[slot] = true;
      return;
    }
    skipped[slot] = false;
    int seconds = (int) Math.max(SHORTEST_PAUSE_SECONDS, pauseMillis / 1000);
    int before = visits[slot] == 0 ? seconds : longest[slot];
    longest[slot] = Math.max(seconds, before - (before - seconds) / 4);
    runs[slot] = runs[slot] * 3 / 4 + UNIT * runsInHour;
    visits[slot] = (byte) Math.min(MAX_VISITS, visits[slot] + 1);
  }

  /** Learns that a pause inside an hour that is learned already was longer than it seemed. */
  void stretch(long hour, long pauseMillis) {
    int slot = slot(hour);
    if (visits[slot] > 0 && !skipped[slot]) {
      longest[slot] = (int) Math.max(longest[slot], pauseMillis / 1000);
    }
  }

  /** How many hours were learned, up to eight of each hour of the week. */
  int learned() {
    int sum = 0;
    for (byte ofHour : visits) {
      sum += ofHour;
    }
    return sum;
  }

  /** The least hazard of an hour and its neighbours, per second; 0 while one is unknown. */
  double hazard(long hour) {
    double own = hazardOf(slot(hour));
    return Math.min(own, Math.min(hazardOf(slot(hour - 1)), hazardOf(slot(hour + 1))));
  }

  private double hazardOf(int slot) {
    if (visits[slot] == 0 || runs[slot] == 0) {
      return 0;
    }
    double known = visits[slot] / (visits[slot] + 1.0);
    return known * StrictMath.log1p((double) runs[slot] / UNIT) / longest[slot];
  }

  /** The longest pause that is usual in an hour and its neighbours, in milliseconds. */
  long longestMillis(long hour) {
    int own = longest[slot(hour)];
    return 1000L * Math.max(own, Math.max(longest[slot(hour - 1)], longest[slot(hour + 1)]));
  }

  private static int slot(long hour) {
    return (int) Math.floorMod(hour, (long) SLOTS);
  }

  void writeTo(DataOutput out) throws IOException {
    for (int i = 0; i < SLOTS; i++) {
      Varint.write(out, runs[i]);
      Varint.write(out, longest[i]);
      out.writeByte(visits[i] | (skipped[i] ? 0x80 : 0));
    }
  }

  void readInto(DataInput in) throws IOException {
    for (int i = 0; i < SLOTS; i++) {
      runs[i] = Varint.readInt(in);
      longest[i] = Varint.readInt(in);
      byte packed = in.readByte();
      visits[i] = (byte) (packed & 0x7f);
      skipped[i] = packed < 0;
    }
  }
}
