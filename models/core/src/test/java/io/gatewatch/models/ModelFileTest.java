package io.gatewatch.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFileTest {
  static Stream<Scorer> scorers() {
    return Stream.of(
        Models.centroids(),
        new Hyperplane(new double[] {0.1, 1e-300}, -3),
        new Softmax(
            List.of("benign", "scraping", "credential_stuffing"),
            new double[][] {{0.1, -2}, {1 / 3.0, 4}, {5e8, -6e-9}},
            new double[] {1, 2, 3}),
        Models.trees(),
        new Trees(
            List.of("benign", "scraping"),
            Trees.Link.SOFTMAX,
            new int[] {0, 3},
            new int[] {0, 1},
            new int[] {0, -1, -1, -1},
            new double[] {0.1f, 0, 0, 0},
            new int[] {1, 0, 0, 0},
            new int[] {2, 0, 0, 0},
            new double[] {0, -0.7f, 0.3f, 0.25f},
            new double[] {0.5, 0.5}));
  }

  @ParameterizedTest
  @MethodSource("scorers")
  void whatWasWrittenIsReadBackAndScoresTheSame(Scorer scorer, @TempDir Path dir) throws Exception {
    String text = Models.file(scorer).write();
    assertThat(ModelFile.read(text).write()).isEqualTo(text);
    Path path = Files.writeString(dir.resolve("model.json"), text);
    AnomalyModel model = ModelFile.open(path);
    assertThat(model.version()).isEqualTo(ModelFile.open(text).version());
    for (double value : new double[] {0, 1, 17, 1e9}) {
      FeatureVector vector = Models.vector(value, 3 * value, 2);
      double[] row = Models.INPUTS.stream().mapToDouble(i -> i.read(vector)).toArray();
      assertThat(model.score(vector)).isEqualTo(scorer.score(row));
      assertThat(model.likeliest(vector)).isEqualTo(scorer.likeliest(row));
    }
  }

  @Test
  void theCardComesBackWithWhatASearchTried() {
    TreeMap<String, Double> parameters = new TreeMap<>();
    parameters.put("clusters", 8.0);
    ModelCard card = Models.card();
    ModelCard searched =
        new ModelCard(
            card.name(),
            card.trainer(),
            card.schemaVersion(),
            card.cohort(),
            card.severity(),
            card.recipe(),
            card.seed(),
            card.data(),
            card.dataSha256(),
            card.from(),
            card.to(),
            card.testsFrom(),
            card.rows(),
            card.calibrated(),
            List.of("one warning"),
            card.weaknesses(),
            card.provenance(),
            List.of(new ModelCard.Tried(parameters, 0.75)));
    String text =
        ModelFile.of(searched, Models.INPUTS, Scaling.none(2), Models.centroids(), Models.SCORES)
            .write();
    assertThat(ModelFile.open(text).card()).isEqualTo(searched);
  }

  @Test
  void aModelOfAnEarlierFeatureSchemaStillJudges() {
    String today = Models.file(Models.centroids()).write();
    String own = "\"schemaVersion\":";
    String earlier = today.replace(own + FeatureSchema.VERSION, own + 1);
    assertThat(earlier).isNotEqualTo(today);
    assertThat(ModelFile.open(earlier).score(Models.vector(3, 0, 0)))
        .isEqualTo(ModelFile.open(today).score(Models.vector(3, 0, 0)));
  }
}
