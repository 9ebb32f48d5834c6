package io.gatewatch.replaydata.generate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The days on which the books are closed, by the bank's clock. */
final class MonthEnds {
  private static final long DAY = 24 * Hour.MILLIS;

  private MonthEnds() {}

  /** Two days each: the last of a month and the first of the next. */
  static List<BenignEvent> between(World world, long from, long to) {
    long shift = world.local(from) - from;
    List<BenignEvent> events = new ArrayList<>();
    LocalDate month = LocalDate.ofEpochDay(Math.floorDiv(world.local(from), DAY)).withDayOfMonth(1);
    for (; month.toEpochDay() * DAY - shift < to + DAY; month = month.plusMonths(1)) {
      long firstOfMonth = month.toEpochDay() * DAY - shift;
      events.add(BenignEvent.of("month_end", firstOfMonth - DAY, firstOfMonth + DAY, null, null));
    }
    return events;
  }
}
