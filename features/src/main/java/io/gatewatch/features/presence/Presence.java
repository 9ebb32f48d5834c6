package io.gatewatch.features.presence;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Whether an agent is there when it usually is, and only then. A silence is measured on two scales,
 * in <i>missed slots</i> of ten minutes and in <i>missed hours</i>: the sum over its slots (its
 * whole hours) of the probability that the agent calls in them, so that nights weigh nothing where
 * nights are quiet. Whoever calls all the time is missed by the slot, whoever comes by the hour by
 * the hour. 0.4 KB.
 *
 * <p>A silence is news when it is improbable on either scale (the product of 1 − probability is
 * below one in a million), and on that scale has missed at least twice what the second longest
 * silence of late did. Slots of one silence are not independent, nor are hours, hence the second
 * condition; and little is known of long silences after a few days, hence the third: 6 + 24 / days
 * missed slots, or as many in hours, 1 + 4 / days.
 */
public final class Presence {
  private static final double IMPROBABLE = 1e-6;
  private static final double TIMES_USUAL = 2;
  private static final double LEAST_HOURS = 1;
  private static final double UNKNOWN_HOURS = 4;
  private static final long LONGEST_SLOTS = 7 * 144;

  /** Silences lose a tenth a day of what they missed. */
  private static final double KEEP_A_DAY = 0.9;

  private static final long HOUR_MILLIS = 3_600_000;
  private static final int OFF_TOGETHER = 36;

  private final WorkHours work = new WorkHours();
  private final QuietHours quiet = new QuietHours(work);
  private final LongSilences inSlots = new LongSilences();
  private final LongSilences inHours = new LongSilences();
  private int offSlots;
  private long offSlot;
  private long checkAt = Long.MAX_VALUE;

  /** Notes a call. */
  public void see(long time) {
    long slot = WorkHours.slot(time);
    if (slot == work.lastSlot()) {
      return;
    }
    boolean newHour = WorkHours.beginsHour(slot);
    if (work.lastSlot() != Long.MIN_VALUE) {
      newHour |= slot >= WorkHours.nextHour(work.lastSlot());
      double fade = StrictMath.pow(KEEP_A_DAY, (slot - work.lastSlot()) / 144.0);
      inSlots.learn(missedUntil(slot), fade);
      inHours.learn(missedHoursUntil(slot), fade);
    }
    work.see(slot);
    seeHour(slot);
    // With more known it may be missed sooner than was worked out before.
    checkAt = checkAt == Long.MAX_VALUE || newHour ? newsAt() : checkAt;
  }

