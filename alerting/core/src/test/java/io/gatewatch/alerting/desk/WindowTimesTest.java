package io.gatewatch.alerting.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class WindowTimesTest {
  /** Opens on Saturday night in London, closes on Sunday morning. */
  private final WindowTimes nights =
      new WindowTimes(
          null,
          Instant.parse("2026-04-10T00:00:00Z"),
          EnumSet.of(java.time.DayOfWeek.SATURDAY),
          LocalTime.of(23, 0),
          LocalTime.of(3, 0),
          ZoneId.of("Europe/London"));

  private boolean hold(String from, String to) {
    return nights.hold(Instant.parse(from), Instant.parse(to));
  }

  @Test
  void itHoldsOverMidnightOnItsDaysOnly() {
    assertThat(hold("2026-03-07T23:00:00Z", "2026-03-08T02:59:59Z")).isTrue();
    assertThat(hold("2026-03-08T01:00:00Z", "2026-03-08T02:00:00Z")).isTrue();
    assertThat(hold("2026-03-07T22:59:59Z", "2026-03-08T02:00:00Z")).isFalse();
    assertThat(hold("2026-03-08T01:00:00Z", "2026-03-08T03:00:00Z")).isFalse();
    assertThat(hold("2026-03-08T23:30:00Z", "2026-03-08T23:40:00Z")).as("Sunday").isFalse();
  }

  @Test
  void bothMomentsMustLieInOneOpening() {
    assertThat(hold("2026-03-07T23:30:00Z", "2026-03-14T23:30:00Z")).isFalse();
  }

  @Test
  void itFollowsTheClocksOfItsZone() {
    // In London clocks go forward on 29 March 2026 at 01:00 UTC: three hours of night, not four.
    assertThat(hold("2026-03-28T23:30:00Z", "2026-03-29T01:59:00Z")).isTrue();
    assertThat(hold("2026-03-28T23:30:00Z", "2026-03-29T02:00:00Z")).isFalse();
    assertThat(hold("2026-04-04T22:00:00Z", "2026-04-05T01:59:00Z")).as("summer time").isTrue();
  }

  @Test
  void itEndsWithItsLastDay() {
    assertThat(hold("2026-04-11T22:30:00Z", "2026-04-11T22:40:00Z")).isFalse();
  }
}
