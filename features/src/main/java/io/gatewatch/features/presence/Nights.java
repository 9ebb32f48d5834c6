package io.gatewatch.features.presence;

import static io.gatewatch.features.presence.WorkHours.HOURS;

/**
 * What the days of one kind have shown of some hours in a row, one trial a day: on how many it came
 * in none of them. A night shift of eight hours is one event, not eight; and hours beyond midnight
 * belong to the night that they lie in, so that what goes on now is no past of its own.
 */
final class Nights {
  private final int known;
  private final int came;

  /**
   * Looks at an hour and those around it, as of a slot in that hour that was just seen.
   *
   * @param first place of the first hour of the kind of day
   */
  Nights(WorkHours work, int first, int hour, int around) {
    known = work.days(first + hour);
    int cameIn = 0;
    for (int h = hour - around; h <= hour + around; h++) {
      int days = work.lastDays(first + Math.floorMod(h, HOURS));
      if (h < 0) { // the evening before belongs to the night that goes on
        days >>>= 1;
      } else if (h >= HOURS) { // this day's first hours belong to the night before
        days = days << 1 | (work.today(h - HOURS) > 0 ? 1 : 0);
      }
      cameIn |= days;
    }
    came = Integer.bitCount(cameIn & (1 << known) - 1);
  }

  int known() {
    return known;
  }

  /** Days on which it came in one of the hours. */
  int came() {
    return came;
  }

  /** Days on which it came in none of them. */
  int quiet() {
    return known - came;
  }
}
