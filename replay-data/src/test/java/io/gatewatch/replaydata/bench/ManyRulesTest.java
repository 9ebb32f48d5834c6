package io.gatewatch.replaydata.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.book.Brain;
import io.gatewatch.detectors.cel.Facts;
import io.gatewatch.features.Observation;
import io.gatewatch.replaydata.rules.SampleObservations;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A thousand rules must not cost as if each were asked: the ratio that no busy machine blurs. */
class ManyRulesTest {
  @Test
  void ofAThousandRulesFewAreAskedAndNoneThatHoldsIsLeftOut() {
    List<Observation> observations = SampleObservations.of(4_000, 7);
    Brain brain = ManyRules.book(1_000, 3).inForce(observations.get(0).time());
    assertThat(brain.atOnce()).hasSizeGreaterThan(990);
    BitSet awake = new BitSet();
    long asked = 0;
    long spoke = 0;
    for (Observation observation : observations) {
      brain.index().select(Facts.of(observation, (view, round) -> null), awake);
      asked += awake.cardinality();
      for (int i = 0; i < brain.atOnce().size(); i++) {
        boolean speaks = brain.atOnce().get(i).inspect(observation, (view, round) -> null) != null;
        assertThat(awake.get(i) || !speaks).isTrue();
        spoke += speaks ? 1 : 0;
      }
    }
    assertThat(asked / (double) observations.size()).isLessThan(100);
    assertThat(spoke).isPositive();
  }
}
