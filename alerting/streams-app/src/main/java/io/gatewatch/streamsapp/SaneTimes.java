package io.gatewatch.streamsapp;

import java.time.Instant;

/** Times that a record from outside may hold: from 1970 on, and such that one can reckon with. */
final class SaneTimes {
  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  private SaneTimes() {}

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
