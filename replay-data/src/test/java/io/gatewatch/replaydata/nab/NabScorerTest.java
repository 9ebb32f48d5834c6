package io.gatewatch.replaydata.nab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatewatch.replaydata.nab.NabLabels.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** NAB's score, against sums by hand and against figures that NAB has published. */
class NabScorerTest {
  private static final Window MIDDLE = new Window(50, 59);

  @Test
  void aWindowsRowsAreWorthWhatThePublishedScoresSay() {
    // Scores of whole files with one window of 403 rows, found once and nothing else reported, as
    // published in results/numenta and results/ARTime: each is the worth of one of its rows.
    Window window = new Window(0, 402);
    assertThat(RowWeights.inside(window, 204)).isEqualTo(0.855326299622, within(1e-12));
    assertThat(RowWeights.inside(window, 192)).isEqualTo(0.875727409493, within(1e-12));
    assertThat(RowWeights.inside(window, 202)).isEqualTo(0.8589086704377245, within(1e-15));
    assertThat(RowWeights.inside(window, 0)).isEqualTo(1);
  }

  @Test
  void aFalseReportCostsMoreTheFartherItIsBehindAWindowAndAllBeforeTheFirst() {
    assertThat(RowWeights.outside(null, 7)).isEqualTo(-1);
    assertThat(RowWeights.outside(MIDDLE, 60)).isEqualTo(-0.270847, within(1e-6)); // y = 1/9
    assertThat(RowWeights.outside(MIDDLE, 68)).isEqualTo(-0.986614, within(1e-6)); // y = 1
    assertThat(RowWeights.outside(MIDDLE, 86)).isEqualTo(-1); // y = 3
    assertThat(RowWeights.outside(new Window(5, 5), 6)).isEqualTo(-1);
  }

  @Test
  void nothingSaidIsNoughtAndTheFirstRowOfEachWindowAloneAHundred() {
    assertThat(standard(scored(List.of(MIDDLE)))).isZero();
    assertThat(standard(scored(List.of(MIDDLE), 50))).isEqualTo(100);
    assertThat(standard(scored(List.of()))).isZero();
  }

  @Test
  void theBestRowOfAWindowCountsAndEachFalseOne() {
    // 55 of 50..59: S(-0.5) / S(-1) = 0.848284 / 0.986614; 30 and 31 are before any window
    NabScored found = scored(List.of(MIDDLE), 30, 31, 55, 57);
    NabScorer.OfSeries sum = NabScorer.of(NabProfile.STANDARD, 0.9, found);
    assertThat(sum.score()).isEqualTo(0.859793 - 2 * 0.11, within(1e-6));
    assertThat(sum.found()).isEqualTo(1);
    assertThat(sum.falseRows()).isEqualTo(2);
    assertThat(standard(found)).isEqualTo(100 * (1 + 0.639793) / 2, within(1e-4));
  }

  @Test
  void profilesWeighFalseReportsAndMissesApart() {
    NabScored half = scored(List.of(MIDDLE, new Window(80, 89)), 30, 50);
    assertThat(NabScorer.best(NabProfile.STANDARD, List.of(half)).score())
        .isEqualTo(100 * (2 + 1 - 1 - 0.11) / 4, within(1e-9));
    assertThat(NabScorer.best(NabProfile.FEW_FALSE, List.of(half)).score())
        .isEqualTo(100 * (2 + 1 - 1 - 0.22) / 4, within(1e-9));
    assertThat(NabScorer.best(NabProfile.FEW_MISSED, List.of(half)).score())
        .isEqualTo(100 * (4 + 1 - 2 - 0.11) / 6, within(1e-9));
  }

  @Test
  void theFirstSevenHundredAndFiftyRowsAtMostDoNotCount() {
    NabScored noisy = scored(List.of(MIDDLE), 0, 14, 50);
    assertThat(standard(noisy)).isEqualTo(100);
    assertThat(noisy.probation()).isEqualTo(15);
    assertThat(scored(10_000, List.of()).probation()).isEqualTo(750);
  }

  @Test
  void oneThresholdServesAllSeries() {
    NabScored sure = scored(List.of(MIDDLE), 50);
    List<Double> low = new ArrayList<>(Collections.nCopies(100, 0.0));
    low.set(30, 0.5);
    low.set(50, 0.4);
    NabScored unsure = new NabScored(sure.series(), low, List.of(MIDDLE));
    NabScorer.Total best = NabScorer.best(NabProfile.STANDARD, List.of(sure, unsure));
    assertThat(best.threshold()).isEqualTo(0.4);
    assertThat(best.score()).isEqualTo(100 * (2 + 2 - 0.11) / 4, within(1e-9));
    assertThat(NabScorer.at(NabProfile.STANDARD, 0.9, List.of(sure, unsure)).score())
        .isEqualTo(50, within(1e-9));
  }

  private static double standard(NabScored scored) {
    return NabScorer.best(NabProfile.STANDARD, List.of(scored)).score();
  }

  private static NabScored scored(List<Window> windows, int... reported) {
    return scored(100, windows, reported);
  }

  private static NabScored scored(int size, List<Window> windows, int... reported) {
    List<NabSeries.Row> rows =
        Collections.nCopies(size, new NabSeries.Row("2026-01-05 00:00:00", 0, "1.0", 1));
    List<Double> scores = new ArrayList<>(Collections.nCopies(size, 0.0));
    for (int row : reported) {
      scores.set(row, 1.0);
    }
    return new NabScored(new NabSeries("made/up.csv", rows), scores, windows);
  }
}
