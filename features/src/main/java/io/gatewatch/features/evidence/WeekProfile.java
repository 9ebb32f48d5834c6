package io.gatewatch.features.evidence;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Hits and trials by the hour of the week (UTC): 24 hours of working days, and 24 of Saturdays and
 * Sundays. Five Mondays would have to pass before Mondays could be told from Tuesdays, and an agent
 * whose Tuesdays differ shows it in how far its hours stray.
 */
final class WeekProfile {
  private static final int HOURS = 24;

  /** Hours of the week that are told apart. */
  static final int SLOTS = 2 * HOURS;

  private static final int DAYS = 7;
  private static final int WORKDAYS = 5;

  /** Day 0 was a Thursday. */
  private static final int THURSDAY = 3;

  private final DayProfile workdays = new DayProfile();
  private final DayProfile weekends = new DayProfile();

  /** Which of the 48 an hour is, counted since 1970: 0 to 23 on working days, then the others. */
  static int slot(long hour) {
    long weekday = Math.floorMod(Math.floorDiv(hour, HOURS) + THURSDAY, DAYS);
    return Math.floorMod(hour, HOURS) + (weekday < WORKDAYS ? 0 : HOURS);
  }

  void learn(int slot, double hits, double trials) {
    of(slot).learn(slot % HOURS, hits, trials);
  }

  private DayProfile of(int slot) {
    return slot < HOURS ? workdays : weekends;
  }

  /**
   * Hits per trial in this hour and its neighbours: those of this kind of day, drawn towards that
   * of all days, which are drawn towards {@code overall}, each as if that had been seen in {@code
   * weight} trials. So a first Saturday is held against Fridays, a fourth against Saturdays.
   */
  double usual(int slot, double overall, double weight) {
    int hour = slot % HOURS;
    double hits = workdays.hits(hour) + weekends.hits(hour);
    double anyDay = (hits + overall * weight) / (trials(slot) + weight);
    DayProfile own = of(slot);
    return (own.hits(hour) + anyDay * weight) / (own.trials(hour) + weight);
  }

  /** How many trials were seen at that time of day, an hour before and after included. */
  double trials(int slot) {
    int hour = slot % HOURS;
    return workdays.trials(hour) + weekends.trials(hour);
  }

  void writeTo(DataOutput out) throws IOException {
    workdays.writeTo(out);
    weekends.writeTo(out);
  }

  /** Reads a state; {@code version} 5 of a history or view knew no weekends. */
  void readInto(DataInput in, int version) throws IOException {
    workdays.readInto(in);
    if (version > 5) {
      weekends.readInto(in);
    }
  }

  /** As in histories of versions 3 and 4. */
  void readPlainInto(DataInput in) throws IOException {
    workdays.readPlainInto(in);
  }
}
