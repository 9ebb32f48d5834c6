package io.gatewatch.features.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WeekProfileTest {
  private static final double WEIGHT = 30;
  private static final double OVERALL = 4;

  private final WeekProfile week = new WeekProfile();

  @Test
  void anHourBelongsToItsDayOfTheWeek() {
    assertThat(slot("2026-03-02T09:00:00Z")).as("Monday").isEqualTo(9);
    assertThat(slot("2026-03-06T23:00:00Z")).as("Friday").isEqualTo(23);
    assertThat(slot("2026-03-07T00:00:00Z")).as("Saturday").isEqualTo(24);
    assertThat(slot("2026-03-08T23:00:00Z")).as("Sunday").isEqualTo(47);
    assertThat(slot("1969-12-31T10:00:00Z")).as("a Wednesday before 1970").isEqualTo(10);
  }

  @Test
  void beforeAnythingIsLearnedAllHoursAreAlike() {
    assertThat(week.usual(9, OVERALL, WEIGHT)).isEqualTo(OVERALL);
    assertThat(week.usual(33, OVERALL, WEIGHT)).isEqualTo(OVERALL);
  }

  @Test
  void aFirstSaturdayIsHeldAgainstTheWorkingDaysAndLaterOnesAgainstSaturdays() {
    int monday = 9;
    int saturday = 33;
    for (int day = 0; day < 5; day++) {
      week.learn(monday, 600, 60);
    }
    assertThat(week.usual(saturday, OVERALL, WEIGHT)).isGreaterThan(8);
    for (int day = 0; day < 4; day++) {
      week.learn(saturday, 60, 60);
    }
    assertThat(week.usual(saturday, OVERALL, WEIGHT)).isLessThan(3);
    assertThat(week.usual(monday, OVERALL, WEIGHT)).isCloseTo(10, within(1.5));
  }

  @Test
  void statesOfBeforeKnewNoWeekends() throws IOException {
    week.learn(9, 600, 60);
    week.learn(33, 60, 60);
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    week.writeTo(new DataOutputStream(stored));
    assertThat(read(stored.toByteArray(), 6).usual(33, OVERALL, WEIGHT))
        .isEqualTo(week.usual(33, OVERALL, WEIGHT));

    WeekProfile workdays = new WeekProfile();
    workdays.learn(9, 600, 60);
    assertThat(read(stored.toByteArray(), 5).usual(33, OVERALL, WEIGHT))
        .isEqualTo(workdays.usual(33, OVERALL, WEIGHT));
  }

  private static WeekProfile read(byte[] stored, int version) throws IOException {
    WeekProfile read = new WeekProfile();
    read.readInto(new DataInputStream(new ByteArrayInputStream(stored)), version);
    return read;
  }

  private static int slot(String time) {
    return WeekProfile.slot(Math.floorDiv(Instant.parse(time).getEpochSecond(), 3600L));
  }
}
