package io.gatewatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LowWaterTest {
  private final LowWater lowWater = new LowWater();

  @Test
  void timeIsThatOfTheSlowestWriter() {
    warmUp("fast", 100, "slow", 70);
    assertThat(lowWater.mark()).isEqualTo(70_000);
    assertThat(says("fast", 101)).isEqualTo(70_000);
    assertThat(says("slow", 99)).isEqualTo(99_000);
  }

  @Test
  void afterARestartItWaitsUntilEveryWriterHasSpoken() {
    assertThat(says("fast", 100)).isEqualTo(Long.MIN_VALUE);
    says("slow", 70);
    assertThat(says("fast", 101)).isEqualTo(Long.MIN_VALUE);
    assertThat(says("fast", 102)).isEqualTo(70_000);
  }

  @Test
  void aWriterThatStaysAMinuteBehindIsNotWaitedForUntilItCatchesUp() {
    warmUp("fast", 100, "dead", 95);
    assertThat(says("fast", 156)).isEqualTo(156_000);
    assertThat(says("dead", 157)).isEqualTo(156_000);
  }

  @Test
  void timeNeverGoesBack() {
    warmUp("one", 100, "one", 100);
    assertThat(says("late", 60)).isEqualTo(100_000);
  }

  private void warmUp(String first, long firstSecond, String second, long secondSecond) {
    for (int i = 0; i < 3; i++) {
      says(first, firstSecond);
      says(second, secondSecond);
    }
  }

  private long says(String writer, long second) {
    return lowWater.observe(new Clock(writer, Instant.ofEpochSecond(second)));
  }
}
