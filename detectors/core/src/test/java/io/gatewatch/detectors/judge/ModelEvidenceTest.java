package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelEvidenceTest {
  private static final double MOST = 1e12;

  /** A burst shows in the five minutes that features look back: that is one surprise, not five. */
  @Test
  void oneBurstThatShowsForFiveMinutesCountsOnce() {
    ModelEvidence evidence = new ModelEvidence();
    for (int minute = 100; minute < 105; minute++) {
      evidence.bet(minute, 20, MOST);
    }
    assertThat(evidence.with(105, 1)).isBetween(15.0, 20.0);
  }

  @Test
  void whatLastsAddsUpAndWhatIsOverIsForgotten() {
    ModelEvidence evidence = new ModelEvidence();
    for (int minute = 0; minute < 30; minute++) {
      evidence.bet(minute, 10, MOST);
    }
    assertThat(evidence.with(30, 10)).isGreaterThan(1e6);
    for (int minute = 30; minute < 200; minute++) {
      evidence.bet(minute, 0.5, MOST);
    }
    assertThat(evidence.with(200, 1)).isLessThanOrEqualTo(1);
  }
}
