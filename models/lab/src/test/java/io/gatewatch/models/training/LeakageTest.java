package io.gatewatch.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.features.Feature;
import io.gatewatch.models.Input;
import io.gatewatch.models.ModelFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeakageTest {
  private static final Input LEAK = Input.of("busy_minutes");

  /** The input is high, or low, in attacks alone. */
  private static List<TrainingRow> leaking(double attack, double ordinary) {
    return Weeks.rows(3_000, 1).stream()
        .map(
            r ->
                new TrainingRow(
                    r.agent(),
                    r.time(),
                    r.cohort(),
                    Fleet.with(
                        r.features(), Feature.BUSY_MINUTES, r.ordinary() ? ordinary : attack),
                    r.label(),
                    r.event(),
                    null,
                    r.told()))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 9})
  void anInputThatAloneExplainsTheLabelIsLeftOutAndReported(double attack) {
    ModelFile file = train("", leaking(attack, 5));
    assertThat(file.inputs()).isNotEmpty().doesNotContain(LEAK);
    assertThat(leaks(file))
        .containsExactly(
            "busy_minutes alone tells attacks from ordinary rows (area under the ROC curve"
                + " 1.0000): left out");
  }

  @Test
  void anInputThatTheRecipeTrustsIsUsedAndStillReported() {
    ModelFile file = train("trusted: [busy_minutes]\n", leaking(9, 5));
    assertThat(file.inputs()).contains(LEAK);
    assertThat(leaks(file)).singleElement().asString().contains("trusts it");
  }

  @Test
  void whatIsOnlyGoodIsNoLeak() {
    assertThat(leaks(train("", Weeks.rows(3_000, 1)))).isEmpty();
  }

  private static List<String> leaks(ModelFile file) {
    return file.card().warnings().stream().filter(w -> w.contains("alone tells attacks")).toList();
  }

  @Test
  void fewAttacksOrOneEventProveNothing() {
    List<TrainingRow> one =
        leaking(9, 5).stream()
            .map(
                r ->
                    new TrainingRow(
                        r.agent(),
                        r.time(),
                        r.cohort(),
                        r.features(),
                        r.label(),
                        r.ordinary() ? null : "one",
                        null,
                        r.told()))
            .toList();
    assertThat(train("", one).inputs()).contains(LEAK);
  }

  @Test
  void whenNothingElseIsLeftTheRecipeIsRefused() {
    Recipe only =
        Recipe.read("{name: x, trainer: linear, agentsHeldOut: 0, inputs: [busy_minutes]}");
    assertThatThrownBy(() -> Training.train(only, leaking(9, 5), "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("training: each input alone explains the label");
  }

  @Test
  void theAreaCountsTiesAsHalf() {
    List<TrainingRow> rows = leaking(5, 5);
    assertThat(Leakage.area(LEAK, rows)).isEqualTo(0.5);
  }

  private static ModelFile train(String more, List<TrainingRow> rows) {
    Recipe recipe =
        Recipe.read(
            "name: test\ntrainer: linear\nagentsHeldOut: 0\n"
                + "inputs: [calls_1m, unauthorized_5m, new_objects_5m, busy_minutes]\n"
                + more);
    return Training.train(recipe, rows, "made up");
  }
}
