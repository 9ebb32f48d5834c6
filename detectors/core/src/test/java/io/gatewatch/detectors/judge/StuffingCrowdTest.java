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

/** Log-ins that fail for many callers of whom each does next to nothing. */
class StuffingCrowdTest {
  private static final int HOUR = 3600;
  private static final int TWO_DAYS = 48 * HOUR;

  @Test
  void twoHundredNetworksWithThreeTriesEachAreOneFindingAboutTheDoor() {
    List<TestCalls> callers = strangers(TWO_DAYS + HOUR);
    for (int i = 0; i < 200; i++) {
      double from = TWO_DAYS + i * 3;
      callers.add(door("203.0." + i + ".0/24").every(40, from, from + 120));
    }
    Court court = Court.hears(callers.toArray(TestCalls[]::new));
    assertThat(court.categories()).containsExactly(Category.CREDENTIAL_STUFFING);
    Detection first = court.detections().get(0);
    assertThat(court.detections())
        .extracting(Detection::detectionId)
        .containsOnly(first.detectionId());
    assertThat(first.entity())
        .isEqualTo(new Entity(Entity.Kind.SERVICE, "identity", null, "bank/edge/service/identity"));
    assertThat(first.need()).isEqualTo(Need.PAST);
    assertThat(first.summary()).contains("callers more were turned away with 401 in a minute");
    assertThat(AttackTest.secondsIn(first)).isBetween((long) TWO_DAYS, TWO_DAYS + 180L);
  }

  @Test
  void aFewStrangersMoreThanUsualAreNoCrowd() {
    List<TestCalls> callers = strangers(TWO_DAYS + HOUR);
    for (int i = 0; i < 6; i++) {
      callers.add(
          door("203.0." + i + ".0/24").every(45, TWO_DAYS + i * 90, TWO_DAYS + i * 90 + 91));
    }
    assertThat(Court.hears(callers.toArray(TestCalls[]::new)).detections()).isEmpty();
  }

  /** Somebody mistypes a secret every few minutes, from ever other networks. */
  private static List<TestCalls> strangers(int seconds) {
    List<TestCalls> callers = new ArrayList<>();
    for (int at = 0, i = 0; at < seconds; at += 97 + 31 * (i % 5), i++) {
      callers.add(door("198.18." + i % 250 + ".0/24").at(at));
    }
    return callers;
  }

  private static TestCalls door(String network) {
    return TestCalls.source(network).to("identity").calling("POST", "/token").answered(401);
  }
}
