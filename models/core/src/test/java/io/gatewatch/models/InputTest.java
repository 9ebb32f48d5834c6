package io.gatewatch.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureVector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputTest {
  @Test
  void anInputIsWrittenAsItIsRead() {
    for (Feature feature : Feature.values()) {
      assertThat(Input.of(feature.id())).hasToString(feature.id());
      String against = feature.id() + "/usual_calls_1m";
      assertThat(Input.of(against)).hasToString(against);
    }
  }

  @Test
  void aFeatureAgainstAnotherIsZeroWhenTheyAreTheSame() {
    FeatureVector vector = Models.vector(0, 40, 40);
    assertThat(Input.of("not_found_5m").read(vector)).isCloseTo(Math.log(41), within(1e-12));
    assertThat(Input.of("not_found_5m/usual_not_found_5m").read(vector)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "calls_9m", "CALLS_1M", "calls_1m/", "/calls_1m", "a/b/c"})
  void whatIsNoFeatureIsRefused(String text) {
    assertThatThrownBy(() -> Input.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: one of features/README.md");
  }

  @Test
  void scalingPutsTheMedianAtZeroAndNeverBlowsUpWhatIsAlwaysTheSame() {
    Scaling scaling =
        Scaling.of(
            List.of(
                new double[] {1, 5},
                new double[] {2, 5},
                new double[] {3, 5},
                new double[] {4, 5},
                new double[] {100, 5}));
    assertThat(scaling.apply(new double[] {3, 5})).containsExactly(0, 0);
    assertThat(scaling.apply(new double[] {5, 6})).containsExactly(1, 2);
    assertThat(scaling.unscaled(0, 1)).isEqualTo(5);
    assertThat(Scaling.none(2).apply(new double[] {7, -8})).containsExactly(7, -8);
  }

  @Test
  void columnsSortInTheOrderOfInputs() {
    assertThat(Input.column(9)).isLessThan(Input.column(10));
    assertThat(Input.column(99)).isLessThan(Input.column(100));
  }
}
