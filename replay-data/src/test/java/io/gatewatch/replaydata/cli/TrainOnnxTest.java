package io.gatewatch.replaydata.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.Foreign;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.training.TrainingRow;
import io.gatewatch.models.training.TrainingSetReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that was trained elsewhere, from its ONNX file to the shadow. */
class TrainOnnxTest {
  private static final String RECIPE =
      "{name: elsewhere, trainer: onnx, inputs: [calls_1m, new_objects_5m],"
          + " trainedUntil: 2020-01-01T00:00:00Z}";

  @TempDir private Path folder;
  private Path table;
  private Path store;

  @BeforeEach
  void makeTable() throws IOException {
    table = MadeTable.write(folder.resolve("features.csv.gz"));
    store = folder.resolve("models");
  }

  @Test
  void anImportedModelIsCalibratedEvaluatedAndBecomesTheShadow() throws IOException {
    CliRun run = train(RECIPE, MadeOnnx.weighted(0, 1), "--store", store.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("imported from model.onnx, calibrated on ");
    assertThat(run.err())
        .contains("trained elsewhere, until 2020-01-01T00:00:00Z: nothing here knows");
    AnomalyModel model = ModelFile.open(Files.readString(out("model.json")));
    assertThat(run.out()).contains(model.version() + ": a candidate");
    JsonNode card = new ObjectMapper().readTree(out("model.card.json").toFile());
    assertThat(card.get("trainer").asText()).isEqualTo("onnx");
    assertThat(card.get("dataSha256").asText()).hasSize(64);

    assertScoresAndPValues(model);
    assertThat(evaluated(model.version()).at("/all/recall/value").asDouble()).isEqualTo(1);
    CliRun shadow =
        CliRun.of(
            "models",
            "shadow",
            model.version(),
            "--store",
            store.toString(),
            "--why",
            "a test",
            "--no-publish");
    assertThat(shadow.out()).contains(model.version() + " is the shadow");
  }

  /** What the native runtime says, and no stand-in: the weights are only in the ONNX file. */
  private void assertScoresAndPValues(AnomalyModel model) throws IOException {
    List<TrainingRow> rows = new ArrayList<>();
    TrainingSetReader.read(table, rows::add);
    for (TrainingRow row : rows.subList(0, 50)) {
      double objects = row.features().get(io.gatewatch.features.Feature.NEW_OBJECTS_5M);
      assertThat(model.score(row.features())).isCloseTo(StrictMath.log1p(objects), within(1e-5));
    }
    TrainingRow attack = rows.stream().filter(r -> !r.ordinary()).findFirst().orElseThrow();
    assertThat(model.pValue(attack.features(), attack.cohort())).isLessThan(0.01);
  }

  @Test
  void anImportThatLooksElsewhereFindsNothingMore() throws IOException {
    CliRun run = train(RECIPE, MadeOnnx.weighted(-1, 0));
    assertThat(run.exitCode()).as(run.err()).isZero();
    double recall = evaluated(out("model.json").toString()).at("/all/recall/value").asDouble();
    assertThat(recall).isLessThan(0.3);
  }

  @Test
  void whatNobodyKnowsTheTrainingOfIsNotTestedByWhatWasThereBefore() throws IOException {
    String unknown = RECIPE.replaceFirst(", trainedUntil: [^}]*", "");
    CliRun run = train(unknown, MadeOnnx.weighted(0, 1));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("nor until when");
    refused(
        3,
        "no row is newer than what the models have learned",
        evaluate(out("model.json").toString()));
  }

  @Test
  void theSameFileRecipeAndRowsGiveTheSameModel() throws IOException {
    train(RECIPE, MadeOnnx.weighted(0, 1));
    byte[] first = Files.readAllBytes(out("model.json"));
    train(RECIPE, MadeOnnx.weighted(0, 1));
    assertThat(out("model.json")).hasBinaryContent(first);
    train(RECIPE, MadeOnnx.weighted(0, 2));
    assertThat(Files.readAllBytes(out("model.json"))).isNotEqualTo(first);
  }

  @Test
  void whatDoesNotGoTogetherOrCannotRunIsOneLine() throws IOException {
    byte[] fine = MadeOnnx.weighted(0, 1);
    refused(2, "give --onnx FILE", train(RECIPE, null));
    String other = "{name: other, trainer: kmeans, inputs: [calls_1m]}";
    refused(2, "--onnx goes with a recipe whose trainer is onnx, not kmeans", train(other, fine));
    String tuned = "{name: x, trainer: onnx, parameters: {trees: 9}, inputs: [calls_1m]}";
    refused(3, "parameters or search: of a trainer", train(tuned, fine));
    refused(
        3,
        "model.onnx: input (expected: one float tensor of 1 row and 2 columns)",
        train(RECIPE, MadeOnnx.weighted(0, 1, 2)));
    refused(3, "model.onnx: an operator that may not", train(RECIPE, MadeOnnx.looping(0, 1)));
    refused(3, "model.onnx: not an ONNX file", train(RECIPE, new byte[] {'P', 'K', 3, 4}));
    refused(3, "4194305 bytes", train(RECIPE, new byte[Foreign.MOST_BYTES + 9]));
    refused(3, "none.onnx", trained(RECIPE, "--onnx", folder.resolve("none.onnx").toString()));
    String nobody = "{name: x, trainer: onnx, cohort: batch, inputs: [calls_1m, new_objects_5m]}";
    refused(3, "rows of cohort batch", train(nobody, fine));
    assertThat(out("model.json")).doesNotExist();
  }

  private static void refused(int exitCode, String told, CliRun run) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.err()).hasLineCount(1).contains(told).doesNotContain("Exception");
  }

  private CliRun evaluate(String model) {
    return CliRun.of(
        "evaluate",
        "--model",
        model,
        "--store",
        store.toString(),
        "--features",
        table.toString(),
        "--out",
        folder.resolve("evaluated").toString());
  }

  private JsonNode evaluated(String model) throws IOException {
    Path evaluated = folder.resolve("evaluated");
    CliRun run = evaluate(model);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(evaluated.resolve("card.md")).content().contains("imported from ONNX");
    return new ObjectMapper().readTree(evaluated.resolve("evaluation.json").toFile());
  }

  private Path out(String name) {
    return folder.resolve("out").resolve(name);
  }

  private CliRun train(String recipe, byte[] onnx, String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of(more));
    if (onnx != null) {
      Path file = Files.write(folder.resolve("model.onnx"), onnx);
      args.addAll(List.of("--onnx", file.toString()));
    }
    return trained(recipe, args.toArray(String[]::new));
  }

  private CliRun trained(String recipe, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("recipe.yaml"), recipe);
    List<String> args = new ArrayList<>(List.of("train", "--recipe", file.toString()));
    args.addAll(List.of("--features", table.toString(), "--out", folder.resolve("out").toString()));
    args.addAll(List.of(more));
    return CliRun.of(args.toArray(String[]::new));
  }
}
