package io.gatewatch.replaydata.generate;

import java.time.LocalDate;

/**
 * One hour of one agent: when it is on the bank's clock, and how busy the agent is in it.
 *
 * @param start first moment, epoch milliseconds
 * @param ofDay hour of the bank's day, 0..23
 * @param date the bank's date
 */
record Hour(long start, int ofDay, LocalDate date, Agent agent, World world) {
  static final long MILLIS = 3_600_000L;
  private static final double CEILING = 3;

  static Hour of(long start, Agent agent, World world) {
    long local = world.local(start);
    int ofDay = (int) Math.floorMod(Math.floorDiv(local, MILLIS), 24L);
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(local, 24 * MILLIS));
    return new Hour(start, ofDay, date, agent, world);
  }

  /**
   * Moments of sessions that come at random: so many in the busiest hour, fewer by the agent's
   * rhythm, more in a crowd, none before the agent exists.
   */
  long[] moments(double inBusiestHour, Draw draw) {
    int candidates = draw.poisson(inBusiestHour * agent.pace() * world.scenario().pace() * CEILING);
    long[] moments = new long[candidates];
    int kept = 0;
    for (int i = 0; i < candidates; i++) {
      long moment = start + draw.below(MILLIS);
      if (draw.chance(world.level(agent, moment) / CEILING)) {
        moments[kept++] = moment;
      }
    }
    return java.util.Arrays.copyOf(moments, kept);
  }

  /** The hour's number since the epoch, on the bank's clock. */
  long number() {
    return date.toEpochDay() * 24 + ofDay;
  }

  /** True on the last day of a month and the first of the next, when the books are closed. */
  boolean isMonthEnd() {
    return date.getDayOfMonth() == 1 || date.getDayOfMonth() == date.lengthOfMonth();
  }
}
