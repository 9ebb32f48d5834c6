package io.gatewatch.features.presence;

import static io.gatewatch.features.presence.WorkHours.HOURS;
import static io.gatewatch.features.presence.WorkHours.SLOTS_AN_HOUR;

/** In which hours an agent that keeps hours is seldom or never there. Holds no state. */
final class QuietHours {
  private static final double SELDOM = 0.1;
  private static final double BY_CHANCE = 1e-4;
  private static final int ENOUGH_DAYS = 3;
  private static final int HOURS_FROM_WORK = 3;
  private static final int FEW_DAYS = 2;
  private static final int HOURS_OF_DEEP_NIGHT = 4;

  private final WorkHours work;

  QuietHours(WorkHours work) {
    this.work = work;
  }

  /**
   * Whether an agent that keeps hours is seldom there in a slot's hour and its two neighbours, as
   * at least three days of this kind have shown. While fewer of them are known, days of the other
   * kind speak too, but only about hours that lie three hours or more from all in which they work:
   * a first Saturday may be longer than a Friday, but hardly goes on until three in the morning.
   */
  boolean isQuiet(long slot) {
    int own = WorkHours.first(slot);
    int hour = WorkHours.hour(slot);
    if (work.days(own + hour) >= ENOUGH_DAYS) {
      return isQuiet(own, hour, 1);
    }
    if (isDeepNight(own, hour)) {
      return true;
    }
    int other = HOURS - own;
    boolean known = work.days(own + hour) + work.days(other + hour) >= ENOUGH_DAYS;
    return known
        && isQuiet(other, hour, HOURS_FROM_WORK)
        && (work.days(own + hour) == 0 || isSeldom(own, hour, 1));
  }

  /**
   * On the first nights: whether it has never called within four hours of this one, on two days or
   * more, one of them of this kind, and not by chance. Nine hours on two days show as much as three
   * on six; a weekend alone shows nothing of the nights of working days.
   */
  private boolean isDeepNight(int own, int hour) {
    int slots = 0;
    for (int h = hour - HOURS_OF_DEEP_NIGHT; h <= hour + HOURS_OF_DEEP_NIGHT; h++) {
      int place = Math.floorMod(h, HOURS);
      int known = work.days(place) + work.days(HOURS + place);
      boolean isKnown = known >= FEW_DAYS && work.days(own + place) > 0;
      if (!isKnown || work.share(place) + work.share(HOURS + place) > 0) {
        return false;
      }
      slots += known * SLOTS_AN_HOUR;
    }
    return isNoChance(meanOfAll(), slots);
  }

  /** Seldom there, and not by chance: were its calls spread evenly, once in ten thousand. */
  private boolean isQuiet(int first, int hour, int around) {
    int slots = (2 * around + 1) * SLOTS_AN_HOUR * work.days(first + hour);
    return isSeldom(first, hour, around) && isNoChance(mean(first), slots);
  }

  private static boolean isNoChance(double mean, int slots) {
    return StrictMath.pow(1 - Math.min(1, mean), slots) < BY_CHANCE;
  }

  /** Less than a tenth, and than a quarter of its mean. */
  private boolean isSeldom(int first, int hour, int around) {
    double most = 0;
    for (int h = hour - around; h <= hour + around; h++) {
      most = Math.max(most, work.share(first + Math.floorMod(h, HOURS)));
    }
    return most < Math.min(SELDOM, mean(first) / 4);
  }

  private double mean(int first) {
    double sum = 0;
    for (int h = 0; h < HOURS; h++) {
      sum += work.share(first + h);
    }
    return sum / HOURS;
  }

  private double meanOfAll() {
    double sum = 0;
    int known = 0;
    for (int i = 0; i < WorkHours.BOTH_KINDS; i++) {
      sum += work.share(i) * work.days(i);
      known += work.days(i);
    }
    return sum / known;
  }
}
