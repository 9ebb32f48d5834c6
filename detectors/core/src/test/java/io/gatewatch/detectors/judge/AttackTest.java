package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.TestCalls;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each shipped rule against the attack that it is for. */
class AttackTest {
  @Test
  void aNetworkThatTriesCredentialsIsNamedByItsAddress() {
    Court court =
        Court.hears(
            TestCalls.source("198.51.100.0/24")
                .calling("POST", "/login")
                .claiming(n -> "customer" + n)
                .answered(n -> n % 40 == 39 ? 200 : 401)
                .every(1, 0, 120));
    assertThat(court.categories()).containsExactly(Category.CREDENTIAL_STUFFING);
    Detection first = court.detections().get(0);
    assertThat(first.entity().kind()).isEqualTo(Entity.Kind.SOURCE);
    assertThat(first.entity().id()).isEqualTo("198.51.100.7");
    assertThat(first.entity().key()).isEqualTo("bank/edge/source/198.51.100.0%2F24");
    assertThat(secondsIn(first)).isEqualTo(24);
    assertThat(first.summary()).contains("25 calls refused with 401", "25 claimed identities");
    assertThat(first.operationGroup()).isEqualTo("accounts.write");
  }

  @Test
  void anAgentThatIsRefusedOneForeignAccountAfterTheOtherIsEnumerating() {
    Court court =
        Court.hears(
            agent("aisp-1")
                .touching(TestCalls::scattered)
                .answered(n -> n % 10 == 0 ? 200 : 403)
                .every(2, 0, 120));
    assertThat(court.categories()).containsExactly(Category.OBJECT_ENUMERATION);
    assertThat(secondsIn(court.detections().get(0))).isEqualTo(58);
    assertThat(court.detections().get(0).title())
        .isEqualTo("the aisp-1 is walking through object ids (BOLA)");
  }

  @Test
  void aNewcomerThatStealsSlowlyIsFoundBeforeItsTheftCountsAsUsual() {
    Court court =
        Court.hears(agent("aisp-1").touching(TestCalls::scattered).answered(403).every(4, 30, 600));
    assertThat(court.categories()).containsExactly(Category.OBJECT_ENUMERATION);
    assertThat(secondsIn(court.detections().get(0))).isEqualTo(30 + 29 * 4);
    assertThat(court.detections()).hasSizeGreaterThan(6);
  }

  @Test
  void anAgentThatWalksThroughIdsIsEnumeratingEvenWhenNothingIsRefused() {
    Court court = Court.hears(agent("aisp-1").touching(TestCalls::numbered).every(2, 0, 120));
    assertThat(court.categories()).containsExactly(Category.OBJECT_ENUMERATION);
    assertThat(court.detections().get(0).summary()).contains("0 % refused", "97 % in sequence");
  }

  @Test
  void anAgentThatAsksForManyPathsThatDoNotExistIsLookingForEndpoints() {
    Court court =
        Court.hears(agent("aisp-1").calling(n -> "/probe" + n).answered(404).every(3, 0, 120));
    assertThat(court.categories()).containsExactly(Category.ENDPOINT_DISCOVERY);
    assertThat(secondsIn(court.detections().get(0))).isEqualTo(33);
  }

  @Test
  void anAgentThatMakesTheSameCallAgainAndAgainIsCaughtInALoop() {
    Court court =
        Court.hears(browsing("ai-1").every(20, 0, 1500).touching(n -> null).every(0.5, 1500, 1560));
    assertThat(court.categories()).containsExactly(Category.RUNAWAY_LOOP);
    assertThat(court.detections().get(0).summary()).contains("the same call 60 times in a row");
    assertThat(secondsIn(court.detections().get(0))).isEqualTo(1529);
  }

  @Test
  void anAgentThatCallsFarMoreThanInItsFortyBusyMinutesSpikes() {
    Court court = Court.hears(browsing("aisp-1").every(6, 0, 2400).every(0.2, 2400, 2460));
    assertThat(court.categories()).containsExactly(Category.VOLUME_SPIKE);
    Detection first = court.detections().get(0);
    assertThat(first.need()).isEqualTo(Need.PAST);
    assertThat(secondsIn(first)).isBetween(2409L, 2413L);
    assertThat(first.counterfactual()).isEqualTo("quiet below 60 calls a minute");
  }

  @Test
  void aNewcomerFarBusierThanItsPeersIsToldApartBeforeItHasAPast() {
    List<TestCalls> callers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      callers.add(browsing("aisp-" + i).every(10, i, 600));
    }
    callers.add(browsing("newcomer").every(0.2, 300, 400));
    Court court = Court.hears(callers.toArray(TestCalls[]::new));
    assertThat(court.categories()).containsExactly(Category.UNUSUAL_BEHAVIOUR);
    Detection first = court.detections().get(0);
    assertThat(first.detector()).isEqualTo("rule.peer-volume@4");
    assertThat(first.severity()).isEqualTo(Severity.LOW);
    assertThat(first.entity().id()).isEqualTo("newcomer");
    assertThat(first.summary()).contains("median of its peers: 8");
  }

  static TestCalls agent(String id) {
    return TestCalls.agent(id);
  }

  /** An agent whose calls are never the same twice in a row, and never new after the first few. */
  static TestCalls browsing(String id) {
    return TestCalls.agent(id).touching(n -> TestCalls.scattered(n % 7));
  }

  static long secondsIn(Detection detection) {
    return (detection.time().toEpochMilli() - TestCalls.START) / 1000;
  }
}
