package io.gatewatch.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsTest {
  /** Garwood 1936, as printed in tables of half the chi-square quantile. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 3.6889",
    "1, 0.0253, 5.5716",
    "3, 0.6187, 8.7673",
    "10, 4.7954, 18.3904",
    "100, 81.3640, 121.6270",
  })
  void poissonIntervalsAreThoseOfTheTables(long count, double low, double high) {
    assertThat(Intervals.poisson(count).low()).isCloseTo(low, within(1e-4));
    assertThat(Intervals.poisson(count).high()).isCloseTo(high, within(1e-3));
  }

  @Test
  void aLargeCountIsWhereTheNormalCurvePutsIt() {
    assertThat(Intervals.poisson(20_000).low()).isCloseTo(19_723.8, within(5.0));
    assertThat(Intervals.poisson(20_000).high()).isCloseTo(20_279.2, within(5.0));
  }

  @ParameterizedTest
  @CsvSource({"12, 24, 0.3143, 0.6857", "0, 10, 0, 0.2775", "10, 10, 0.7225, 1", "0, 0, 0, 1"})
  void sharesHaveWilsonsInterval(long found, long all, double low, double high) {
    assertThat(Intervals.wilson(found, all).low()).isCloseTo(low, within(1e-4));
    assertThat(Intervals.wilson(found, all).high()).isCloseTo(high, within(1e-4));
  }

  /** Newcombe 1998, table II: 36 pairs both, 12 and 2 in one alone, none in neither. */
  @Test
  void differencesOfPairsHaveNewcombesInterval() {
    Intervals.Interval found = Intervals.paired(36, 12, 2, 0, 50);
    assertThat(found.low()).isCloseTo(0.0569, within(1e-4));
    assertThat(found.high()).isCloseTo(0.3404, within(1e-4));
  }

  @ParameterizedTest
  @CsvSource({"5, 0, 0.0625", "6, 0, 0.03125", "1, 9, 0.021484", "3, 3, 1", "0, 0, 1"})
  void theSignTestIsExact(int ups, int downs, double chance) {
    assertThat(Intervals.sign(ups, downs)).isCloseTo(chance, within(1e-6));
  }
}
