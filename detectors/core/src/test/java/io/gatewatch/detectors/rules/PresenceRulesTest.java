package io.gatewatch.detectors.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.TestCalls;
import io.gatewatch.ingest.ApiCall.AgentClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Silences and work at odd hours; the calls begin on a Monday at nine. */
class PresenceRulesTest {
  private static final int HOUR = 3_600;
  private static final int DAY = 24 * HOUR;
  private static final int MIDNIGHT = 15 * HOUR;

  @Test
  void anAgentThatFallsSilentIsMissedWhileOthersCall() {
    TestCalls lost = TestCalls.agent("lost").every(240, 0, 4 * DAY);
    Court court = Court.hears(lost, others("one"), others("two"));
    assertThat(court.about(Category.SILENCE)).hasSize(1);
    Detection told = court.about(Category.SILENCE).get(0);
    assertThat(told.entity().id()).isEqualTo("lost");
    assertThat(told.title()).endsWith("has fallen silent");
    assertThat(told.time().toEpochMilli() - TestCalls.START)
        .isBetween((4L * DAY + HOUR) * 1_000, (4L * DAY + 3 * HOUR) * 1_000);
  }

  @Test
  void oneCallInTheLastHourWouldHaveBrokenTheSilence() {
    Random random = new Random(11);
    for (int i = 0; i < 25; i++) {
      int pace = 60 + random.nextInt(400);
      Court court =
          Court.hears(
              TestCalls.agent("lost").every(pace, 0, 4 * DAY), others("one"), others("two"));
      Detection told = court.about(Category.SILENCE).get(0);
      assertThat(told.counterfactual()).isEqualTo("quiet with one call in the last hour");
      double second = (told.time().toEpochMilli() - TestCalls.START) / 1_000.0;
      TestCalls came = TestCalls.agent("lost").every(pace, 0, 4 * DAY);
      came.at(second - random.nextInt(HOUR));
      assertThat(Court.hears(came, others("one"), others("two")).about(Category.SILENCE))
          .noneMatch(d -> !d.time().isAfter(told.time()));
    }
  }

  @Test
  void whenNobodyCallsItIsTheLogThatIsSilent() {
    TestCalls lost = TestCalls.agent("lost").every(240, 0, 4 * DAY);
    assertThat(Court.hears(lost).about(Category.SILENCE)).isEmpty();
  }

  @Test
  void anHourlyJobIsMissedWhileAnyOthersOfItsGroupCall() {
    TestCalls lost = hourly("lost", 1_200, 0, 7 * DAY);
    Court court =
        Court.hears(lost, hourly("like", 2_000, 0, 7 * DAY + 5 * HOUR), late("one"), late("two"));
    assertThat(court.about(Category.SILENCE))
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.entity().id()).isEqualTo("lost");
              assertThat(d.time().toEpochMilli() - TestCalls.START)
                  .isEqualTo((7L * DAY + 3 * HOUR + 10) * 1_000);
              assertThat(d.summary()).contains("3 whole hours, and it comes each hour");
            });
  }

  @Test
  void anHourlyJobIsNotMissedWhenOnlyItsLikesCouldCall() {
    TestCalls lost = hourly("lost", 1_200, 0, 7 * DAY);
    assertThat(
            Court.hears(lost, hourly("like", 2_000, 0, 7 * DAY + 5 * HOUR)).about(Category.SILENCE))
        .isEmpty();
  }

  @Test
  void anHourlyJobThatRestsAtWeekendsHasHolidays() {
    List<TestCalls> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      TestCalls job = hourly("job-" + i, 600 + 60 * i, 0, 4 * DAY + MIDNIGHT);
      job.every(HOUR, 6 * DAY + MIDNIGHT + 600 + 60 * i, 11 * DAY + MIDNIGHT);
      all.add(job.every(HOUR, 14 * DAY + MIDNIGHT + 600 + 60 * i, 15 * DAY));
    }
    all.add(TestCalls.agent("one").every(20, 13 * DAY + 14 * HOUR, 14 * DAY));
    all.add(TestCalls.agent("two").every(20, 13 * DAY + 14 * HOUR, 14 * DAY));
    assertThat(Court.hears(all.toArray(new TestCalls[0])).about(Category.SILENCE)).isEmpty();
  }

  @Test
  void beforeAWeekendIsKnownAnHourlyJobMayHaveHolidays() {
    TestCalls lost = hourly("lost", 1_200, 0, 3 * DAY);
    TestCalls one = TestCalls.agent("one").every(20, 3 * DAY, 3 * DAY + 12 * HOUR);
    TestCalls two = TestCalls.agent("two").every(20, 3 * DAY, 3 * DAY + 12 * HOUR);
    assertThat(Court.hears(lost, one, two).about(Category.SILENCE)).isEmpty();
  }

  @Test
  void theWeekendsOfAJobThatRestsThenAreNoHoursInWhichItComes() {
    TestCalls lost = hourly("lost", 600, 0, 4 * DAY + MIDNIGHT);
    lost.every(HOUR, 6 * DAY + MIDNIGHT + 600, 11 * DAY + MIDNIGHT);
    TestCalls one = TestCalls.agent("one").ofClass(AgentClass.BATCH);
    TestCalls two = TestCalls.agent("two").ofClass(AgentClass.BATCH);
    one.every(20, 13 * DAY + 10 * HOUR, 13 * DAY + 20 * HOUR);
    two.every(20, 13 * DAY + 10 * HOUR, 13 * DAY + 20 * HOUR);
    assertThat(Court.hears(lost, one, two).about(Category.SILENCE))
        .singleElement()
        .satisfies(d -> assertThat(d.summary()).contains("no call for").doesNotContain("whole"));
  }

  @Test
  void aDeskThatWorksAtNightIsToldOnce() {
    TestCalls desk = TestCalls.agent("desk").ofClass(AgentClass.HUMAN_CHANNEL);
    for (int day = 0; day < 4; day++) {
      desk.every(120, day * DAY, day * DAY + 8 * HOUR);
    }
    desk.every(300, 3 * DAY + 16 * HOUR, 3 * DAY + 18 * HOUR);
    assertThat(Court.hears(desk).about(Category.OFF_HOURS))
        .singleElement()
        .satisfies(d -> assertThat(d.title()).endsWith("works at hours when it never does"));
  }

  @Test
  void oneLateCallIsNoNightShift() {
    TestCalls desk = TestCalls.agent("desk").ofClass(AgentClass.HUMAN_CHANNEL);
    for (int day = 0; day < 4; day++) {
      desk.every(120, day * DAY, day * DAY + 8 * HOUR);
    }
    desk.at(3 * DAY + 16 * HOUR);
    assertThat(Court.hears(desk).about(Category.OFF_HOURS)).isEmpty();
  }

  private static TestCalls hourly(String id, int second, int from, int to) {
    return TestCalls.agent(id).ofClass(AgentClass.BATCH).every(HOUR, from + second, to);
  }

  private static TestCalls others(String id) {
    return TestCalls.agent(id).every(9, 4 * DAY - HOUR, 4 * DAY + 5 * HOUR);
  }

  private static TestCalls late(String id) {
    return TestCalls.agent(id).every(9, 7 * DAY - HOUR, 7 * DAY + 5 * HOUR);
  }
}
