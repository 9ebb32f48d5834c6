package io.gatewatch.features.presence;

import static io.gatewatch.features.presence.WorkHours.HOURS;
import static io.gatewatch.features.presence.WorkHours.SLOTS_AN_HOUR;

/**
 * In which hours an agent that keeps hours is seldom or never there. One {@link Nights night} on
 * which it was there is an exception, which teaches nothing about the next; two are a habit. Holds
 * no state.
 */
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
   * at least three days of this kind have shown; or never but once within three hours of it. While
   * fewer of them are known, days of the other kind speak too about the second: a first Saturday
   * may be longer than a Friday, but hardly goes on until three in the morning. Two days are enough
   * where it has never called within four hours.
   */
  boolean isQuiet(long slot) {
    int own = WorkHours.first(slot);
    int hour = WorkHours.hour(slot);
    if (work.days(own + hour) >= ENOUGH_DAYS) {
      Nights nights = new Nights(work, own, hour, HOURS_FROM_WORK);
      boolean onceAtMost = nights.came() <= 1 && nights.quiet() >= ENOUGH_DAYS;
      return isSeldom(own, hour)
          || (onceAtMost && keepsHours(mean(own), nights.quiet(), HOURS_FROM_WORK));
    }
    return isQuietOnDaysOfBothKinds(own, hour, HOURS_FROM_WORK, 1, ENOUGH_DAYS)
        || isQuietOnDaysOfBothKinds(own, hour, HOURS_OF_DEEP_NIGHT, 0, FEW_DAYS);
  }

  /** A weekend alone shows nothing of the nights of working days. */
  private boolean isQuietOnDaysOfBothKinds(
      int own, int hour, int around, int exceptions, int enough) {
    Nights mine = new Nights(work, own, hour, around);
    Nights others = new Nights(work, HOURS - own, hour, around);
    int quiet = mine.quiet() + others.quiet();
    return mine.came() + others.came() <= exceptions
        && quiet >= enough
        && (own > 0 || mine.quiet() > 0)
        && keepsHours(meanOfAll(), quiet, around);
  }

  /** Whether so many days without a call are no chance, as often as it calls at other hours. */
  private static boolean keepsHours(double mean, int quiet, int around) {
    return isNoChance(mean, (2 * around + 1) * SLOTS_AN_HOUR * quiet);
  }

  /** Were its calls spread evenly: once in ten thousand. */
  private static boolean isNoChance(double mean, int slots) {
    return StrictMath.pow(1 - Math.min(1, mean), slots) < BY_CHANCE;
  }

  /** Less than a tenth of the slots, and than a quarter of its mean; and not by chance. */
  private boolean isSeldom(int first, int hour) {
    double most = 0;
    for (int h = hour - 1; h <= hour + 1; h++) {
      most = Math.max(most, work.share(first + Math.floorMod(h, HOURS)));
    }
    double mean = mean(first);
    int slots = 3 * SLOTS_AN_HOUR * work.days(first + hour);
    return most < Math.min(SELDOM, mean / 4) && isNoChance(mean, slots);
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
