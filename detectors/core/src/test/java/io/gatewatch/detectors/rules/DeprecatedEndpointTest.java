package io.gatewatch.detectors.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.TestCalls;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Agents that turn to an older version of what they use, each to an operation of its own. */
class DeprecatedEndpointTest {
  private static final int HOUR = 3_600;
  private static final int TURN = 30 * HOUR;

  private final List<TestCalls> callers = new ArrayList<>();

  private void turning(int agents) {
    turning(agents, 200);
  }

  /** What they turn to answers so. */
  private void turning(int agents, int status) {
    for (int i = 0; i < agents; i++) {
      String operation = "/accounts/{id}/part" + i;
      callers.add(
          TestCalls.agent("aisp-" + i)
              .calling("GET", "/bank/v4" + operation)
              .every(150, 0, TURN)
              .calling("GET", "/bank/v3" + operation)
              .answered(status)
              .every(30, TURN + 30 * i, TURN + 30 * i + 600));
    }
  }

  /** What is told of all of them; of the first once more, when it is no longer alone. */
  private List<Severity> told() {
    Court court = Court.hears(callers.toArray(TestCalls[]::new));
    return court.about(Category.DEPRECATED_ENDPOINT).stream().map(Detection::severity).toList();
  }

  @Test
  void whenManyTurnTogetherItIsTheBanksChangeAndLowButForTheFirst() {
    turning(8);
    assertThat(told()).containsOnlyOnce(Severity.MEDIUM).startsWith(Severity.MEDIUM).hasSize(9);
  }

  @Test
  void whenManyTurnToWhatIsGoneAlreadyItIsTheBanksChangeAsWell() {
    turning(8, 410);
    assertThat(told()).containsOnlyOnce(Severity.MEDIUM).startsWith(Severity.MEDIUM).hasSize(9);
  }

  @Test
  void threeTogetherAreNotMany() {
    turning(3);
    assertThat(told()).hasSize(3).containsOnly(Severity.MEDIUM);
  }

  @Test
  void fiveOfManyAreNotMany() {
    turning(5);
    for (int i = 0; i < 80; i++) {
      callers.add(TestCalls.agent("other-" + i).every(10, TURN - 60, TURN + 900));
    }
    assertThat(told()).hasSize(5).containsOnly(Severity.MEDIUM);
  }

  /** Most call in the first seconds of a minute: when the five call, nobody else does. */
  @Test
  void fiveOfManyAreNotManyWhereTheServiceWasQuietTwoRoundsAgo() {
    turning(5);
    for (int i = 0; i < 400; i++) {
      callers.add(TestCalls.agent("other-" + i).every(60, TURN - 120, TURN + 900));
    }
    assertThat(told()).hasSize(5).containsOnly(Severity.MEDIUM);
  }

  @Test
  void thoseWhoTurnedTheDayBeforeVouchForNobody() {
    turning(8);
    callers.remove(7);
    callers.add(
        TestCalls.agent("late")
            .calling("GET", "/bank/v4/rates")
            .every(600, 0, TURN + 24 * HOUR)
            .calling("GET", "/bank/v3/rates")
            .every(30, TURN + 24 * HOUR, TURN + 24 * HOUR + 300));
    assertThat(told()).hasSize(9).endsWith(Severity.MEDIUM);
  }
}
