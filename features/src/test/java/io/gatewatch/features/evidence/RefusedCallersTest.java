package io.gatewatch.features.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.features.Rounds;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RefusedCallersTest {
  private static final long START = Rounds.of(Instant.parse("2026-03-02T00:00:00Z").toEpochMilli());
  private static final long ROUNDS_AN_HOUR = 360;
  private static final double BY_CHANCE_IN_ROUNDS = Math.log(1e6);

  private final RefusedCallers door = new RefusedCallers();
  private long last = START - 1;

  /** A night in which nobody forgets a password says nothing about how crowds come by day. */
  @Test
  void aSurgeAfterQuietNightsIsSeenAtOnce() {
    Random random = new Random(5);
    for (long hour = 0; hour < 3 * 24 + 10; hour++) {
      boolean day = hour % 24 >= 8 && hour % 24 < 22;
      for (long r = 0; r < ROUNDS_AN_HOUR; r++) {
        turnAway(START + hour * ROUNDS_AN_HOUR + r, day && random.nextInt(8) == 0 ? 1 : 0);
      }
    }
    assertThat(evidence()).isZero();
    long now = START + (3 * 24 + 10) * ROUNDS_AN_HOUR;
    turnAway(now, 20);
    turnAway(now + 1, 20);
    assertThat(evidence()).isGreaterThan(BY_CHANCE_IN_ROUNDS);
  }

  private void turnAway(long round, int callers) {
    if (callers > 0) {
      door.see(round - last - 1, callers, Rounds.end(round) - 1);
      last = round;
    }
  }

  private double evidence() {
    StreamReading reading = door.reading(Rounds.end(last) - 1);
    return reading == null ? 0 : reading.logEvidence();
  }
}
