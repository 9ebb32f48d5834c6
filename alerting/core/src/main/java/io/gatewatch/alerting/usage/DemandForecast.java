package io.gatewatch.alerting.usage;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.OptionalDouble;

/**
 * How many calls a minute an agent will make at most in an hour to come: {@code (m + k · s) · r},
 * with m and s the usual peak of that hour of the week and its spread, and r the month end's ratio,
 * at least 1, on the last two days of a month and the first (UTC). Nothing is said of an hour that
 * was seen in fewer than {@link #LEAST_WEEKS} weeks.
 */
public final class DemandForecast {
  /** So many times an hour of the week must have been seen. */
  public static final int LEAST_WEEKS = 3;

  /** 1970-01-01 was a Thursday. */
  private static final int THURSDAY = 3;

  private DemandForecast() {}

  /**
   * The expected peak, in calls a minute.
   *
   * @param hour hours since 1970-01-01T00:00Z
   * @param spreads k, how cautious
   */
  public static OptionalDouble peak(AgentUse use, long hour, double spreads) {
    int cell = hourOfWeek(hour);
    if (use.seen[cell] < LEAST_WEEKS) {
      return OptionalDouble.empty();
    }
    double usual = use.peaks[cell] + spreads * use.spreads[cell];
    return OptionalDouble.of(isMonthEnd(hour) ? usual * Math.max(1, use.monthEndRatio) : usual);
  }

  /** 0 is the first hour of Monday, UTC. */
  static int hourOfWeek(long hour) {
    return (int) Math.floorMod(hour + 24L * THURSDAY, (long) AgentUse.HOURS_OF_WEEK);
  }

  static boolean isMonthEnd(long hour) {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(hour, 24L));
    return day.getDayOfMonth() == 1
        || day.getDayOfMonth() >= YearMonth.from(day).lengthOfMonth() - 1;
  }
}
