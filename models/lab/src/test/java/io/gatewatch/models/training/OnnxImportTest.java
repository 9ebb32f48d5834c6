package io.gatewatch.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gatewatch.features.FeatureVector;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Sha256;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.Scaling;
import io.gatewatch.models.Scorer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;

class OnnxImportTest {
  private static final String ATTACK = "unusual";
  private static final Recipe RECIPE =
      Recipe.read(
          "{name: elsewhere, trainer: onnx, agentsHeldOut: 0, inputs: [unauthorized_5m,"
              + " calls_1m]}");
  private static final List<TrainingRow> ROWS = Weeks.rows(2_000, 1);
  private static final LinearSGDModel TRIBUO = tribuo();
  private static final byte[] ONNX = TRIBUO.exportONNXModel("io.gatewatch", 1).toByteArray();

  private static LinearSGDModel tribuo() {
    List<double[]> rows = ROWS.stream().map(r -> read(r.features())).toList();
    List<String> labels = ROWS.stream().map(r -> r.ordinary() ? Scorer.ORDINARY : ATTACK).toList();
    LinearSGDModel model = Linear.fit(rows, labels, 3, 0.5, 1);
    assertThat(model.getOutputIDInfo().getOutput(0).getLabel()).isEqualTo(Scorer.ORDINARY);
    return model;
  }

  private static double[] read(FeatureVector vector) {
    return RECIPE.inputs().stream().mapToDouble(i -> i.read(vector)).toArray();
  }

  @Test
  void aModelFromElsewhereJudgesThroughAModelFile() {
    ModelFile file = OnnxImport.wrap(RECIPE, ONNX, null, ROWS, "a made-up fleet");
    AnomalyModel model = ModelFile.open(file.write());
    for (TrainingRow row : ROWS.subList(0, 200)) {
      double theirs =
          TRIBUO
              .predict(Examples.one(LabelFactory.UNKNOWN_LABEL, read(row.features())))
              .getOutputScores()
              .get(ATTACK)
              .getScore();
      assertThat(model.score(row.features())).isCloseTo(theirs, within(1e-6));
    }
    assertThat(model.card().calibrated()).isPositive();
    assertThat(model.card().warnings()).anyMatch(w -> w.contains("trained elsewhere"));
    assertThat(model.card().provenance()).endsWith("SHA-256 " + Sha256.hex(ONNX));
    assertThat(OnnxImport.wrap(RECIPE, ONNX, null, ROWS, "a made-up fleet").write())
        .isEqualTo(file.write());
  }

  @Test
  void itsPValuesComeFromOrdinaryRowsThatCalibrate() {
    AnomalyModel model = ModelFile.open(OnnxImport.wrap(RECIPE, ONNX, null, ROWS, "x").write());
    List<FeatureVector> unseen = Fleet.ordinary(2_000, 77);
    double rare =
        unseen.stream().filter(v -> model.pValue(v, ApiCall.AgentClass.AISP) < 0.5).count()
            / 2_000.0;
    assertThat(rare).isBetween(0.4, 0.6);
  }

  @Test
  void aScalingIsCarriedAlong() {
    Scaling scaling = new Scaling(new double[] {1, 2}, new double[] {3, 4});
    ModelFile file = OnnxImport.wrap(RECIPE, ONNX, scaling, ROWS, "x");
    FeatureVector vector = ROWS.get(0).features();
    assertThat(ModelFile.open(file.write()).score(vector))
        .isEqualTo(file.scorer().score(scaling.apply(read(vector))));
  }

  @Test
  void whatCannotRunHereIsRefusedInOneLine() {
    refused(RECIPE, new byte[] {1, 2, 3}, "onnx: not an ONNX file");
    Recipe wider = Recipe.read("{name: x, trainer: onnx, inputs: [calls_1m]}");
    refused(wider, ONNX, "onnx: input (expected: one float tensor of 1 row and 1 columns)");
    Recipe tuned =
        Recipe.read("{name: x, trainer: onnx, parameters: {trees: 9}, inputs: [calls_1m]}");
    refused(tuned, ONNX, "parameters or search: of a trainer (expected: none");
    refused(Weeks.recipe("kmeans", ""), ONNX, "trainer: kmeans (expected: onnx");
    assertThatThrownBy(() -> Training.train(RECIPE, ROWS, "x"))
        .hasMessageContaining("trainer: onnx is imported, not trained");
  }

  private static void refused(Recipe recipe, byte[] onnx, String reason) {
    assertThatThrownBy(() -> OnnxImport.wrap(recipe, onnx, null, ROWS, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith(reason)
        .hasLineCount(1);
  }
}
