package io.gatewatch.alerting.desk;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * When a maintenance window is open: once, or by days of the week (RFC 5545's {@code FREQ=WEEKLY}
 * with {@code BYDAY}) between two times of day in a time zone. Ends do not belong to it. A day is
 * that on which it opens; one that ends no later than it starts goes on to the next day. Where a
 * clock change leaves a time out, it is an hour later, as {@link ZonedDateTime#of} has it.
 *
 * @param from not before; null for ever
 * @param to not at or after; null for ever
 * @param days on which it opens; null when it is open once, from {@code from} to {@code to}
 * @param start time of day; null when it is open once
 * @param end time of day; null when it is open once
 * @param zone of the times of day; null when it is open once
 */
record WindowTimes(
    Instant from, Instant to, Set<DayOfWeek> days, LocalTime start, LocalTime end, ZoneId zone) {

  /** Whether one opening holds both moments, of which {@code later} is not the earlier. */
  boolean hold(Instant earlier, Instant later) {
    if ((from != null && earlier.isBefore(from)) || (to != null && !later.isBefore(to))) {
      return false;
    }
    if (days == null) {
      return true;
    }
    LocalDate day = earlier.atZone(zone).toLocalDate();
    return holds(day, earlier, later) || holds(day.minusDays(1), earlier, later);
  }

  private boolean holds(LocalDate day, Instant earlier, Instant later) {
    if (!days.contains(day.getDayOfWeek())) {
      return false;
    }
    LocalDate last = end.isAfter(start) ? day : day.plusDays(1);
    Instant opens = ZonedDateTime.of(day, start, zone).toInstant();
    Instant closes = ZonedDateTime.of(last, end, zone).toInstant();
    return !earlier.isBefore(opens) && later.isBefore(closes);
  }

  /** How long it is open at a time, as a reader of the file would say. */
  Duration length() {
    if (days == null) {
      return Duration.between(from, to);
    }
    Duration length = Duration.between(start, end);
    return length.isNegative() || length.isZero() ? length.plusDays(1) : length;
  }
}
