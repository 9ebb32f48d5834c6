package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class FadingCountsTest {
  private static final int MOST = 16_777_216;
  private final FadingCounts counts = new FadingCounts(FadingCounts.HOUR, FadingCounts.DAY);

  /** 300 calls a second for two days would be 26 million by the formula. */
  @Test
  void eachCallCountsUntilThereAreSixteenMillionAndThenNoneDoes() {
    counts.fade(60_000);
    counts.add(0, MOST - 10);
    for (int i = 0; i < 9; i++) {
      counts.add(0, 1);
    }
    assertThat(counts.get(0)).isEqualTo(MOST - 1);
    for (int i = 0; i < 9; i++) {
      counts.add(0, 3);
      assertThat(counts.get(0)).isEqualTo(MOST);
    }
    counts.add(1, Integer.MAX_VALUE);
    assertThat(counts.get(1)).isEqualTo(MOST);
  }

  @Test
  void whatIsFullFadesAsAllElse() {
    counts.fade(60_000);
    counts.add(0, Integer.MAX_VALUE);
    counts.fade(61 * 60_000L);
    assertThat(counts.get(0)).isCloseTo(MOST / Math.E, within(1.0));
    counts.add(0, 1_000);
    assertThat(counts.get(0)).isCloseTo(MOST / Math.E + 1_000, within(1.0));
  }

  @Test
  void atASteadyPaceItShowsWhatComesInItsLife() {
    for (int minute = 1; minute < 5 * FadingCounts.DAY; minute++) {
      counts.fade(minute * 60_000L);
      counts.add(0, 6_000);
      counts.add(1, 6_000);
    }
    assertThat(counts.get(0)).isCloseTo(6_000 * 60, Percentage.withPercentage(1));
    assertThat(counts.get(1)).isCloseTo(6_000 * 1_440, Percentage.withPercentage(1));
  }
}
