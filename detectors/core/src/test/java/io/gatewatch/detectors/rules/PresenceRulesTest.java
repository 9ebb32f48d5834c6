package io.gatewatch.detectors.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.TestCalls;
import io.gatewatch.ingest.ApiCall.AgentClass;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Silences and work at odd hours; the calls begin on a Monday at nine. */
class PresenceRulesTest {
  private static final int HOUR = 3_600;
  private static final int DAY = 24 * HOUR;

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
    TestCalls lost = TestCalls.agent("lost").ofClass(AgentClass.BATCH).every(HOUR, 1_200, 4 * DAY);
    Court court = Court.hears(lost, hourly("like", 2_000), others("one"), others("two"));
    assertThat(court.about(Category.SILENCE))
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.entity().id()).isEqualTo("lost");
              assertThat(d.time().toEpochMilli() - TestCalls.START)
                  .isEqualTo((4L * DAY + 4 * HOUR + 10) * 1_000);
              assertThat(d.summary()).contains("4 whole hours, and it comes each hour");
            });
  }

  @Test
  void anHourlyJobIsNotMissedWhenOnlyItsLikesCouldCall() {
    TestCalls lost = TestCalls.agent("lost").ofClass(AgentClass.BATCH).every(HOUR, 1_200, 4 * DAY);
    assertThat(Court.hears(lost, hourly("like", 2_000)).about(Category.SILENCE)).isEmpty();
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

  private static TestCalls hourly(String id, int second) {
    return TestCalls.agent(id).ofClass(AgentClass.BATCH).every(HOUR, second, 4 * DAY + 5 * HOUR);
  }

  private static TestCalls others(String id) {
    return TestCalls.agent(id).every(9, 4 * DAY - HOUR, 4 * DAY + 5 * HOUR);
  }
}
