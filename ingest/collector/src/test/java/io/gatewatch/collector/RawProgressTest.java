package io.gatewatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RawProgressTest {
  private final RawProgress progress = new RawProgress();

  @Test
  void aBacklogFoundAtTheStartHoldsUntilItIsRead() {
    assertThat(progress.look(100, 900, 1_000)).isTrue();
    assertThat(progress.look(500, 900, 2_000)).isTrue();
    assertThat(progress.look(900, 900, 3_000)).isFalse();
  }

  @Test
  void linesThatCameSinceTheLastLookAreOnTheirWayAndHoldNothing() {
    progress.look(100, 100, 1_000);
    assertThat(progress.look(100, 140, 2_000)).isFalse();
    assertThat(progress.look(140, 190, 3_000)).isFalse();
    assertThat(progress.look(160, 240, 4_000)).as("the normaliser falls behind").isTrue();
  }

  @Test
  void aBacklogThatNobodyReadsForAMinuteIsLetGoAndTakenUpAgainWhenItMoves() {
    progress.look(100, 900, 1_000);
    assertThat(progress.look(100, 900, 61_000)).isTrue();
    assertThat(progress.look(100, 900, 61_001)).isFalse();
    assertThat(progress.look(101, 900, 62_000)).isTrue();
  }
}
