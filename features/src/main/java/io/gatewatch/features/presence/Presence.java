package io.gatewatch.features.presence;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Whether an agent is there when it usually is, and only then. A silence is measured in <i>missed
 * slots</i>: the sum over its slots of ten minutes of the probability that the agent calls in them,
 * so that nights weigh nothing where nights are quiet. 0.3 KB.
 *
 * <p>A silence is news when it is improbable (the product of 1 − probability over its slots is
 * below one in a million), and has missed at least twice what the second longest silence of late
 * did. Slots of one silence are not independent, hence the second condition; and little is known of
 * long silences after a few days, hence the third: 6 + 24 / days missed slots.
 */
public final class Presence {
  private static final double IMPROBABLE = StrictMath.log(1e6);
  private static final double TIMES_USUAL = 2;
  private static final double LEAST_MISSED = 6;
  private static final double UNKNOWN_MISSED = 24;
  private static final long LONGEST_SLOTS = 7 * 144;

  /** Silences lose a tenth a day of what they missed. */
  private static final double KEEP_A_DAY = 0.9;

  private static final long HOUR_MILLIS = 3_600_000;
  private static final int OFF_TOGETHER = 36;

  private final WorkHours hours = new WorkHours();
  private long lastSlot = Long.MIN_VALUE;
  private float longest;
  private float second;
  private int offSlots;
  private long offSlot;
  private long checkAt = Long.MAX_VALUE;

  /** Notes a call. */
  public void see(long time) {
    long slot = WorkHours.slot(time);
    if (slot == lastSlot) {
      return;
    }
    if (lastSlot != Long.MIN_VALUE) {
      learnSilence(slot);
    }
    hours.see(slot);
    seeHour(slot);
    lastSlot = slot;
    checkAt = checkAt == Long.MAX_VALUE ? newsAt() : checkAt;
  }

  private void learnSilence(long slot) {
    double fade = StrictMath.pow(KEEP_A_DAY, (slot - lastSlot) / 144.0);
    longest *= (float) fade;
    second *= (float) fade;
    float missed = (float) missedUntil(slot);
    second = Math.max(second, Math.min(longest, missed));
    longest = Math.max(longest, missed);
  }

  /** Slots in a row, with less than six hours between them, in hours that are usually quiet. */
  private void seeHour(long slot) {
    if (!hours.isQuiet(slot)) {
      offSlots = 0;
      return;
    }
    offSlots = slot - offSlot > OFF_TOGETHER ? 1 : offSlots + 1;
    offSlot = slot;
  }

  /** Slots of ten minutes that it has worked in, at hours in which it seldom does; else 0. */
  public int offSlots() {
    return offSlots;
  }

  /** Slots in which it would have called since its last call, as of a moment. */
  public double missed(long time) {
    return missedUntil(WorkHours.slot(time));
  }

  private double missedUntil(long slot) {
    double missed = 0;
    long to = Math.min(slot, lastSlot + LONGEST_SLOTS);
    double expected = 0;
    for (long s = lastSlot + 1; s < to; s++) {
      expected = s == lastSlot + 1 || WorkHours.beginsHour(s) ? hours.expected(s) : expected;
      missed += expected;
    }
    return missed;
  }

  /** What the second longest silence of late has missed. */
  public double usuallyMissed() {
    return second;
  }

  /** When the silence since the last call becomes news; Long.MAX_VALUE when not within a week. */
  private long newsAt() {
    if (lastSlot == Long.MIN_VALUE || !hours.expectsAny()) {
      return Long.MAX_VALUE;
    }
    double missed = 0;
    double surprise = 0;
    double expected = 0;
    double news = 0;
    for (long s = lastSlot + 1; s <= lastSlot + LONGEST_SLOTS; s++) {
      // The slots of an hour are alike.
      if (s == lastSlot + 1 || WorkHours.beginsHour(s)) {
        expected = hours.expected(s);
        news = StrictMath.log(1 - expected);
      }
      missed += expected;
      surprise -= news;
      if (surprise >= IMPROBABLE && missed >= needed(s)) {
        return (s + 1) * WorkHours.SLOT_MILLIS;
      }
    }
    return Long.MAX_VALUE;
  }

  private double needed(long slot) {
    double least = LEAST_MISSED + UNKNOWN_MISSED / Math.max(1, hours.daysKnown(slot));
    return Math.max(least, TIMES_USUAL * second);
  }

  /** When {@link #isNews} must be asked next; Long.MAX_VALUE while it need not be. */
  public long checkAt() {
    return checkAt;
  }

  /**
   * Whether the silence since the last call is news, now that {@link #checkAt} is reached. While it
   * is, asks for another look each hour, for a week: others may not have called now.
   */
  public boolean isNews() {
    long news = newsAt();
    boolean isNews = news <= checkAt;
    long next = checkAt + HOUR_MILLIS;
    long end = (lastSlot + LONGEST_SLOTS) * WorkHours.SLOT_MILLIS;
    checkAt = !isNews ? news : next <= end ? next : Long.MAX_VALUE;
    return isNews;
  }

  /** How long it has not called, in hours; of its last slot of ten minutes. */
  public double silentHours(long time) {
    return (time - lastSlot * WorkHours.SLOT_MILLIS) / (double) HOUR_MILLIS;
  }

  /** When it is there from Monday to Friday. */
  public Attendance workdays() {
    return hours.attendance(false);
  }

  /** When it is there on Saturdays and Sundays. */
  public Attendance weekends() {
    return hours.attendance(true);
  }

  /** Writes the state. */
  public void writeTo(DataOutput out) throws IOException {
    hours.writeTo(out);
    out.writeLong(lastSlot);
    out.writeFloat(longest);
    out.writeFloat(second);
    out.writeInt(offSlots);
    out.writeLong(offSlot);
    out.writeLong(checkAt);
  }

  /** Reads a state. */
  public void readInto(DataInput in) throws IOException {
    hours.readInto(in);
    lastSlot = in.readLong();
    longest = in.readFloat();
    second = in.readFloat();
    offSlots = in.readInt();
    offSlot = in.readLong();
    checkAt = in.readLong();
  }
}
