package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatewatch.features.History.Level;
import io.gatewatch.ingest.Principal;
import org.junit.jupiter.api.Test;

/** What becomes usual, and what does not. */
class HistoryTest {
  private static final int THREE_DAYS = 72 * 60;
  private final History history = new History(Principal.Kind.AGENT);

  @Test
  void aFewMinutesAreLittleProofOfWhatIsUsual() {
    minutes(1, 20, 0, 20);
    assertThat(history.usualIn5m(Level.NEW_OBJECTS)).isCloseTo(100 / 30.0, within(1e-9));
    minutes(29, 20, 0, 20);
    assertThat(history.usualIn5m(Level.NEW_OBJECTS)).isCloseTo(100, within(1e-9));
  }

  @Test
  void aNewcomerThatIsMostlyRefusedDoesNotMakeThatItsNorm() {
    minutes(60, 30, 29, 0);
    assertThat(history.usualIn5m(Level.FORBIDDEN)).isZero();
    assertThat(history.busyMinutes()).isZero();
  }

  @Test
  void anAttackIsNotLearned() {
    minutes(60, 30, 1, 2);
    minutes(THREE_DAYS, 30, 200, 2);
    assertThat(history.usualIn5m(Level.FORBIDDEN)).isCloseTo(5, within(1e-9));
  }

  @Test
  void afterThreeDaysANewLevelIsAdopted() {
    minutes(60, 30, 1, 2);
    minutes(THREE_DAYS + 120, 30, 200, 2);
    assertThat(history.usualIn5m(Level.FORBIDDEN)).isGreaterThan(100);
  }

  @Test
  void aBenignVerdictEndsTheFreezeForSixHoursOfBusyMinutes() {
    givenLeave();
    minutes(60, 30, 200, 2);
    assertThat(history.usualIn5m(Level.FORBIDDEN)).isGreaterThan(500);
    minutes(1, 30, 1, 2);
    double before = history.usualIn5m(Level.FORBIDDEN);
    minutes(1, 30, 3_000, 2);
    assertThat(history.usualIn5m(Level.FORBIDDEN)).isGreaterThan(before);
  }

  @Test
  void whatComesAfterTheLeaveIsHeldBackAgain() {
    givenLeave();
    minutes(400, 30, 200, 2);
    minutes(1, 30, 1, 2);
    double before = history.usualIn5m(Level.FORBIDDEN);
    minutes(600, 30, 9_000, 2);
    assertThat(history.usualIn5m(Level.FORBIDDEN)).isEqualTo(before);
  }

  /** However few busy minutes there were meanwhile. */
  @Test
  void aLeaveIsOverAfterADay() {
    givenLeave();
    long day = 24 * 3_600_000L;
    Leave given = (call, after, until) -> after < 0 && until >= 0;
    history.freeze.endLeave(given, null, day - 1);
    minutes(1, 30, 200, 2);
    double within = history.usualIn5m(Level.FORBIDDEN);
    assertThat(within).isGreaterThan(5.1);
    history.freeze.endLeave(given, null, day);
    minutes(20, 30, 9_000, 2);
    assertThat(history.usualIn5m(Level.FORBIDDEN)).isEqualTo(within);
  }

  private void givenLeave() {
    minutes(60, 30, 1, 2);
    minutes(30, 30, 200, 2);
    assertThat(history.adopt(0)).isTrue();
  }

  @Test
  void aVerdictOnWhatIsNotHeldBackGivesNoLeave() {
    minutes(60, 30, 1, 2);
    assertThat(history.adopt(0)).isFalse();
    minutes(30, 30, 200, 2);
    assertThat(history.usualIn5m(Level.FORBIDDEN)).isCloseTo(5, within(1e-9));
  }

  @Test
  void anOrdinaryMinuteInBetweenStartsTheThreeDaysAgain() {
    minutes(60, 30, 1, 2);
    minutes(THREE_DAYS - 1, 30, 200, 2);
    minutes(1, 30, 1, 2);
    minutes(THREE_DAYS - 1, 30, 200, 2);
    assertThat(history.usualIn5m(Level.FORBIDDEN)).isCloseTo(5, within(1e-9));
  }

  @Test
  void whatRisesNowIsHeldAgainstWhatWasAnHourAgo() {
    minutes(200, 10, 1, 2);
    minutes(50, 30, 1, 2);
    assertThat(history.busy()).isLessThan(20);
    minutes(180, 30, 1, 2);
    assertThat(history.busy()).isGreaterThan(30);
  }

  @Test
  void aNewcomersFirstMinutesAreLearnedAtOnce() {
    minutes(5, 30, 1, 2);
    assertThat(history.busy()).isGreaterThan(30);
  }

  private long minute;

  private void minutes(int count, int calls, int forbidden, int newObjects) {
    int[] level = new int[Level.values().length];
    level[Level.FORBIDDEN.ordinal()] = forbidden;
    level[Level.NEW_OBJECTS.ordinal()] = newObjects;
    for (int i = 0; i < count; i++) {
      history.closeMinute(calls, level, minute++);
    }
  }
}
