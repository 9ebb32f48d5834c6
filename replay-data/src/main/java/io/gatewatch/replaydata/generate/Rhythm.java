package io.gatewatch.replaydata.generate;

/**
 * How busy a kind of agent is by weekday and hour of the bank's own clock: a share of its busiest
 * hour, in 0..1, interpolated between the hours.
 */
final class Rhythm {
  private static final long HOUR = 3_600_000L;
  private static final int HOURS = 24;

  /** People at desks: Monday to Friday, eight to six. */
  static final Rhythm OFFICE =
      new Rhythm(
          0.02, 0, 0, 0, 0, 0, 0, 5, 30, 80, 100, 95, 85, 60, 80, 95, 90, 70, 35, 12, 5, 2, 0, 0,
          0);

  /** People with telephones: mornings, lunch, long evenings, lively weekends. */
  static final Rhythm DAY =
      new Rhythm(
          0.85, 6, 4, 3, 3, 4, 10, 30, 60, 75, 70, 68, 75, 85, 75, 66, 68, 78, 90, 100, 98, 85, 60,
          32, 14);

  /** Assistants used by day, with jobs of their own at night. */
  static final Rhythm ASSISTANT =
      new Rhythm(
          0.6, 25, 22, 20, 20, 20, 24, 35, 55, 80, 95, 100, 95, 85, 95, 100, 95, 90, 80, 65, 55, 50,
          45, 35, 30);

  /** Machines that do not look at the clock. */
  static final Rhythm STEADY = new Rhythm(1.0, 100);

  private final double weekend;
  private final int[] percents;

  private Rhythm(double weekend, int... percents) {
    this.weekend = weekend;
    this.percents = percents;
  }

  static Rhythm of(AgentKind kind) {
    return switch (kind) {
      case AI_AGENT -> ASSISTANT;
      case AISP, PISP, MOBILE -> DAY;
      case LOAN -> OFFICE;
      case BATCH, MONITOR, PARTNER -> STEADY;
    };
  }

  /** Share of the busiest hour at this moment of the bank's clock. */
  double at(long localMillis) {
    int hour = (int) Math.floorMod(Math.floorDiv(localMillis, HOUR), (long) HOURS);
    double into = Math.floorMod(localMillis, HOUR) / (double) HOUR;
    double level = (1 - into) * percent(hour) + into * percent(hour + 1);
    return level / 100 * (isWeekend(localMillis) ? weekend : 1);
  }

  private int percent(int hour) {
    return percents[hour % percents.length];
  }

  private static boolean isWeekend(long localMillis) {
    long day = Math.floorDiv(localMillis, HOURS * HOUR);
    return Math.floorMod(day + 3, 7L) >= 5; // 1970-01-01 was a Thursday
  }
}
