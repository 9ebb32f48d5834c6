package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What was told of one principal, and how little of it a source keeps that rests. */
class ToldTest {
  private static final long NOW = 1_770_000_000_000L;
  private static final long DAY = 86_400_000;
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
  void theNewestTopicsAreKnownAndTheOldestForgotten() {
    Told told = new Told();
    for (int i = 0; i < 20; i++) {
      told.tell("rule.a", "topic-" + i, NOW - 20_000 + i * 1_000L, DAY);
    }
    told.shrinkTo(ROOM, NOW);
    assertThat(told.tell("rule.a", "topic-19", NOW, DAY)).isFalse();
    assertThat(told.tell("rule.a", "topic-0", NOW, DAY)).isTrue();
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
    assertThat(told.tell("rule.a", "a day later", NOW + 1_000 + DAY, DAY)).isTrue();
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
