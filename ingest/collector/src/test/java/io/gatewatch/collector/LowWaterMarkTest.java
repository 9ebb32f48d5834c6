package io.gatewatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LowWaterMarkTest {
  private final LowWaterMark mark = new LowWaterMark(5_000);

  @Test
  void aTaskWithoutLinesPromisesTheHorizonAfterThreeQuietSeconds() {
    mark.tick(100_000);
    mark.tick(101_000);
    mark.tick(102_000);
    assertThat(mark.isKnown()).isFalse();
    assertThat(mark.tick(103_000)).isEqualTo(98_000);
    assertThat(mark.tick(104_000)).isEqualTo(99_000);
  }

  @Test
  void aBacklogHoldsThePromiseBackToItsLines() {
    mark.read(40_000);
    assertThat(mark.tick(100_000)).isEqualTo(35_000);
    mark.read(60_000);
    assertThat(mark.tick(101_000)).isEqualTo(55_000);
  }

  @Test
  void whenTheBacklogIsDoneThePromiseReachesTheHorizon() {
    mark.read(60_000);
    for (int second = 100; second < 104; second++) {
      mark.tick(second * 1000L);
    }
    assertThat(mark.tick(104_000)).isEqualTo(99_000);
  }

  @Test
  void aLineDatedAheadDoesNotPromiseMoreThanTheHorizon() {
    mark.read(900_000);
    assertThat(mark.tick(100_000)).isEqualTo(95_000);
  }

  @Test
  void thePromiseNeverGoesBack() {
    mark.read(90_000);
    assertThat(mark.tick(100_000)).isEqualTo(85_000);
    mark.read(20_000);
    assertThat(mark.tick(50_000)).isEqualTo(85_000);
  }
}
