package io.gatewatch.features.presence;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * When an agent calls, by hour of the day (UTC), working days and weekends apart: the share of the
 * slots of ten minutes (a mean over days, with a memory of about ten of each kind), and on which of
 * the last ten days it came in that hour at all, be it once. The second is for those who come by
 * the hour: of a job that fills one slot in six nothing can be said about the next slot, but much
 * about the next hour. A day is learned when it is over. 370 bytes.
 *
 * <p>Places of both kinds of day stand in one row: {@link #first} of a day, and the hour.
 */
final class WorkHours {
  static final long SLOT_MILLIS = 600_000;
  static final int SLOTS_AN_HOUR = 6;
  static final int HOURS = 24;
  static final int BOTH_KINDS = 2 * HOURS;
  private static final long SLOTS_A_DAY = 144;
  private static final int MEMORY_DAYS = 10;
  private static final int LAST_TEN = (1 << MEMORY_DAYS) - 1;
  private static final int MOST_IDLE_DAYS = 14;

  private final float[] shares = new float[BOTH_KINDS];
  private final short[] came = new short[BOTH_KINDS];
  private final byte[] days = new byte[BOTH_KINDS];
  private final byte[] today = new byte[HOURS];
  private long firstSlot = Long.MIN_VALUE;
  private long lastSlot = Long.MIN_VALUE;

  /** Number of the ten minutes that a moment lies in. */
  static long slot(long time) {
    return Math.floorDiv(time, SLOT_MILLIS);
  }

  /** Whether an hour begins with a slot. */
  static boolean beginsHour(long slot) {
    return Math.floorMod(slot, (long) SLOTS_AN_HOUR) == 0;
  }

  /** The first slot of the hour after that of a slot. */
  static long nextHour(long slot) {
    return (Math.floorDiv(slot, (long) SLOTS_AN_HOUR) + 1) * SLOTS_AN_HOUR;
  }

  /** Hour of the day of a slot, 0..23. */
  static int hour(long slot) {
    return (int) (Math.floorMod(slot, SLOTS_A_DAY) / SLOTS_AN_HOUR);
  }

  /**
   * Place of the first hour of a slot's kind of day: 0 from Monday to Friday, else 24. Days 2 and 3
   * after 1970-01-01 were a Saturday and a Sunday.
   */
  static int first(long slot) {
    return Math.floorMod(day(slot) - 2, 7L) < 2 ? HOURS : 0;
  }

  /** Notes that the agent called in a slot, later than the one before. */
  void see(long slot) {
    if (firstSlot == Long.MIN_VALUE) {
      firstSlot = slot;
    } else {
      learnDaysUntil(day(slot));
    }
    lastSlot = slot;
    today[hour(slot)]++;
  }

  private void learnDaysUntil(long day) {
    long from = Math.max(day(lastSlot), day - MOST_IDLE_DAYS);
    for (long d = from; d < day; d++) {
      for (int hour = 0; hour < HOURS; hour++) {
        learn(d * SLOTS_A_DAY + (long) hour * SLOTS_AN_HOUR);
      }
      Arrays.fill(today, (byte) 0);
    }
  }

  /** Learns an hour; of the agent's first day only those after its first are known. */
  private void learn(long slot) {
    if (slot >= firstSlot) {
      int hour = hour(slot);
      int place = first(slot) + hour;
      days[place] = (byte) Math.min(MEMORY_DAYS, days[place] + 1);
      shares[place] += ((float) today[hour] / SLOTS_AN_HOUR - shares[place]) / days[place];
      came[place] = (short) ((came[place] << 1 | (today[hour] > 0 ? 1 : 0)) & LAST_TEN);
    }
  }

  /** Share of the slots of an hour that have calls. */
  double share(int place) {
    return shares[place];
  }

  /** On how many of the last {@link #days} it came in an hour. */
  int came(int place) {
    return Integer.bitCount(came[place]);
  }

  /** Days that are known of an hour, ten at most. */
  int days(int place) {
    return days[place];
  }

  /** Slots with calls in an hour of the day of its last call. */
  int today(int hour) {
    return today[hour];
  }

  /** The last slot in which it called; Long.MIN_VALUE before the first. */
  long lastSlot() {
    return lastSlot;
  }

  /** Slots of its last call's day, up to that. */
  int slotsOfToday() {
    return (int) Math.floorMod(lastSlot, SLOTS_A_DAY) + 1;
  }

  /** What days of one kind have shown. */
  Attendance attendance(boolean weekend) {
    int first = weekend ? HOURS : 0;
    int known = 0;
    List<Integer> percent = new ArrayList<>(HOURS);
    for (int i = first; i < first + HOURS; i++) {
      known = Math.max(known, days[i]);
      percent.add(Math.round(100 * shares[i]));
    }
    return new Attendance(known, known == 0 ? List.of() : percent);
  }

  private static long day(long slot) {
    return Math.floorDiv(slot, SLOTS_A_DAY);
  }

  void writeTo(DataOutput out) throws IOException {
    for (int i = 0; i < BOTH_KINDS; i++) {
      out.writeByte(days[i]);
      if (days[i] > 0) {
        out.writeFloat(shares[i]);
        out.writeShort(came[i]);
      }
    }
    out.write(today);
    out.writeLong(firstSlot);
    out.writeLong(lastSlot);
  }

  /**
   * Reads a state.
   *
   * @param knowsHours whether it says on which days the agent came; else it came on as many at
   *     least as fill its share, since no hour has more than all its slots
   */
  void readInto(DataInput in, boolean knowsHours) throws IOException {
    for (int i = 0; i < BOTH_KINDS; i++) {
      days[i] = in.readByte();
      shares[i] = days[i] > 0 ? in.readFloat() : 0;
      came[i] = knowsHours && days[i] > 0 ? in.readShort() : (short) leastDays(i);
    }
    in.readFully(today);
    firstSlot = in.readLong();
    lastSlot = in.readLong();
  }

  /**
   * So many days as bits, spread evenly: days that it missed are not all forgotten first. The least
   * share of one day in ten is 1 / 60.
   */
  private int leastDays(int place) {
    int least = (int) StrictMath.ceil(shares[place] * days[place] - 0.1);
    int bits = 0;
    for (int day = 0; day < days[place]; day++) {
      boolean isOne = (day + 1) * least / days[place] > day * least / days[place];
      bits |= isOne ? 1 << day : 0;
    }
    return bits;
  }
}
