package io.gatewatch.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Times differ from machine to machine, their ratio hardly: {@link ScoringCost} has the times. */
class ScoringCostTest {
  private static final double LEAST = 3;

  @Test
  void flatArraysAreTimesFasterThanTheLibrary() {
    for (ScoringCost.Cost cost : ScoringCost.measure(ScoringCost.pairs(false), 3, 1_500)) {
      assertThat(cost.ratio()).as(cost.name()).isGreaterThan(LEAST);
    }
  }
}
