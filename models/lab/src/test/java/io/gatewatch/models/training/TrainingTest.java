package io.gatewatch.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelCard;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.Scorer;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTest {
  private static final List<TrainingRow> ROWS = Weeks.rows(3_000, 1);
  private static final ModelFile KMEANS = train("kmeans", "", ROWS);

  static Stream<String> trainers() {
    return Trainers.NAMES.stream();
  }

  @Test
  void everyTrainerOfTheIssueIsThere() {
    assertThat(Trainers.NAMES)
        .containsExactly("kmeans", "linear", "one-class", "random-forest", "xgboost");
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void theSameRecipeRowsAndSeedGiveTheSameBytes(String trainer) {
    Native.needed(trainer);
    String once = train(trainer, "", ROWS).write();
    assertThat(train(trainer, "", Weeks.rows(3_000, 1)).write()).isEqualTo(once);
    assertThat(train(trainer, "", Weeks.rows(3_000, 2)).write()).isNotEqualTo(once);
    assertThat(train(trainer, "seed: 2", ROWS).write()).isNotEqualTo(once);
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void plainAttacksRankAboveOrdinaryMinutes(String trainer) {
    Native.needed(trainer);
    AnomalyModel model = ModelFile.open(train(trainer, "", ROWS).write());
    FeatureVector ordinary = Fleet.ordinary(1, 5).get(0);
    FeatureVector refused = Fleet.with(ordinary, Feature.UNAUTHORIZED_5M, 400);
    assertThat(model.score(refused)).isGreaterThan(model.score(ordinary));
    assertThat(model.pValue(refused, ApiCall.AgentClass.AISP)).isLessThan(0.05);
    assertThat(model.leadingFeature(refused)).isEqualTo("unauthorized_5m");
    if (Trainers.named(trainer).labelled()) {
      assertThat(model.likeliest(refused)).isEqualTo("credential_stuffing");
    } else {
      assertThat(model.likeliest(refused)).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kmeans", "one-class"})
  void ordinaryMinutesItNeverSawHaveAboutUniformPValues(String trainer) {
    AnomalyModel model = ModelFile.open(train(trainer, "", ROWS).write());
    List<FeatureVector> unseen = Fleet.ordinary(2_000, 77);
    assertThat(shareBelow(0.05, model, unseen)).isBetween(0.02, 0.09);
    assertThat(shareBelow(0.5, model, unseen)).isBetween(0.4, 0.6);
  }

  private static double shareBelow(double level, AnomalyModel model, List<FeatureVector> vectors) {
    return vectors.stream().filter(v -> model.pValue(v, ApiCall.AgentClass.AISP) < level).count()
        / (double) vectors.size();
  }

  @Test
  void theCardSaysWhatAPersonMustKnow() {
    ModelCard card = KMEANS.card();
    assertThat(card.data()).isEqualTo("a made-up fleet");
    assertThat(card.dataSha256()).matches("[0-9a-f]{64}");
    assertThat(card.rows()).containsOnlyKeys(Scorer.ORDINARY);
    assertThat(card.calibrated()).isPositive();
    assertThat(card.seed()).isEqualTo(1);
    assertThat(card.from()).isEqualTo(Weeks.START);
    assertThat(card.weaknesses()).isNotBlank();
    assertThat(card.provenance()).contains("Tribuo 4.3.2", "KMeansTrainer", "seed = 1");
    assertThat(card.searched()).isEmpty();
  }

  @Test
  void theCardHoldsTheWholeRecipeSoThatItCanBeTrainedAgain() {
    Recipe recipe = Weeks.recipe("kmeans", "parameters: {clusters: 5}\ntrusted: [calls_1m]");
    ModelFile file = Training.train(recipe, ROWS, "x");
    Recipe again = Recipe.read(file.card().recipe());
    assertThat(again).isEqualTo(recipe);
    assertThat(Training.train(again, ROWS, "x").write()).isEqualTo(file.write());
  }

  @Test
  void aLabelledTrainersCardStatesItsBalance() {
    ModelCard card = train("linear", "", ROWS).card();
    assertThat(card.weaknesses()).contains("Each label weighed the same");
    assertThat(card.rows()).containsOnlyKeys(Scorer.ORDINARY, "credential_stuffing", "scraping");
  }

  @Test
  void aLabelWithFewRowsIsReported() {
    List<TrainingRow> few =
        ROWS.stream()
            .filter(r -> !r.label().equals("scraping") || r.time().isBefore(ROWS.get(300).time()))
            .toList();
    assertThat(train("linear", "", few).card().warnings())
        .anyMatch(w -> w.matches("scraping: only \\d+ rows to learn from"));
  }

  @Test
  void tooFewRowsAreRefusedWithAHintOfWhatToDo() {
    refused("kmeans", ROWS.subList(0, 40), "rows to train on (expected: 48 or more; give it more");
    refused("linear", Weeks.ordinary(3_000, 1), "0 rows of attacks to train on");
    refused(
        "linear",
        ROWS.stream().filter(r -> !r.ordinary()).toList(),
        "ordinary rows to calibrate with");
  }

  @Test
  void aFleetThatAlwaysDoesTheSameCanBeLearnedToo() {
    FeatureVector one = Fleet.ordinary(1, 1).get(0);
    List<TrainingRow> same =
        Weeks.ordinary(600, 1).stream()
            .map(r -> Weeks.row(r.agent(), 0, one, Scorer.ORDINARY, null))
            .toList();
    List<TrainingRow> timed = new java.util.ArrayList<>();
    for (int i = 0; i < same.size(); i++) {
      timed.add(Weeks.row(same.get(i).agent(), i, one, Scorer.ORDINARY, null));
    }
    for (String trainer : List.of("kmeans", "one-class")) {
      AnomalyModel model = ModelFile.open(train(trainer, "", timed).write());
      assertThat(model.pValue(one, ApiCall.AgentClass.AISP)).isEqualTo(1);
    }
  }

  @Test
  void parametersThatATrainerDoesNotHaveAreRefused() {
    assertThatThrownBy(() -> train("kmeans", "parameters: {trees: 3}", ROWS))
        .hasMessage("recipe: parameter trees (expected: clusters, iterations)");
    assertThatThrownBy(() -> train("xgboost", "parameters: {rounds: 501}", ROWS))
        .hasMessageContaining("rounds: 501.0 (expected: 1.0 to 500.0)");
  }

  @Test
  void everyShippedRecipeIsReadableAndNamedAsItsFile() {
    for (String name : ShippedRecipes.NAMES) {
      Recipe recipe = Recipe.read(ShippedRecipes.text(name));
      assertThat(recipe.name()).isEqualTo(name);
      assertThat(recipe.inputs()).doesNotHaveDuplicates();
    }
    assertThat(ShippedRecipes.NAMES).hasSize(5);
    List<Object> labelled =
        Collections.unmodifiableList(
            ShippedRecipes.NAMES.stream()
                .filter(n -> Trainers.named(recipe(n).trainer()).labelled())
                .<Object>map(n -> n)
                .toList());
    assertThat(labelled).containsExactly("linear-attacks", "forest-attacks", "xgboost-attacks");
  }

  private static Recipe recipe(String name) {
    return Recipe.read(ShippedRecipes.text(name));
  }

  static ModelFile train(String trainer, String more, List<TrainingRow> rows) {
    return Training.train(Weeks.recipe(trainer, more), rows, "a made-up fleet");
  }

  private static void refused(String trainer, List<TrainingRow> rows, String reason) {
    assertThatThrownBy(() -> train(trainer, "", rows))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith("training: ")
        .contains(reason)
        .hasLineCount(1);
  }
}
