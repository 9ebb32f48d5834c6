package io.gatewatch.models.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.gatewatch.models.ModelFile;
import io.gatewatch.models.evaluation.EvaluationSettings;
import io.gatewatch.models.evaluation.ModelEvaluation;
import io.gatewatch.models.evaluation.ModelEvaluationJson;
import io.gatewatch.models.evaluation.ModelEvaluator;
import io.gatewatch.models.training.TrainingRow;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a stub of the API: no MLflow server runs here. */
class MlflowMirrorTest {
  private static final String TEXT = Made.model("minutes", 0);
  private static final String VERSION = ModelFile.open(TEXT).version();

  @TempDir private Path folder;

  @Test
  void aModelIsARunWithFiguresAndAVersionOfItsRecipe() throws IOException {
    try (MlflowStub server = new MlflowStub()) {
      MlflowMirror mirror = new MlflowMirror(server.address(), "t0ken");
      String number = add(mirror, Map.of("recall", 0.8, "average_precision", Double.NaN));
      assertThat(number).isEqualTo("1");
      assertThat(server.runs.get("run1").path("experiment_id").asText()).isEqualTo("7");
      assertThat(server.runs.get("run1").path("run_name").asText()).isEqualTo(VERSION);
      assertThat(server.batches.get("run1").path("metrics")).hasSize(1);
      assertThat(server.batches.get("run1").toString()).contains("\"recall\"", "\"by hand\"");
      assertThat(server.artifacts).containsEntry("run1/model.json", TEXT);
      assertThat(server.token).isEqualTo("Bearer t0ken");
    }
  }

  @Test
  void asecondModelOfARecipeIsItsSecondVersionAndStagesAreAliases() throws IOException {
    try (MlflowStub server = new MlflowStub()) {
      MlflowMirror mirror = new MlflowMirror(server.address(), null);
      add(mirror, Map.of());
      String second = add(mirror, Map.of());
      mirror.alias("minutes", "champion", second);
      assertThat(server.models).containsEntry("minutes", 2);
      assertThat(server.aliases).containsEntry("minutes@champion", "2");
      assertThat(server.token).isEqualTo("null");
    }
  }

  @Test
  void stagesBecomeAliasesAndTagsAndWhatWasToldIsNotToldAgain() throws IOException {
    ModelRegistry registry =
        new ModelRegistry(new DirectoryStore(folder), Clock.fixed(Made.START, ZoneOffset.UTC));
    String first = registry.add(TEXT, "ada", "made");
    String other = registry.add(Made.model("others", 1), "ada", "made");
    try (MlflowStub server = new MlflowStub()) {
      MlflowMirror mirror = new MlflowMirror(server.address(), null);
      mirror.stages(registry);
      assertThat(server.models).as("candidates wait for somebody to add them").isEmpty();

      record(registry, Event.Action.SHADOW, other);
      record(registry, Event.Action.PROMOTE, first);
      mirror.stages(registry);
      assertThat(server.aliases)
          .containsOnly(Map.entry("minutes@champion", "1"), Map.entry("others@shadow", "1"));
      assertThat(server.tags.get("minutes/1")).containsEntry("gatewatch.stage", "champion");
      assertThat(server.artifacts).hasSize(2);

      record(registry, Event.Action.PROMOTE, other);
      int before = server.changes.get();
      mirror.stages(registry);
      assertThat(server.aliases).containsOnly(Map.entry("others@champion", "1"));
      assertThat(server.tags.get("minutes/1")).containsEntry("gatewatch.stage", "retired");
      assertThat(server.tags.get("others/1")).containsEntry("gatewatch.stage", "champion");
      assertThat(server.changes.get() - before)
          .as("two tags, one alias more, two less")
          .isEqualTo(5);
      mirror.stages(registry);
      assertThat(server.changes.get() - before).isEqualTo(5);
    }
  }

  @Test
  void figuresOfAPromotionAreMetricsOfTheModelsRunOnce() throws IOException {
    ModelRegistry registry =
        new ModelRegistry(new DirectoryStore(folder), Clock.fixed(Made.START, ZoneOffset.UTC));
    String sha256 = registry.add(TEXT, "ada", "made");
    byte[] kept = ModelEvaluationJson.of(evaluation()).getBytes(StandardCharsets.UTF_8);
    registry.store().create("evaluations/" + sha256 + "-1.json", kept);
    try (MlflowStub server = new MlflowStub()) {
      MlflowMirror mirror = new MlflowMirror(server.address(), null);
      add(mirror, Map.of());
      mirror.stages(registry);
      assertThat(server.batches.get("run1").path("metrics").toString())
          .contains("\"recall_low\"", "\"false_alerts_per_day\"", "\"lift_over_rules\"");
      int told = server.changes.get();
      mirror.stages(registry);
      assertThat(server.changes.get()).isEqualTo(told);
    }
  }

