package io.gatewatch.features.presence;

import static io.gatewatch.features.presence.WorkHours.HOURS;

/**
 * How probable it is that an agent calls in a slot of ten minutes, or in a whole hour, as far as
 * days have shown it: k days that all had calls make it k / (k + 1), the least of the hour and its
 * neighbours, since clocks change. Of an agent that comes at all hours each of them speaks for the
 * others.
 *
 * <p>On the first Saturday of one that comes at all hours of working days nothing is expected,
 * until it has come in each of twelve hours of it: then it is a Saturday everywhere, and it is like
 * Friday. Holds no state.
 */
final class Expectation {
  private static final double ALWAYS = 0.8;
  private static final int HOURS_THAT_COUNT_AS_A_DAY = 6;
  private static final int HOURS_UNTIL_IT_IS_SATURDAY_EVERYWHERE = 12;

  private final WorkHours work;

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
    int first = WorkHours.first(slot);
    double always = shareAtAllHours(first);
    if (always > 0) {
      int known = daysAlike(first);
      return always * known / (known + 1.0);
    }
    double least = 1;
    for (int h = -1; h <= 1; h++) {
      int place = first + Math.floorMod(WorkHours.hour(slot) + h, HOURS);
      least = Math.min(least, work.share(place) * work.days(place) / (work.days(place) + 1.0));
    }
    return least;
  }

  /**
   * How many days of this kind have shown what is usual in a slot's hour; of an agent that comes at
   * all hours, six hours are worth a day.
   */
  int daysOfSlot(long slot) {
    int first = WorkHours.first(slot);
    return shareAtAllHours(first) > 0 ? daysAlike(first) : work.days(first + WorkHours.hour(slot));
  }

  private int daysAlike(int first) {
    int hours = isLikeOther(first) ? hoursOf(HOURS - first) + hoursOfToday() : hoursOf(first);
    return hours / HOURS_THAT_COUNT_AS_A_DAY;
  }

  /** The least share of all hours, when it is high in each of them; else 0. */
  private double shareAtAllHours(int first) {
    boolean other = isLikeOther(first);
    double least = other ? shareOfToday() : 1;
    for (int i = other ? HOURS - first : first, h = 0; h < HOURS; h++) {
      least = Math.min(least, work.days(i + h) == 0 ? 0 : work.share(i + h));
    }
    return least < ALWAYS ? 0 : least;
  }

  /**
   * Probability that it calls in the hour of a slot, be it once. Of an agent that comes at all
   * hours those of both kinds of day count, if it does so on both, and today's up to its last call:
   * when it missed m of n, it comes in the next by (n − m + 1) / (n + 2).
   */
  double inHour(long slot) {
    int first = WorkHours.first(slot);
    if (comesAtAllHours(first)) {
      return 1 - (hoursMissed() + 1) / (hoursKnown() + 2.0);
    }
    double least = 1;
    for (int h = -1; h <= 1; h++) {
      int place = first + Math.floorMod(WorkHours.hour(slot) + h, HOURS);
      least = Math.min(least, work.came(place) / (work.days(place) + 1.0));
    }
    return least;
  }

  /** The same as {@link #daysOfSlot}, for whole hours. */
  int daysOfHour(long slot) {
    int first = WorkHours.first(slot);
    return comesAtAllHours(first)
        ? hoursKnown() / HOURS_THAT_COUNT_AS_A_DAY
        : work.days(first + WorkHours.hour(slot));
  }

  /** Whether it comes at all hours of a slot's kind of day, but in fewer than half of the slots. */
  boolean isByTheHour(long slot) {
    int first = WorkHours.first(slot);
    double sum = 0;
    for (int i = isLikeOther(first) ? HOURS - first : first, h = 0; h < HOURS; h++) {
      sum += work.share(i + h);
    }
    return comesAtAllHours(first) && sum < HOURS / 2.0;
  }

  /** In each hour on four days of five, or more; today counts as one. */
  private boolean comesAtAllHours(int first) {
    int from = isLikeOther(first) ? HOURS - first : first;
    for (int i = from; i < from + HOURS; i++) {
      if (daysWithToday(i) == 0 || cameWithToday(i) < ALWAYS * daysWithToday(i)) {
        return false;
      }
    }
    return true;
  }

  private int hoursKnown() {
    int known = 0;
    for (int i = 0; i < WorkHours.BOTH_KINDS; i++) {
      known += comesAtAllHours(i - i % HOURS) ? daysWithToday(i) : 0;
    }
    return known;
  }

  private int hoursMissed() {
    int missed = 0;
    for (int i = 0; i < WorkHours.BOTH_KINDS; i++) {
      missed += comesAtAllHours(i - i % HOURS) ? daysWithToday(i) - cameWithToday(i) : 0;
    }
    return missed;
  }

  private int daysWithToday(int place) {
    return work.days(place) + (isOfToday(place) ? 1 : 0);
  }

  private int cameWithToday(int place) {
    return work.came(place) + (isOfToday(place) && work.today(place % HOURS) > 0 ? 1 : 0);
  }

  /** Whether an hour is one of the day of its last call, up to that. */
  private boolean isOfToday(int place) {
    return place - place % HOURS == WorkHours.first(work.lastSlot())
        && place % HOURS < hoursOfToday();
  }

  private int hoursOf(int first) {
    int hours = 0;
    for (int i = first; i < first + HOURS; i++) {
      hours += work.days(i);
    }
    return hours;
  }

  /** No day of this kind is known yet, but the one on which it came last is not like a rest. */
  private boolean isLikeOther(int first) {
    return hoursOf(first) == 0
        && first == WorkHours.first(work.lastSlot())
        && hoursOfToday() >= HOURS_UNTIL_IT_IS_SATURDAY_EVERYWHERE
        && hoursMissedToday() == 0;
  }

  private int hoursOfToday() {
    return WorkHours.hour(work.lastSlot()) + 1;
  }

  private int hoursMissedToday() {
    int missed = 0;
    for (int h = 0; h < hoursOfToday(); h++) {
      missed += work.today(h) == 0 ? 1 : 0;
    }
    return missed;
  }

  private double shareOfToday() {
    int slots = 0;
    for (int h = 0; h < hoursOfToday(); h++) {
      slots += work.today(h);
    }
    return slots / (double) work.slotsOfToday();
  }
}
