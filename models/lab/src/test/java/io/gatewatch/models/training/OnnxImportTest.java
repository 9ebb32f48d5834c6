package io.gatewatch.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gatewatch.features.FeatureVector;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Sha256;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelCard;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.Scorer;
import java.time.Instant;
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
  private static final Instant NOW = ROWS.get(ROWS.size() - 1).time().plusSeconds(60);
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
    ModelFile file = OnnxImport.wrap(RECIPE, ONNX, ROWS, "a made-up fleet", NOW);
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
    assertThat(OnnxImport.wrap(RECIPE, ONNX, ROWS, "a made-up fleet", NOW).write())
        .isEqualTo(file.write());
  }

  @Test
  void itsPValuesComeFromOrdinaryRowsThatCalibrate() {
    AnomalyModel model = ModelFile.open(OnnxImport.wrap(RECIPE, ONNX, ROWS, "x", NOW).write());
    List<FeatureVector> unseen = Fleet.ordinary(2_000, 77);
    double rare =
        unseen.stream().filter(v -> model.pValue(v, ApiCall.AgentClass.AISP) < 0.5).count()
            / 2_000.0;
    assertThat(rare).isBetween(0.4, 0.6);
  }

  /** It may have learned every row that was there when it came, and every agent's. */
  @Test
  void whatItMayHaveLearnedFromDoesNotTestIt() {
    ModelCard card = OnnxImport.wrap(RECIPE, ONNX, ROWS, "x", NOW).card();
    assertThat(HeldOutRows.of(ROWS, List.of(card)).testing()).isEmpty();
    assertThat(card.testsFrom()).isEqualTo(NOW.plus(Split.LOOKS_BACK));
    assertThat(card.warnings())
        .anyMatch(w -> w.contains("nor until when"))
        .anyMatch(w -> w.startsWith("p-values may be too small"));
    Recipe someHeldOut =
        Recipe.read(RECIPE.text().replace("agentsHeldOut: 0.0", "agentsHeldOut: 0.5"));
    assertThat(someHeldOut.agentsHeldOut()).isEqualTo(0.5);
    ModelCard other = OnnxImport.wrap(someHeldOut, ONNX, ROWS, "x", NOW).card();
    assertThat(ROWS).noneMatch(r -> HeldOutRows.neverLearnedFrom(other).test(r.agent()));
  }

  @Test
  void theRecipeSaysUntilWhenItWasTrained() {
    Instant first = ROWS.get(0).time();
    Instant last = ROWS.get(ROWS.size() - 1).time();
    // Before all: the newest fifth tests, as of any other model.
    ModelCard old = until(first.minusSeconds(7_200));
    assertThat(old.testsFrom()).isEqualTo(Split.of(ROWS, RECIPE).tests());
    assertThat(old.warnings()).noneMatch(w -> w.contains("too small"));
    // Nearly all: what is left, an hour later, and nothing of before sets a threshold.
    Instant late = last.minusSeconds(7_200);
    ModelCard card = until(late);
    HeldOutRows held = HeldOutRows.of(ROWS, List.of(card));
    assertThat(held.testing())
        .isNotEmpty()
        .allMatch(r -> !r.time().isBefore(late.plus(Split.LOOKS_BACK)));
    assertThat(held.calibrating()).allMatch(r -> r.time().isAfter(late));
    assertThat(Recipe.read(card.recipe()).trainedUntil()).isEqualTo(late);
    assertThatThrownBy(
            () ->
                Recipe.read(
                    "{name: x, trainer: kmeans, inputs: [calls_1m], trainedUntil: 2026-01-01T00:00:00Z}"))
        .hasMessageContaining("trainedUntil: 2026-01-01T00:00:00Z (expected: none");
  }

  private static ModelCard until(Instant trained) {
    Recipe recipe = Recipe.read(RECIPE.text() + "trainedUntil: " + trained + "\n");
    return OnnxImport.wrap(recipe, ONNX, ROWS, "x", NOW).card();
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
    assertThatThrownBy(() -> OnnxImport.wrap(recipe, onnx, ROWS, "x", NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith(reason)
        .hasLineCount(1);
  }
}