  /** One that stops the page after page of a broken server is better than none that returns. */
  @Test
  void aServerThatNamesTheSamePageForEverIsSaid() throws IOException {
    ModelRegistry registry = registry();
    registry.add(TEXT, "ada", "made");
    try (MlflowStub server = new MlflowStub()) {
      server.endless = true;
      MlflowMirror mirror = new MlflowMirror(server.address(), null);
      assertTimeoutPreemptively(
          Duration.ofSeconds(30),
          () ->
              assertThatThrownBy(() -> mirror.stages(registry))
                  .isInstanceOf(IOException.class)
                  .hasMessage("MLflow lists more than 100 pages of versions of minutes"));
    }
  }

  /** Somebody else's champion of a recipe of the same name is theirs. */
  @Test
  void anAliasOfAVersionThatIsNotOursStays() throws IOException {
    ModelRegistry registry = registry();
    registry.add(TEXT, "ada", "made");
    try (MlflowStub server = new MlflowStub()) {
      server.models.put("minutes", 1);
      server.aliases.put("minutes@champion", "1");
      MlflowMirror mirror = new MlflowMirror(server.address(), null);
      String ours = add(mirror, Map.of());
      server.aliases.put("minutes@shadow", ours);
      mirror.stages(registry);
      assertThat(server.aliases).containsOnly(Map.entry("minutes@champion", "1"));
    }
  }

  @Test
  void anAliasOfAVersionThatIsNotOursIsNotMovedAndALineSaysSo() throws IOException {
    ModelRegistry registry = registry();
    record(registry, Event.Action.PROMOTE, registry.add(TEXT, "ada", "made"));
    try (MlflowStub server = new MlflowStub()) {
      server.models.put("minutes", 1);
      server.aliases.put("minutes@champion", "1");
      MlflowMirror mirror = new MlflowMirror(server.address(), null);
      assertThat(mirror.stages(registry))
          .singleElement()
          .asString()
          .startsWith("MLflow: the alias champion of minutes is of version 1, which is not ours");
      assertThat(server.aliases).containsOnly(Map.entry("minutes@champion", "1"));
      server.aliases.clear();
      assertThat(mirror.stages(registry)).isEmpty();
      assertThat(server.aliases).containsOnly(Map.entry("minutes@champion", "2"));
    }
  }

  @Test
  void anEvaluationThatCannotBeReadIsALineAndStopsNoAlias() throws IOException {
    ModelRegistry registry = registry();
    String first = registry.add(TEXT, "ada", "made");
    String other = registry.add(Made.model("others", 1), "ada", "made");
    registry.store().create("evaluations/" + first + "-1.json", new byte[] {'{', '}'});
    record(registry, Event.Action.SHADOW, other);
    record(registry, Event.Action.PROMOTE, first);
    try (MlflowStub server = new MlflowStub()) {
      List<String> said = new MlflowMirror(server.address(), null).stages(registry);
      assertThat(said)
          .containsExactly(
              "evaluations/"
                  + first
                  + "-1.json: evaluation: not one of a model; MLflow was told none of its figures");
      assertThat(server.aliases)
          .containsOnly(Map.entry("minutes@champion", "1"), Map.entry("others@shadow", "1"));
    }
  }

  @Test
  void anAddressMayNotHoldAPasswordAndIsNotRepeated() {
    for (String bad :
        List.of("http://bob:s3cret@127.0.0.1:1", "https://h/?t=s3cret", "s3cret:5000", "s3 cret")) {
      assertThatThrownBy(() -> MlflowMirror.address(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("no address of an MLflow server (expected: http://HOST:PORT")
          .hasMessageNotContainingAny("s3", "cret");
    }
    URI bad = URI.create("http://bob:s3cret@127.0.0.1:1");
    assertThatThrownBy(() -> new MlflowMirror(bad, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private ModelRegistry registry() {
    return new ModelRegistry(new DirectoryStore(folder), Clock.fixed(Made.START, ZoneOffset.UTC));
  }

  private static ModelEvaluation evaluation() {
    TrainingRow calm = Made.row("a", 0, 5);
    TrainingRow attack =
        new TrainingRow(
            "b",
            Made.START.plusSeconds(60),
            calm.cohort(),
            Made.row("b", 1, 500).features(),
            "scraping",
            "attack-1",
            null,
            calm.told());
    return ModelEvaluator.evaluate(
        ModelFile.open(TEXT),
        null,
        List.of(),
        List.of(calm, attack),
        Set.of(),
        new EvaluationSettings(1, 10, 1));
  }

  private static void record(ModelRegistry registry, Event.Action action, String sha256)
      throws IOException {
    String model = registry.stages().find(sha256).model();
    registry.record(
        new ModelRegistry.Change("ada", action, sha256, model, null, "a test", null),
        registry.stages().seen());
  }

  @Test
  void aServerThatIsAwayIsSaidInOneLine() {
    MlflowMirror mirror = new MlflowMirror(URI.create("http://127.0.0.1:1"), null);
    assertThatThrownBy(() -> add(mirror, Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessage("MLflow at http://127.0.0.1:1 does not answer");
  }

  private static String add(MlflowMirror mirror, Map<String, Double> figures) throws IOException {
    return mirror.add(VERSION, TEXT, ModelFile.read(TEXT).card(), figures);
  }
}
