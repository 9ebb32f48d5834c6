package io.gatewatch.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  @Test
  void aPValueCountsAllThatAreAtLeastAsHighAndTheOneItself() {
    Calibration few = Calibration.of(new double[] {3, 1, 2, 2});
    assertThat(few.pValue(0.5)).isEqualTo(1);
    assertThat(few.pValue(1)).isEqualTo(1);
    assertThat(few.pValue(2)).isEqualTo(4 / 5.0);
    assertThat(few.pValue(3)).isEqualTo(2 / 5.0);
    assertThat(few.pValue(3.1)).isEqualTo(1 / 5.0);
    assertThat(few.rows()).isEqualTo(4);
  }

  @Test
  void whatIsNoNumberIsNotRare() {
    assertThat(Calibration.of(new double[] {3, 1, 2, 2}).pValue(Double.NaN)).isEqualTo(1);
  }

  @Test
  void scoresThatAreEquallyHighCountAllOfThem() {
    assertThat(Calibration.of(new double[] {0, 0, 0, 0, 2}).pValue(0)).isEqualTo(1);
    assertThat(Calibration.of(new double[50]).pValue(0)).isEqualTo(1);
  }

  /** Whatever is left out for size, a p-value never promises more than all the scores would. */
  @Test
  void aPValueIsNeverZeroNeverFallsShortAndFallsWithTheScore() {
    for (int rows : new int[] {1, 16, 999, 1_001, 2_000, 2_500, 40_000}) {
      for (int levels : new int[] {3, 1_000_000}) {
        Random random = new Random(rows);
        double[] scores = random.doubles(rows).map(d -> Math.rint(d * levels)).toArray();
        Calibration calibration = Calibration.of(scores);
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double last = 1;
        for (double asked = -1; asked <= levels + 1; asked += levels / 500.0) {
          double p = calibration.pValue(asked);
          assertThat(p).isPositive().isLessThanOrEqualTo(last);
          assertThat(p).isGreaterThanOrEqualTo(exact(sorted, asked));
          last = p;
        }
        assertThat(last).isEqualTo(1.0 / (rows + 1));
      }
    }
  }

  @Test
  void theRarestHundredAreExactAndTheOthersAtMostOnePercentTooHigh() {
    double[] scores = new Random(7).doubles(40_000).toArray();
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    Calibration calibration = Calibration.of(scores);
    for (int i = 0; i < sorted.length; i++) {
      double exact = exact(sorted, sorted[i]);
      double slack = i >= sorted.length - 100 ? 1 : 1 / 0.989;
      assertThat(calibration.pValue(sorted[i])).isBetween(exact - 1e-12, exact * slack + 1e-12);
    }
  }

  @Test
  void whatIsNotInOrderIsRefused() {
    refused(new Calibration(3, new double[] {1, 2}, new int[] {3}));
    refused(new Calibration(3, new double[] {2, 1}, new int[] {3, 2}));
    refused(new Calibration(3, new double[] {1, 2}, new int[] {3, 3}));
    refused(new Calibration(3, new double[] {1, 2}, new int[] {4, 3}));
    refused(new Calibration(3, new double[] {1, 2}, new int[] {3, 0}));
    refused(new Calibration(0, new double[] {1}, new int[] {0}));
    refused(new Calibration(3, new double[0], new int[0]));
    refused(new Calibration(3, null, null));
    refused(new Calibration(3, new double[] {1, Double.NaN}, new int[] {3, 2}));
  }

  private static double exact(double[] sorted, double score) {
    long atLeast = Arrays.stream(sorted).filter(s -> s >= score).count();
    return (atLeast + 1.0) / (sorted.length + 1.0);
  }

  private static void refused(Calibration calibration) {
    assertThatThrownBy(calibration::check)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("calibration");
  }
}
