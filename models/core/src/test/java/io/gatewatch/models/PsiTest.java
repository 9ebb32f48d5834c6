package io.gatewatch.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PsiTest {
  @Test
  void theSameSharesAreNoDrift() {
    assertThat(Psi.of(new int[] {500, 300, 200}, new int[] {50, 30, 20})).isZero();
  }

  @Test
  void itIsTheSumOverBinsOfTheDifferenceTimesTheLogarithm() {
    double expected = (0.5 - 0.2) * Math.log(0.5 / 0.2) + (0.5 - 0.8) * Math.log(0.5 / 0.8);
    assertThat(Psi.of(new int[] {200_000, 800_000}, new int[] {500_000, 500_000}))
        .isCloseTo(expected, within(1e-4));
  }

  @Test
  void aBinThatNobodyWasInBeforeIsFinite() {
    assertThat(Psi.of(new int[] {1_000, 0}, new int[] {0, 1_000})).isFinite().isGreaterThan(5);
  }

  @Test
  void fewRowsOfTheSameTrafficDoNotLookLikeDrift() {
    Random random = new Random(7);
    int[] reference = draw(random, 5_000);
    double sum = 0;
    int much = 0;
    for (int week = 0; week < 400; week++) {
      double psi = Psi.of(reference, draw(random, 200));
      sum += psi;
      much += psi >= Psi.MUCH ? 1 : 0;
    }
    assertThat(much).isZero();
    assertThat(sum / 400).isLessThan(0.03);
  }

  private static int[] draw(Random random, int votes) {
    int[] counts = new int[10];
    for (int i = 0; i < votes; i++) {
      counts[random.nextInt(10)]++;
    }
    return counts;
  }
}
