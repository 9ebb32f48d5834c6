package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.rules.RuleSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was told of one principal, and how little of it a source keeps that rests. */
class ToldTest {
  private static final long NOW = 1_770_000_000_000L;
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final int ROOM = 60;

  @Property(tries = 200, seed = "6")
  void whateverWasToldTakesNoMoreThanItMay(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int detectors) throws IOException {
    Told told = told(seed, detectors);
    told.shrinkTo(ROOM, NOW);
    byte[] bytes = bytes(told);
    assertThat(bytes.length).isLessThanOrEqualTo(ROOM);
    assertThat(bytes(readBack(bytes))).isEqualTo(bytes);
  }

  @Test
  void whatIsForgottenAtRestIsStillKnownUntilItsTimeIsOver() {
    Told told = new Told();
    for (int i = 0; i < 20; i++) {
      told.tell("rule.a", "topic-" + i, NOW - 20_000 + i * 1_000L, DAY);
    }
    told.shrinkTo(ROOM, NOW);
    for (int i = 0; i < 20; i++) {
      assertThat(told.tell("rule.a", "topic-" + i, NOW, DAY)).isFalse();
    }
    assertThat(told.tell("rule.b", "topic-0", NOW, DAY)).isTrue();
    assertThat(told.tell("rule.a", "topic-0", NOW + DAY, DAY)).isTrue();
  }

  @Test
  void topicsThatComeRoundEachHourAreToldOnceADay() {
    Told told = new Told();
    assertThat(tellings(told, 8, 0, 24)).isEqualTo(8);
    assertThat(tellings(told, 8, 24, 48)).isEqualTo(8);
  }

  @Test
  void whoHasComeRoundForHoursHidesNothingNew() {
    Told told = new Told();
    assertThat(tellings(told, 12, 0, 14)).isEqualTo(12);
    assertThat(told.tell("rule.a", "a thirteenth", NOW + 15 * HOUR, DAY)).isTrue();
  }

  @Test
  void whoBringsSomethingNewEveryHourIsToldOfTheOldAgain() {
    Told told = new Told();
    int tellings = 0;
    for (int hour = 0; hour < 5 * 24; hour++) {
      told.tell("rule.a", "new-" + hour, NOW + hour * HOUR, DAY);
      tellings += burst(told, 1, 1, hour);
    }
    assertThat(tellings).isBetween(3, 5);
  }

  /** Chance takes a new topic for a forgotten one; as rarely as is said. */
  @ParameterizedTest
  @CsvSource({"24, 5", "40, 10", "63, 80"})
  void aNewTopicIsSeldomTakenForAForgottenOne(int topics, int mostInThousand) throws IOException {
    Told told = new Told();
    assertThat(tellings(told, topics, 0, 1)).isEqualTo(topics);
    byte[] bytes = bytes(told);
    int missed = 0;
    for (int i = 0; i < 4_000; i++) {
      missed += readBack(bytes).tell("rule.a", "new-" + i, NOW + HOUR, DAY) ? 0 : 1;
    }
    assertThat(missed).isLessThanOrEqualTo(4 * mostInThousand);
  }

  @ParameterizedTest
  @CsvSource({"2, 16", "4, 8", "6, 1"})
  void severalDetectorsShareTheRoom(int detectors, int topics) {
    Told told = new Told();
    int tellings = 0;
    for (int hour = 0; hour < 20; hour++) {
      tellings += burst(told, detectors, topics, hour);
    }
    assertThat(tellings).isEqualTo(detectors * topics);
  }

  @Test
  void whoFillsTwoDetectorsIsToldOfNoMoreThanOthers() {
    Told told = new Told();
    int tellings = 0;
    for (int hour = 0; hour < 20; hour++) {
      tellings += burst(told, 2, 100, hour);
    }
    assertThat(tellings).isLessThanOrEqualTo(2 * Told.MAX_TOPICS);
  }

  @Test
  void noTwoDetectorsThatAreShippedAreTakenForOneAnother() {
    assertThat(RuleSet.shipped().detectors())
        .extracting(detector -> Told.print(detector.id()))
        .doesNotHaveDuplicates();
  }

  private static int tellings(Told told, int topics, int fromHour, int toHour) {
    int tellings = 0;
    for (int hour = fromHour; hour < toHour; hour++) {
      tellings += burst(told, 1, topics, hour);
    }
    return tellings;
  }

  /** In a burst, resting after it. */
  private static int burst(Told told, int detectors, int topics, int hour) {
    long time = NOW + hour * HOUR;
    int tellings = 0;
    for (int i = 0; i < topics * detectors; i++) {
      String detector = "rule." + (char) ('a' + i % detectors);
      tellings += told.tell(detector, "route-" + i / detectors, time + i * 100L, DAY) ? 1 : 0;
    }
    told.shrinkTo(ROOM, time + 60_000);
    return tellings;
  }

  @Test
  void whoeverPausesBetweenTopicsIsToldOfNoMoreThanOthers() {
    Told told = new Told();
    int tellings = 0;
    for (int i = 0; i < 1_000; i++) {
      tellings += told.tell("rule.a", "topic-" + i, NOW + i, DAY) ? 1 : 0;
      told.shrinkTo(ROOM, NOW + i);
    }
    assertThat(tellings).isEqualTo(Told.MAX_TOPICS);
    assertThat(told.tell("rule.a", "a day later", NOW + 60_000 + DAY, DAY)).isTrue();
  }

  private static Told told(long seed, int detectors) {
    Random random = new Random(seed);
    Told told = new Told();
    for (int i = 0; i < 200; i++) {
      long age = random.nextLong(1L << (1 + random.nextInt(31)));
      String topic = "topic-" + random.nextInt(90);
      told.tell("rule." + random.nextInt(detectors), topic, NOW - age, 30 * DAY);
    }
    return told;
  }

  private static byte[] bytes(Told told) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    told.writeTo(new DataOutputStream(bytes), NOW);
    return bytes.toByteArray();
  }

  private static Told readBack(byte[] bytes) throws IOException {
    Told told = new Told();
    told.readInto(new DataInputStream(new ByteArrayInputStream(bytes)), NOW);
    return told;
  }
}
