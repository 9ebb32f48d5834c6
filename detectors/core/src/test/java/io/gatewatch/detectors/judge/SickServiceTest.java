package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.TestCalls;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is to blame when calls end in 5xx: the service, or the one who calls it. */
class SickServiceTest {
  @Test
  void aServiceThatFailsForItsCallersIsNamedAndNoneOfThemIsBlamed() {
    Court court = Court.hears(outage(6, 2400, 2520));
    assertThat(court.categories()).containsExactly(Category.SERVICE_DEGRADED);
    Detection first = court.detections().get(0);
    assertThat(first.entity())
        .isEqualTo(new Entity(Entity.Kind.SERVICE, "payments", null, "bank/edge/service/payments"));
    assertThat(first.need()).isEqualTo(Need.SAME);
    assertThat(AttackTest.secondsIn(first)).isBetween(2410L, 2450L);
  }

  @Test
  void anOutageIsOneEpisodeToldOnceAMinute() {
    List<Detection> told = Court.hears(outage(6, 2400, 2640)).about(Category.SERVICE_DEGRADED);
    assertThat(told).extracting(Detection::detectionId).containsOnly(told.get(0).detectionId());
    assertThat(told).extracting(Detection::sequence).containsExactly(0, 1, 2, 3, 4);
    for (Detection d : told) {
      long sinceFirst = AttackTest.secondsIn(d) - AttackTest.secondsIn(told.get(0));
      assertThat(sinceFirst).isEqualTo(60L * d.sequence());
    }
    assertThat(AttackTest.secondsIn(told.get(4))).isLessThan(2640 + 60);
  }

  @Test
  void aSecondOutageIsAnEpisodeOfItsOwn() {
    TestCalls[] callers = outage(6, 2400, 2460);
    for (TestCalls caller : callers) {
      caller.answered(200).every(6, 2460, 3600).answered(502).every(2, 3600, 3660);
    }
    List<Detection> told = Court.hears(callers).about(Category.SERVICE_DEGRADED);
    assertThat(told.stream().filter(d -> d.sequence() == 0)).hasSize(2);
    assertThat(told.stream().map(Detection::detectionId).distinct()).hasSize(2);
  }

  @Test
  void anAgentWhoseCallsFailWhileOthersAreServedIsAtFaultItself() {
    TestCalls[] callers = outage(6, 2400, 2400);
    callers[0].answered(500).every(0.5, 2400, 2460);
    Court court = Court.hears(callers);
    assertThat(court.about(Category.SERVICE_DEGRADED)).isEmpty();
    List<Detection> fault = court.about(Category.CLIENT_FAULT);
    assertThat(fault).isNotEmpty();
    assertThat(fault).extracting(d -> d.entity().id()).containsOnly("aisp-0");
    assertThat(fault).extracting(Detection::need).containsOnly(Need.SAME);
    assertThat(AttackTest.secondsIn(fault.get(0))).isEqualTo(2410);
    assertThat(fault.get(0).calls()).isEmpty();
  }

  @Test
  void anAgentAloneOnAServiceIsNotBlamedForItsFailures() {
    Court court =
        Court.hears(
            TestCalls.agent("aisp-1")
                .to("payments")
                .every(6, 0, 600)
                .answered(503)
                .every(1, 600, 700),
            TestCalls.agent("aisp-2").to("accounts").every(1, 0, 700),
            TestCalls.agent("aisp-3").to("accounts").every(1, 0, 700));
    assertThat(court.about(Category.CLIENT_FAULT)).isEmpty();
    assertThat(court.about(Category.SERVICE_DEGRADED)).isEmpty();
  }

  /**
   * Agents that call calmly, then get nothing but 503 for a while and retry three times as often.
   */
  private static TestCalls[] outage(int agents, double from, double until) {
    List<TestCalls> callers = new ArrayList<>();
    for (int i = 0; i < agents; i++) {
      TestCalls calls = AttackTest.browsing("aisp-" + i).to("payments");
      calls.every(6, i / 10.0, 2400).answered(503).every(2, from + i / 10.0, until);
      callers.add(calls.answered(200).every(6, until + i / 10.0, until + 300));
    }
    return callers.toArray(TestCalls[]::new);
  }
}
