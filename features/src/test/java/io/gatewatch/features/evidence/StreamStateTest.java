package io.gatewatch.features.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class StreamStateTest {
  private static final long MINUTE = 60_000;
  private static final int DAY = 24 * 60;
  private static final double ALARM = StrictMath.log(1e5);

  /** What a fleet of a dozen agents asks for. */
  private static final double TOLD = StrictMath.log(1e7);

  private final SplittableRandom random = new SplittableRandom(11);
  private StreamState calls = new StreamState(EvidenceStream.CALLS);
  private int minute;

  /** Twenty a minute by day, two by night, and a poll of 150 in one minute of each hour. */
  private static double ordinary(int minute) {
    int hour = minute / 60 % 24;
    double level = hour >= 8 && hour < 18 ? 20 : 2;
    return minute % 60 == 43 ? level + 150 : level;
  }

  @Test
  void aDaysRhythmAndAPollEveryHourAreNoEvidence() {
    assertThat(loudest(21 * DAY, StreamStateTest::ordinary)).isLessThan(ALARM);
  }

  @Test
  void aFloodIsEvidenceWithinTwoMinutes() {
    loudest(5 * DAY, StreamStateTest::ordinary);
    assertThat(loudest(2, m -> 900)).isGreaterThan(ALARM);
  }

  @Test
  void aRiseThatNoHourShowsIsNotHeldAgainstItself() {
    loudest(5 * DAY, m -> 10);
    double doubling = loudest(6 * 60, m -> 10 * StrictMath.pow(2, (m - 5 * DAY) / 25.0));
    assertThat(doubling).isGreaterThan(ALARM);
  }

  @Test
  void whatIsOverIsForgottenWithinMinutes() {
    loudest(3 * DAY, StreamStateTest::ordinary);
    loudest(5, m -> 900);
    loudest(11, StreamStateTest::ordinary);
    assertThat(calls.reading(1, 20, minute * MINUTE)).isNull();
  }

  @Test
  void afterAFloodThatWasToldOrdinaryMinutesDoNotTellOfItAgain() {
    loudest(3 * DAY, StreamStateTest::ordinary);
    assertThat(loudest(20, m -> 900)).isGreaterThan(TOLD);
    loudest(11, StreamStateTest::ordinary);
    assertThat(loudest(2 * 60, StreamStateTest::ordinary)).isLessThan(TOLD);
  }

  /** One slot in three has a turn, for eight hours, now sooner and now later. */
  @Test
  void whatComesEveryHalfHourAddsUp() {
    StreamState turns = new StreamState(EvidenceStream.TURNS);
    double loudest = 0;
    for (int slot = 0; slot < 3 * 144 + 48; slot++) {
      long time = slot * (10 * MINUTE) + slot % 2 * (4 * MINUTE);
      turns.see(1, slot >= 3 * 144 && slot % 3 == 0 ? 1 : 0, time);
      StreamReading reading = turns.reading(0, 0, time);
      loudest = Math.max(loudest, reading == null ? 0 : reading.logEvidence());
    }
    assertThat(loudest).isGreaterThan(TOLD);
  }

  /** Two thousand calls in one hour of each night; in the second a tenth go to new routes. */
  @Test
  void aJobThatCallsOneHourADayIsJudgedFromItsSecondNight() {
    StreamState routes = new StreamState(EvidenceStream.NEW_ROUTES);
    double loudest = 0;
    for (int round = 0; round < 720; round++) {
      long time = round / 360 * (DAY * MINUTE) + round % 360 * 10_000L;
      routes.see(6, round >= 540 && round % 2 == 0 ? 1 : 0, time);
      StreamReading reading = routes.reading(0, 0, time);
      loudest = Math.max(loudest, reading == null ? 0 : reading.logEvidence());
    }
    assertThat(loudest).isGreaterThan(TOLD);
  }

  @Test
  void fourSwitchesEveryQuarterOfAnHourAddUp() {
    StreamState switches = new StreamState(EvidenceStream.SWITCHES);
    double loudest = 0;
    for (int round = 0; round < 3 * 720 + 120; round++) {
      long time = round * (2 * MINUTE);
      boolean burst = round >= 3 * 720 && round % 8 == 0;
      switches.see(4, burst ? 4 : 0, time);
      StreamReading reading = switches.reading(0, 0, time);
      loudest = Math.max(loudest, reading == null ? 0 : reading.logEvidence());
    }
    assertThat(loudest).isGreaterThan(TOLD);
  }

  @Test
  void aNewLevelIsTheNormAfterThreeDays() {
    loudest(3 * DAY, m -> 10);
    assertThat(loudest(DAY, m -> 200)).isGreaterThan(ALARM);
    loudest(4 * DAY, m -> 200);
    assertThat(loudest(DAY, m -> 200)).isLessThan(ALARM);
  }

  @Test
  void aNewLevelThatSomebodyCallsBenignIsTheNormAfterADay() {
    loudest(3 * DAY, m -> 10);
    assertThat(calls.adoptIfFrozen(minute * MINUTE)).isFalse();
    assertThat(loudest(5 * 60, m -> 200)).isGreaterThan(ALARM);
    assertThat(calls.adoptIfFrozen(minute * MINUTE)).isTrue();
    assertThat(loudest(3 * DAY, m -> 200)).isLessThan(ALARM);
    assertThat(loudest(2, m -> 2_000)).isGreaterThan(ALARM);
  }

  @Test
  void inItsFirstDayAnAgentIsOnlyLearned() {
    loudest(DAY / 2, m -> 10);
    assertThat(loudest(60, m -> 900)).isZero();
  }

  /** Stored in the middle of an hour, with evidence and hours that wait to be learned. */
  @Test
  void aStoredStreamGoesOnAsIfNothingHadHappened() throws IOException {
    loudest(2 * DAY + 37, StreamStateTest::ordinary);
    calls.see(1, 400, minute * MINUTE);
    StreamState read = new StreamState(EvidenceStream.CALLS);
    read.readInto(new DataInputStream(new ByteArrayInputStream(bytes(calls))), 6);
    assertThat(bytes(read)).isEqualTo(bytes(calls)).hasSizeLessThan(700);
    for (int i = 1; i < 500; i++) {
      calls.see(1, i, (minute + i) * MINUTE);
      read.see(1, i, (minute + i) * MINUTE);
      assertThat(read.reading(1, i, (minute + i) * MINUTE))
          .isEqualTo(calls.reading(1, i, (minute + i) * MINUTE));
    }
    assertThat(bytes(read)).isEqualTo(bytes(calls));
  }

  /** Plays on, and gives the most evidence that was read. */
  private double loudest(int minutes, IntToDoubleFunction level) {
    double loudest = 0;
    for (int end = minute + minutes; minute < end; minute++) {
      int count = count(level.applyAsDouble(minute));
      if (count > 0) {
        calls.see(1, count, minute * MINUTE);
      }
      StreamReading reading = calls.reading(0, 0, minute * MINUTE);
      loudest = Math.max(loudest, reading == null ? 0 : reading.logEvidence());
    }
    return loudest;
  }

  /** Uneven by half: what people do is no clockwork. */
  private int count(double level) {
    double uneven = level * (0.5 + random.nextDouble());
    return uneven > 200 ? (int) uneven : WealthTest.poisson(random, uneven);
  }

  private static byte[] bytes(StreamState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