  /** Slots in a row, with less than six hours between them, in hours that are usually quiet. */
  private void seeHour(long slot) {
    if (!quiet.isQuiet(slot)) {
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
    Expectation expected = new Expectation(work);
    double missed = 0;
    long from = work.lastSlot() + 1;
    double probability = 0;
    for (long s = from; s < Math.min(slot, from - 1 + LONGEST_SLOTS); s++) {
      probability = s == from || WorkHours.beginsHour(s) ? expected.inSlot(s) : probability;
      missed += probability;
    }
    return missed;
  }

  private double missedHoursUntil(long slot) {
    Expectation expected = new Expectation(work);
    double missed = 0;
    long from = WorkHours.nextHour(work.lastSlot());
    long to = Math.min(slot, work.lastSlot() + LONGEST_SLOTS);
    for (long s = from; s + WorkHours.SLOTS_AN_HOUR <= to; s += WorkHours.SLOTS_AN_HOUR) {
      missed += expected.inHour(s);
    }
    return missed;
  }

  /** What the second longest silence of late has missed. */
  public double usuallyMissed() {
    return inSlots.second();
  }

  /** When the silence since the last call becomes news; Long.MAX_VALUE when not within a week. */
  private long newsAt() {
    Expectation expected = new Expectation(work);
    return work.lastSlot() != Long.MIN_VALUE && expected.isAny()
        ? newsBySlotsAt(expected, newsByHoursAt(expected))
        : Long.MAX_VALUE;
  }

  /** When it becomes so by missed slots, or by another measure at a moment before that. */
  private long newsBySlotsAt(Expectation expected, long other) {
    double missed = 0;
    double chance = 1;
    double probability = 0;
    double least = 0;
    long from = work.lastSlot() + 1;
    long to = Math.min(from + LONGEST_SLOTS, WorkHours.slot(other));
    for (long s = from; s < to; s++) {
      // The slots of an hour are alike.
      if (s == from || WorkHours.beginsHour(s)) {
        probability = expected.inSlot(s);
        double known = WorkHours.SLOTS_AN_HOUR * leastHours(expected.daysOfSlot(s));
        least = Math.max(known, TIMES_USUAL * inSlots.second());
      }
      missed += probability;
      chance *= 1 - probability;
      if (chance <= IMPROBABLE && missed >= least) {
        return (s + 1) * WorkHours.SLOT_MILLIS;
      }
    }
    return other;
  }

  private long newsByHoursAt(Expectation expected) {
    double missed = 0;
    double chance = 1;
    long from = WorkHours.nextHour(work.lastSlot());
    for (long s = from; s < from + LONGEST_SLOTS; s += WorkHours.SLOTS_AN_HOUR) {
      double probability = expected.inHour(s);
      missed += probability;
      chance *= 1 - probability;
      double least = leastHours(expected.daysOfHour(s));
      if (chance <= IMPROBABLE && missed >= Math.max(least, TIMES_USUAL * inHours.second())) {
        return (s + WorkHours.SLOTS_AN_HOUR) * WorkHours.SLOT_MILLIS;
      }
    }
    return Long.MAX_VALUE;
  }

  private static double leastHours(int days) {
    return LEAST_HOURS + UNKNOWN_HOURS / Math.max(1, days);
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
    long end = (work.lastSlot() + LONGEST_SLOTS) * WorkHours.SLOT_MILLIS;
    checkAt = !isNews ? news : next <= end ? next : Long.MAX_VALUE;
    return isNews;
  }

  /** How long it has not called, in hours; of its last slot of ten minutes. */
  public double silentHours(long time) {
    return (time - work.lastSlot() * WorkHours.SLOT_MILLIS) / (double) HOUR_MILLIS;
  }

  /**
   * Whole hours among them, of an agent that comes by the hour: at all hours of both kinds of day,
   * but in fewer than half of the slots; else 0. Its like cannot be seen at any given minute.
   */
  public int silentWholeHours(long time) {
    long slot = WorkHours.slot(time);
    long from = WorkHours.nextHour(work.lastSlot());
    return slot > from && new Expectation(work).isByTheHour(slot - 1)
        ? (int) ((slot - from) / WorkHours.SLOTS_AN_HOUR)
        : 0;
  }

  /** When it is there from Monday to Friday. */
  public Attendance workdays() {
    return work.attendance(false);
  }

  /** When it is there on Saturdays and Sundays. */
  public Attendance weekends() {
    return work.attendance(true);
  }

  /** Writes the state. */
  public void writeTo(DataOutput out) throws IOException {
    work.writeTo(out);
    inHours.writeTo(out);
    inSlots.writeTo(out);
    out.writeInt(offSlots);
    out.writeLong(offSlot);
    out.writeLong(checkAt);
  }

  /**
   * Reads a state.
   *
   * @param knowsHours whether it knows in which hours the agent came; histories do since version 6.
   *     Else its pauses in hours were as long as in slots: who often paused may do so again
   */
  public void readInto(DataInput in, boolean knowsHours) throws IOException {
    work.readInto(in, knowsHours);
    if (knowsHours) {
      inHours.readInto(in);
    } else {
      in.readLong(); // its last slot stood there twice
    }
    inSlots.readInto(in);
    if (!knowsHours) {
      inHours.beginLike(inSlots, WorkHours.SLOTS_AN_HOUR);
    }
    offSlots = in.readInt();
    offSlot = in.readLong();
    checkAt = in.readLong();
  }
}
