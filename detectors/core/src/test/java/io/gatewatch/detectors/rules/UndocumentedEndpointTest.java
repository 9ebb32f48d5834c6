package io.gatewatch.detectors.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.TestCalls;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stranger tries doors of a service that agents use, and one of them is open. */
class UndocumentedEndpointTest {
  private static final int HOUR = 3_600;
  private static final int SEARCHES = 60 * HOUR;
  private static final String OPEN = "/internal/report";

  private final List<TestCalls> callers = new ArrayList<>();

  UndocumentedEndpointTest() {
    for (int i = 0; i < 3; i++) {
      callers.add(TestCalls.agent("aisp-" + i).every(1_800, 0, SEARCHES + 600));
    }
  }

  /** So many strangers use the open door, from then on. */
  private void usedBy(int strangers, int since) {
    for (int i = 0; i < strangers; i++) {
      callers.add(
          TestCalls.source("203.0." + i + ".0/24")
              .calling("GET", OPEN)
              .every(12 * HOUR, since + i, SEARCHES));
    }
  }

  private boolean told(TestCalls searcher) {
    callers.add(
        searcher
            .calling(n -> "/door" + n)
            .answered(n -> 404)
            .every(2, SEARCHES, SEARCHES + 20)
            .calling("GET", OPEN)
            .answered(200)
            .at(SEARCHES + 30));
    Court court = Court.hears(callers.toArray(TestCalls[]::new));
    return !court.about(Category.UNDOCUMENTED_ENDPOINT).isEmpty();
  }

  private static TestCalls stranger() {
    return TestCalls.source("198.51.100.0/24");
  }

  @Test
  void anOpenDoorThatNobodyElseUsesIsTold() {
    assertThat(told(stranger())).isTrue();
  }

  @Test
  void twoStrangersOfTheDayBeforeVouchForADoor() {
    usedBy(2, SEARCHES - 20 * HOUR);
    assertThat(told(stranger())).isFalse();
  }

  @Test
  void oneStrangerIsNotEnough() {
    usedBy(1, SEARCHES - 6 * HOUR);
    assertThat(told(stranger())).isTrue();
  }

  @Test
  void strangersWhoCameWithItDoNotVouch() {
    usedBy(8, SEARCHES - 2 * HOUR);
    assertThat(told(stranger())).isTrue();
  }

  /** An agent's own vote of the day is among those that count at once; a stranger's is not. */
  @Test
  void aStrangersOwnVoteIsNoVoteForItsDoor() {
    usedBy(1, SEARCHES - 20 * HOUR);
    callers.add(stranger().calling("GET", OPEN).at(SEARCHES - HOUR));
    assertThat(told(stranger())).isTrue();
  }
}
