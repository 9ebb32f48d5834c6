package io.gatewatch.replaydata.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTallyTest {
  private static final Instant NOW = Instant.parse("2026-01-10T13:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "PT0S, true, ",
    "PT1M, true, ",
    "PT-3S, true, ", // a clock may be off by a little
    "PT2H, true, +02:00",
    "PT2H1M, true, +02:00",
    "PT5H30M, true, +05:30",
    "PT-5H, true, -05:00",
    "PT20M, true, ",
    "PT2H10M, true, ", // neither is a time zone
    "PT30H, true, ", // nor is this
    "PT1H, false, +01:00",
    "PT-5H, false, ", // an old file is behind, and that means nothing
  })
  void aClockThatIsOffByATimeZoneIsToldFromOneThatIsOff(
      Duration ahead, boolean live, String expected) {
    TimeTally tally = new TimeTally(NOW.toEpochMilli(), live);
    tally.add(NOW.plus(ahead).toEpochMilli());

    assertThat(tally.times().zone()).isEqualTo(expected);
    assertThat(tally.times().aheadSeconds()).isEqualTo((double) ahead.toSeconds());
  }

  @Test
  void disorderIsMeasuredWithinEachFile() {
    TimeTally tally = new TimeTally(NOW.toEpochMilli(), false);
    for (long seconds : new long[] {-100, -90, -95, -20, -90}) {
      tally.add(NOW.plusSeconds(seconds).toEpochMilli());
    }
    tally.startFile();
    tally.add(NOW.minusSeconds(3600).toEpochMilli());

    Diagnosis.Times times = tally.times();
    assertThat(times.outOfOrder()).isEqualTo(0.3333);
    assertThat(times.late()).isEqualTo(0.1667);
    assertThat(times.furthestBackSeconds()).isEqualTo(70);
    assertThat(times.future()).isZero();
  }
}
