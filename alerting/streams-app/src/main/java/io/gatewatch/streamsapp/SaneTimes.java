package io.gatewatch.streamsapp;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Times that a record from outside may hold: from 1970 on, and such that one can reckon with. What
 * waits for its time may be dated a month ahead of the Clock at most.
 */
final class SaneTimes {
  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  private static final Duration AHEAD = Duration.ofDays(30);

  private SaneTimes() {}

  /**
   * Whether it would have to be kept for longer than a month.
   *
   * @param clock empty while none is known: then nothing is
   */
  static boolean isTooFarAhead(Instant time, Optional<Instant> clock) {
    return clock.filter(now -> time.isAfter(now.plus(AHEAD))).isPresent();
  }

  static boolean isSane(Instant time) {
    return !time.isBefore(Instant.EPOCH) && time.isBefore(END);
  }

  /**
   * Lets a time pass, or does not.
   *
   * @throws IllegalArgumentException when it is none that one can reckon with
   */
  static void require(Instant time, String field) {
    if (!isSane(time)) {
      throw new IllegalArgumentException(field + ": " + time + " (expected: 1970 to 9998)");
    }
  }
}
