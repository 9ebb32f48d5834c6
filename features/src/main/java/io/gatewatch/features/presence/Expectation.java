package io.gatewatch.features.presence;

import static io.gatewatch.features.presence.WorkHours.HOURS;

/**
 * How probable it is that an agent calls in a slot of ten minutes, or in a whole hour, as far as
 * days have shown it by its last call: k days that all had calls make it k / (k + 1), the least of
 * the hour and its neighbours, since clocks change. Of an agent that comes at all hours each of
 * them speaks for the others. What holds for all days of a kind is worked out once, when it is
 * first asked for: one such object serves one look ahead.
 */
final class Expectation {
  private static final double HALF = 0.5;
  private static final int HOURS_THAT_COUNT_AS_A_DAY = 6;

  private final WorkHours work;
  private KindOfDay workdays;
  private KindOfDay weekends;
  private int hoursKnown;
  private double inAnyHour = -1;

  Expectation(WorkHours work) {
    this.work = work;
  }

  /** Whether there are hours in which it is expected at all: none on its first day. */
  boolean isAny() {
    for (int i = 0; i < WorkHours.BOTH_KINDS; i++) {
      if (work.share(i) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Probability that it calls in a slot; 0 when no such day was seen. */
  double inSlot(long slot) {
    return kind(WorkHours.first(slot)).inSlot(WorkHours.hour(slot));
  }

  /**
   * How many days of this kind have shown what is usual in a slot's hour; of an agent that comes at
   * all hours, six hours are worth a day.
   */
  int daysOfSlot(long slot) {
    return kind(WorkHours.first(slot)).daysOfSlot(WorkHours.hour(slot));
  }

  /**
   * Probability that it calls in the hour of a slot, be it once. Of an agent that comes at all
   * hours those of both kinds of day count, if it does so on both, and today's up to its last call:
   * when it missed m of n, it comes in the next by (n − m + 1) / (n + 2).
   */
  double inHour(long slot) {
    KindOfDay kind = kind(WorkHours.first(slot));
    return kind.comesAtAllHours() ? inAnyHour() : kind.inHour(WorkHours.hour(slot));
  }

  /** The same as {@link #daysOfSlot}, for whole hours. */
  int daysOfHour(long slot) {
    int first = WorkHours.first(slot);
    return kind(first).comesAtAllHours()
        ? hoursKnown() / HOURS_THAT_COUNT_AS_A_DAY
        : work.days(first + WorkHours.hour(slot));
  }

  /**
   * Whether it comes at all hours of both kinds of day, but in fewer than half of the slots of
   * those like a slot's. Whoever rests at weekends, or has not shown yet that it does not, may have
   * holidays.
   */
  boolean isByTheHour(long slot) {
    return kind(0).comesAtAllHours()
        && kind(HOURS).comesAtAllHours()
        && kind(WorkHours.first(slot)).meanShare() < HALF;
  }

  private double inAnyHour() {
    if (inAnyHour < 0) {
      hoursKnown = kind(0).hoursKnown() + kind(HOURS).hoursKnown();
      int missed = kind(0).hoursMissed() + kind(HOURS).hoursMissed();
      inAnyHour = 1 - (missed + 1) / (hoursKnown + 2.0);
    }
    return inAnyHour;
  }

  private int hoursKnown() {
    inAnyHour();
    return hoursKnown;
  }

  private KindOfDay kind(int first) {
    if (first == 0) {
      workdays = workdays == null ? new KindOfDay(work, first) : workdays;
      return workdays;
    }
    weekends = weekends == null ? new KindOfDay(work, first) : weekends;
    return weekends;
  }
}
