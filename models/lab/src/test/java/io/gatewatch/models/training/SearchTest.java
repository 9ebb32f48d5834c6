package io.gatewatch.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gatewatch.models.ModelCard;
import io.gatewatch.models.ModelFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
  private static final List<TrainingRow> ROWS = Weeks.rows(3_000, 1);
  private static final String FOREST =
      "search: {trials: 4, parameters: {trees: [1, 5, 20], depth: [1, 2, 4]}}";

  @Test
  void theBestOfWhatWasTriedIsTheModelAndTheCardTellsAll() {
    List<String> steps = new ArrayList<>();
    Recipe recipe = Weeks.recipe("random-forest", FOREST);
    ModelFile file = Training.train(recipe, ROWS, "x", (done, all) -> steps.add(done + "/" + all));
    assertThat(steps).containsExactly("1/4", "2/4", "3/4", "4/4");
    List<ModelCard.Tried> tried = file.card().searched();
    assertThat(tried).hasSize(4).doesNotHaveDuplicates();
    ModelCard.Tried best = tried.get(0);
    for (ModelCard.Tried each : tried) {
      best = each.averagePrecision() > best.averagePrecision() ? each : best;
    }
    assertThat(best.averagePrecision()).isBetween(0.3, 1.0);
    String chosen =
        "parameters: {trees: "
            + best.parameters().get("trees")
            + ", depth: "
            + best.parameters().get("depth")
            + "}";
    ModelFile alone = TrainingTest.train("random-forest", chosen, ROWS);
    assertThat(file.scorer()).usingRecursiveComparison().isEqualTo(alone.scorer());
  }

  @Test
  void theSameSearchFindsTheSame() {
    String once = TrainingTest.train("random-forest", FOREST, ROWS).write();
    assertThat(TrainingTest.train("random-forest", FOREST, ROWS).write()).isEqualTo(once);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kmeans", "random-forest"})
  void onlyRowsThatCalibrateRank(String trainer) {
    String search =
        trainer.equals("kmeans")
            ? "search: {trials: 2, parameters: {clusters: [1, 24]}}"
            : "search: {trials: 2, parameters: {trees: [1, 9]}}";
    ModelFile all = TrainingTest.train(trainer, search, ROWS);
    Split split = Split.of(ROWS, Weeks.recipe(trainer, search));
    // What comes later, or was held out, may be anything.
    List<TrainingRow> others =
        ROWS.stream()
            .map(
                r ->
                    split.part(r) == Part.TEST
                        ? Weeks.row(
                            r.agent(),
                            ROWS.indexOf(r),
                            Fleet.ordinary(1, 3).get(0),
                            "scraping",
                            "z")
                        : r)
            .toList();
    assertThat(TrainingTest.train(trainer, search, others).write()).isEqualTo(all.write());
  }

  @Test
  void withoutAnyAttackThereIsNothingToRankBy() {
    assertThatThrownBy(
            () ->
                TrainingTest.train(
                    "kmeans",
                    "search: {trials: 2, parameters: {clusters: [4, 8]}}",
                    Weeks.ordinary(3_000, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("search: no attack among the rows that calibrate");
  }

  @Test
  void noMoreIsTriedThanThereIs() {
    Recipe recipe =
        Weeks.recipe(
            "kmeans", "search: {trials: 100, parameters: {clusters: [4, 8, 8], iterations: [9]}}");
    assertThat(Search.sets(recipe)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "search: {trials: 101, parameters: {clusters: [4]}}",
        "search: {trials: 0, parameters: {clusters: [4]}}",
        "search: {trials: 5, parameters: {}}",
        "search: {trials: 5, parameters: {clusters: []}}",
        "search: {trials: 5}"
      })
  void aSearchIsBounded(String search) {
    assertThatThrownBy(() -> Weeks.recipe("kmeans", search))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains("search")
        .hasLineCount(1);
  }

  @Test
  void averagePrecisionIsWhatTheTextbookSays() {
    boolean[] attack = {true, false, true, false};
    assertThat(AveragePrecision.of(new double[] {4, 3, 2, 1}, attack))
        .isCloseTo((1 + 2 / 3.0) / 2, within(1e-12));
    assertThat(AveragePrecision.of(new double[] {4, 1, 3, 2}, attack)).isEqualTo(1);
    assertThat(AveragePrecision.of(new double[4], attack)).as("all alike").isEqualTo(0.5);
  }
}
