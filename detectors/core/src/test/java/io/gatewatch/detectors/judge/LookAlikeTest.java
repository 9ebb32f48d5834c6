package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.TestCalls;
import io.gatewatch.ingest.ApiCall;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Benign traffic that looks like an attack at first sight. */
class LookAlikeTest {
  @Test
  void aPersonWhoMistypesAPasswordForAMinuteIsNoCredentialStuffing() {
    quiet(
        TestCalls.source("198.51.100.0/24")
            .calling("POST", "/login")
            .claiming(n -> "one customer")
            .answered(401)
            .every(4, 0, 60)
            .answered(200)
            .at(64));
  }

  @Test
  void aBusyOfficeWithAFewMistypedPasswordsIsNoCredentialStuffing() {
    quiet(
        TestCalls.source("198.51.100.0/24")
            .calling("POST", "/login")
            .claiming(n -> "employee" + n)
            .answered(n -> n % 5 == 0 ? 401 : 200)
            .every(1, 0, 300));
  }

  @Test
  void aBatchJobThatAlwaysTouchesNewObjectsIsNoEnumeration() {
    quiet(
        TestCalls.agent("batch-1")
            .ofClass(ApiCall.AgentClass.BATCH)
            .touching(TestCalls::scattered)
            .answered(n -> n % 20 == 0 ? 404 : 200)
            .every(1, 0, 3600));
  }

  @Test
  void aBatchJobThatWalksItsAccountsIsQuestionedInItsFirstMinutesOnly() {
    Court court =
        Court.hears(
            TestCalls.agent("batch-1")
                .ofClass(ApiCall.AgentClass.BATCH)
                .touching(TestCalls::numbered)
                .every(1, 0, 3600));
    assertThat(court.categories()).containsExactly(Category.OBJECT_ENUMERATION);
    assertThat(court.detections())
        .allSatisfy(d -> assertThat(AttackTest.secondsIn(d)).isLessThan(360));
  }

  @Test
  void aReleaseThatUsesManyNewRoutesIsNoEndpointDiscovery() {
    quiet(
        TestCalls.agent("aisp-1")
            .calling(n -> "/v2/resource" + n % 30)
            .answered(n -> n % 10 == 0 ? 404 : 200)
            .every(3, 0, 300));
  }

  @Test
  void anAppThatAsksForWhatWasClosedIsNoEndpointDiscovery() {
    quiet(
        TestCalls.agent("aisp-1")
            .calling("GET", "/accounts/{id}")
            .touching(n -> TestCalls.scattered(n % 5))
            .answered(404)
            .every(2, 0, 300));
  }

  @Test
  void aMonitorThatRepeatsItsCallAtItsUsualRateIsInNoLoop() {
    quiet(TestCalls.agent("monitor").calling("GET", "/health").every(2.5, 0, 7200));
  }

  @Test
  void anAppThatAsksTheSameForOneCustomerAfterTheOtherIsInNoLoop() {
    quiet(TestCalls.agent("aisp-1").onBehalfOf(n -> "customer" + n).every(1, 0, 600));
  }

  @Test
  void anAgentWhoseQuotaRefusesItIsNotAccusedOfBeingRefused() {
    quiet(AttackTest.browsing("aisp-1").every(6, 0, 2400).answered(429).every(0.1, 2400, 2700));
  }

  @Test
  void anAgentThatDoublesItsCallsDoesNotSpike() {
    quiet(AttackTest.browsing("aisp-1").every(6, 0, 2400).every(3, 2400, 3000));
  }

  @Test
  void aFlashCrowdInWhichManyPeersRiseTogetherIsNobodysSpike() {
    List<TestCalls> crowd = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      crowd.add(AttackTest.browsing("aisp-" + i).every(6, i / 8.0, 2400).every(0.5, 2400, 2700));
    }
    quiet(crowd.toArray(TestCalls[]::new));
  }

  @Test
  void oneOfTheCrowdThatRisesAloneDoesSpike() {
    List<TestCalls> crowd = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      double pace = i == 0 ? 0.5 : 6;
      crowd.add(AttackTest.browsing("aisp-" + i).every(6, i / 8.0, 2400).every(pace, 2400, 2700));
    }
    Court court = Court.hears(crowd.toArray(TestCalls[]::new));
    assertThat(court.categories()).containsExactly(Category.VOLUME_SPIKE);
    assertThat(court.detections()).extracting(d -> d.entity().id()).containsOnly("aisp-0");
  }

  @Test
  void aNewcomerAmongPeersAsBusyAsItselfIsNothingUnusual() {
    List<TestCalls> callers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      callers.add(AttackTest.browsing("aisp-" + i).every(1, i / 6.0, 600));
    }
    callers.add(AttackTest.browsing("newcomer").every(0.2, 300, 400));
    quiet(callers.toArray(TestCalls[]::new));
  }

  @Test
  void aNewcomerWithoutEnoughPeersIsNotJudgedByThem() {
    quiet(
        AttackTest.browsing("aisp-1").every(10, 0, 600),
        AttackTest.browsing("aisp-2").every(10, 0, 600),
        AttackTest.browsing("newcomer").every(0.2, 300, 400));
  }

  private static void quiet(TestCalls... callers) {
    assertThat(Court.hears(callers).detections()).extracting(Detection::summary).isEmpty();
  }
}
