package io.gatewatch.features.presence;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * In which slots of ten minutes an agent calls: the share of them, for each hour of the day (UTC),
 * working days and weekends apart. A mean over days, with a memory of about ten of each kind. A day
 * is learned when it is over. 270 bytes.
 */
final class WorkHours {
  static final long SLOT_MILLIS = 600_000;
  private static final int SLOTS_AN_HOUR = 6;
  private static final int HOURS = 24;
  private static final int HOURS_OF_A_WEEK = 2 * HOURS;
  private static final int MEMORY_DAYS = 10;
  private static final int MOST_IDLE_DAYS = 14;
  private static final long SLOTS_A_DAY = 144;
  private static final double SELDOM = 0.1;
  private static final double BY_CHANCE = 1e-4;
  private static final int ENOUGH_DAYS = 3;
  private static final int HOURS_FROM_WORK = 3;
  private static final double ALWAYS = 0.8;
  private static final int HOURS_THAT_COUNT_AS_A_DAY = 6;

  private final float[] shares = new float[HOURS_OF_A_WEEK];
  private final byte[] days = new byte[HOURS_OF_A_WEEK];
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
        learn(d, hour);
      }
      Arrays.fill(today, (byte) 0);
    }
  }

  /** Of the agent's first day only the hours after its first are known. */
  private void learn(long day, int hour) {
    if (day * SLOTS_A_DAY + (long) hour * SLOTS_AN_HOUR >= firstSlot) {
      int index = index(day, hour);
      days[index] = (byte) Math.min(MEMORY_DAYS, days[index] + 1);
      shares[index] += ((float) today[hour] / SLOTS_AN_HOUR - shares[index]) / days[index];
    }
  }

  /**
   * Probability that the agent calls in a slot, as far as days have shown it: k days that all had
   * calls there make it k / (k + 1). The least of its hour and its neighbours, since clocks change.
   * 0 when no such day was seen. Of an agent that comes at all hours, each of them speaks for the
   * others.
   */
  double expected(long slot) {
    int first = index(day(slot), 0);
    int hour = hour(slot);
    double always = atAllHours(first);
    if (always > 0) {
      int known = alike(first);
      return always * known / (known + 1.0);
    }
    double least = 1;
    for (int h = hour - 1; h <= hour + 1; h++) {
      int index = first + Math.floorMod(h, HOURS);
      least = Math.min(least, shares[index] * days[index] / (days[index] + 1.0));
    }
    return least;
  }

  /** Whether there are hours in which it is expected at all: none on its first day. */
  boolean expectsAny() {
    for (float share : shares) {
      if (share > 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * How many days of this kind have shown what is usual in a slot's hour; of an agent that comes at
   * all hours, six hours are worth a day.
   */
  int daysKnown(long slot) {
    int first = index(day(slot), 0);
    return atAllHours(first) > 0 ? alike(first) : days[first + hour(slot)];
  }

  private int alike(int first) {
    int hours = 0;
    for (int h = 0; h < HOURS; h++) {
      hours += days[first + h];
    }
    return hours / HOURS_THAT_COUNT_AS_A_DAY;
  }

  /** The least share of all hours, when it is high in each of them; else 0. */
  private double atAllHours(int first) {
    double least = 1;
    for (int h = 0; h < HOURS; h++) {
      least = Math.min(least, days[first + h] == 0 ? 0 : shares[first + h]);
    }
    return least < ALWAYS ? 0 : least;
  }

  /**
   * Whether an agent that keeps hours is seldom there in a slot's hour and its two neighbours, as
   * at least three days of this kind have shown. While fewer of them are known, days of the other
   * kind speak too, but only about hours that lie three hours or more from all in which they work:
   * a first Saturday may be longer than a Friday, but hardly goes on until three in the morning.
   */
  boolean isQuiet(long slot) {
    int own = index(day(slot), 0);
    int hour = hour(slot);
    if (days[own + hour] >= ENOUGH_DAYS) {
      return isQuiet(own, hour, 1);
    }
    int other = HOURS - own;
    boolean known = days[own + hour] + days[other + hour] >= ENOUGH_DAYS;
    return known
        && isQuiet(other, hour, HOURS_FROM_WORK)
        && (days[own + hour] == 0 || isSeldom(own, hour, 1));
  }

  /** Seldom there, and not by chance: were its calls spread evenly, once in ten thousand. */
  private boolean isQuiet(int first, int hour, int around) {
    int slots = (2 * around + 1) * SLOTS_AN_HOUR * days[first + hour];
    return isSeldom(first, hour, around)
        && StrictMath.pow(1 - Math.min(1, mean(first)), slots) < BY_CHANCE;
  }

  /** Less than a tenth, and than a quarter of its mean. */
  private boolean isSeldom(int first, int hour, int around) {
    double most = 0;
    for (int h = hour - around; h <= hour + around; h++) {
      most = Math.max(most, shares[first + Math.floorMod(h, HOURS)]);
    }
    return most < Math.min(SELDOM, mean(first) / 4);
  }

  private double mean(int first) {
    double sum = 0;
    for (int h = 0; h < HOURS; h++) {
      sum += shares[first + h];
    }
    return sum / HOURS;
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

  private static int hour(long slot) {
    return (int) (Math.floorMod(slot, SLOTS_A_DAY) / SLOTS_AN_HOUR);
  }

  /** Days 2 and 3 after 1970-01-01 were a Saturday and a Sunday. */
  private static int index(long day, int hour) {
    long weekday = Math.floorMod(day - 2, 7L);
    return (weekday < 2 ? HOURS : 0) + hour;
  }

  void writeTo(DataOutput out) throws IOException {
    for (int i = 0; i < HOURS_OF_A_WEEK; i++) {
      out.writeByte(days[i]);
      if (days[i] > 0) {
        out.writeFloat(shares[i]);
      }
    }
    out.write(today);
    out.writeLong(firstSlot);
    out.writeLong(lastSlot);
  }

  void readInto(DataInput in) throws IOException {
    for (int i = 0; i < HOURS_OF_A_WEEK; i++) {
      days[i] = in.readByte();
      shares[i] = days[i] > 0 ? in.readFloat() : 0;
    }
    in.readFully(today);
    firstSlot = in.readLong();
    lastSlot = in.readLong();
  }
}
