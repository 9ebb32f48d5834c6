package io.gatewatch.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTrainingTest {
  private static final List<FeatureVector> VECTORS = Fleet.ordinary(800, 1);
  private static final String FILE = ModelTraining.train(VECTORS, "a made-up fleet", 42);

  @Test
  void trainingTwiceOnTheSameVectorsGivesTheSameFile() {
    assertThat(ModelTraining.open(ModelTraining.train(VECTORS, "a made-up fleet", 42)).version())
        .isEqualTo(ModelTraining.open(FILE).version())
        .startsWith("kmeans-");
  }

  @Test
  void otherVectorsOrAnotherSeedGiveAnotherVersion() {
    String version = ModelTraining.open(FILE).version();
    String others = ModelTraining.train(Fleet.ordinary(800, 2), "a made-up fleet", 42);
    String seeded = ModelTraining.train(VECTORS, "a made-up fleet", 43);
    assertThat(ModelTraining.open(others).version()).isNotEqualTo(version);
    assertThat(ModelTraining.open(seeded).version()).isNotEqualTo(version);
  }

  @Test
  void theCardSaysWhatAPersonMustKnow() {
    ModelCard card = ModelTraining.card(FILE);
    assertThat(card.data()).isEqualTo("a made-up fleet");
    assertThat(card.dataSha256()).matches("[0-9a-f]{64}");
    assertThat(card.rows()).isEqualTo(800);
    assertThat(card.seed()).isEqualTo(42);
    assertThat(card.clusters()).isEqualTo(16);
    assertThat(card.features()).hasSize(12).contains("calls_1m");
    assertThat(card.p95Distance()).isPositive();
    assertThat(card.weaknesses()).isNotBlank();
    assertThat(card.provenance()).contains("KMeansTrainer", "seed = 42");
  }

  @Test
  void tooFewVectorsAreRefusedWithAHintOfWhatToDo() {
    assertThatThrownBy(() -> ModelTraining.train(VECTORS.subList(0, 63), "too little", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("training: 63 vectors (expected: 64 or more; give it more traffic)");
  }

  @Test
  void aFleetThatAlwaysDoesTheSameCanBeLearnedToo() {
    List<FeatureVector> same = Collections.nCopies(200, VECTORS.get(0));
    AnomalyModel model = ModelTraining.open(ModelTraining.train(same, "one poller", 1));
    assertThat(model.pValue(VECTORS.get(0))).isEqualTo(1);
  }

  @Test
  void aModelOfAnotherFeatureSchemaIsRefused() {
    refused(ofSchema(99), "feature schema 99 (expected: at most " + FeatureSchema.VERSION);
    refused(FILE.replace("\"calls_5m\"", "\"calls_9m\""), "feature");
  }

  @Test
  void aModelOfAnEarlierFeatureSchemaStillJudges() {
    String earlier = ofSchema(1);
    assertThat(earlier).isNotEqualTo(FILE);
    assertThat(ModelTraining.open(earlier).pValue(VECTORS.get(0)))
        .isEqualTo(ModelTraining.open(FILE).pValue(VECTORS.get(0)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "[]", "model", "{\"card\":null}", "{\"other\":1}"})
  void whatIsNoModelFileIsRefused(String text) {
    refused(text, "not a model file");
  }

  @Test
  void aDamagedModelIsRefused() {
    refused(FILE.replaceFirst("\"tribuo\" : \"....", "\"tribuo\" : \"!!!!"), "Tribuo cannot read");
    refused(FILE.replaceFirst("\"tribuo\" : \"[^\"]*\"", "\"tribuo\" : null"), "not a model file");
    refused(FILE.replaceFirst("\"calibration\" : \\[", "\"calibration\" : [ null,"), "not a model");
  }

  private static String ofSchema(int version) {
    String own = "\"schemaVersion\" : ";
    return FILE.replace(own + FeatureSchema.VERSION, own + version);
  }

  private static void refused(String file, String reason) {
    assertThatThrownBy(() -> ModelTraining.open(file))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith("model: ")
        .contains(reason)
        .hasLineCount(1);
  }
}
