package io.gatewatch.features.presence;

import static io.gatewatch.features.presence.WorkHours.HOURS;

/**
 * What days of one kind (working days, weekends) have shown of an agent, as of its last call:
 * worked out once, for all hours that are looked ahead.
 *
 * <p>On the first Saturday of one that comes at all hours of working days nothing is expected,
 * until it has come in each of twelve hours of it: then it is a Saturday everywhere, and it is like
 * Friday.
 */
final class KindOfDay {
  private static final double ALWAYS = 0.8;
  private static final int HOURS_THAT_COUNT_AS_A_DAY = 6;
  private static final int HOURS_UNTIL_IT_IS_SATURDAY_EVERYWHERE = 12;

  private final WorkHours work;
  private final int first;

  /** The hours of the day of its last call, up to that: places from one to before another. */
  private final int todayFrom;

  private final int todayTo;
  private final boolean isLikeOther;

  /** Place of the first hour of the kind that speaks for this one: its own, or the other's. */
  private final int shown;

  private final double shareAtAllHours;
  private double[] inSlot;
  private double[] inHour;
  private boolean isCounted;
  private boolean comesAtAllHours;
  private int hoursKnown;
  private int hoursMissed;

  KindOfDay(WorkHours work, int first) {
    this.work = work;
    this.first = first;
    todayFrom = WorkHours.first(work.lastSlot());
    todayTo = todayFrom + WorkHours.hour(work.lastSlot()) + 1;
    isLikeOther = isLikeOther();
    shown = isLikeOther ? HOURS - first : first;
    shareAtAllHours = leastShare();
  }

  /** Probability that it calls in a slot of an hour of such a day. */
  double inSlot(int hour) {
    if (shareAtAllHours > 0) {
      int known = daysAlike();
      return shareAtAllHours * known / (known + 1.0);
    }
    if (inSlot == null) {
      inSlot = likeItsNeighbours(false);
    }
    return inSlot[hour];
  }

  /** Probability that it calls in an hour, when that is not one of an agent that always comes. */
  double inHour(int hour) {
    if (inHour == null) {
      inHour = likeItsNeighbours(true);
    }
    return inHour[hour];
  }

  private double[] likeItsNeighbours(boolean wholeHours) {
    double[] own = new double[HOURS];
    for (int h = 0; h < HOURS; h++) {
      int place = first + h;
      double came = wholeHours ? work.came(place) : work.share(place) * work.days(place);
      own[h] = came / (work.days(place) + 1.0);
    }
    double[] least = new double[HOURS];
    for (int h = 0; h < HOURS; h++) {
      double beside = Math.min(own[h == 0 ? HOURS - 1 : h - 1], own[h == HOURS - 1 ? 0 : h + 1]);
      least[h] = Math.min(own[h], beside);
    }
    return least;
  }

  /**
   * How many such days have shown what is usual in an hour's slots; of an agent that comes at all
   * hours, six hours are worth a day.
   */
  int daysOfSlot(int hour) {
    return shareAtAllHours > 0 ? daysAlike() : work.days(first + hour);
  }

  private int daysAlike() {
    return (isLikeOther ? hoursOf(shown) + hoursOfToday() : hoursOf(first))
        / HOURS_THAT_COUNT_AS_A_DAY;
  }

  /** Whether it comes in each hour on four days of five, or more; today counts as one. */
  boolean comesAtAllHours() {
    count();
    return comesAtAllHours;
  }

  /** Hours of such days, and today's, of an agent that comes at all of them; else 0. */
  int hoursKnown() {
    count();
    return hoursKnown;
  }

  /** Those in which it did not come. */
  int hoursMissed() {
    count();
    return hoursMissed;
  }

  private void count() {
    if (!isCounted) {
      isCounted = true;
      comesAtAllHours = cameAtAllHours();
      for (int i = first; comesAtAllHours && i < first + HOURS; i++) {
        hoursKnown += daysWithToday(i);
        hoursMissed += daysWithToday(i) - cameWithToday(i);
      }
    }
  }

  /** Share of all slots of such a day in which it calls. */
  double meanShare() {
    double sum = 0;
    for (int i = shown; i < shown + HOURS; i++) {
      sum += work.share(i);
    }
    return sum / HOURS;
  }

  /** The least share of all hours, when it is high in each of them; else 0. */
  private double leastShare() {
    double least = isLikeOther ? shareOfToday() : 1;
    for (int i = shown; i < shown + HOURS && least >= ALWAYS; i++) {
      least = Math.min(least, work.days(i) == 0 ? 0 : work.share(i));
    }
    return least < ALWAYS ? 0 : least;
  }

  private boolean cameAtAllHours() {
    for (int i = shown; i < shown + HOURS; i++) {
      if (daysWithToday(i) == 0 || cameWithToday(i) < ALWAYS * daysWithToday(i)) {
        return false;
      }
    }
    return true;
  }

  private int daysWithToday(int place) {
    return work.days(place) + (isOfToday(place) ? 1 : 0);
  }

  private int cameWithToday(int place) {
    return work.came(place) + (isOfToday(place) && work.today(place % HOURS) > 0 ? 1 : 0);
  }

  private boolean isOfToday(int place) {
    return place >= todayFrom && place < todayTo;
  }

  private int hoursOf(int from) {
    int hours = 0;
    for (int i = from; i < from + HOURS; i++) {
      hours += work.days(i);
    }
    return hours;
  }

  /** No day of this kind is known yet, but the one on which it came last is not like a rest. */
  private boolean isLikeOther() {
    return first == todayFrom
        && hoursOfToday() >= HOURS_UNTIL_IT_IS_SATURDAY_EVERYWHERE
        && hoursOf(first) == 0
        && hoursMissedToday() == 0;
  }

  private int hoursOfToday() {
    return todayTo - todayFrom;
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
