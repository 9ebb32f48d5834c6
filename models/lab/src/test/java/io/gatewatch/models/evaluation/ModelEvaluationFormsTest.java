package io.gatewatch.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.gatewatch.features.Feature;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.training.Recipe;
import io.gatewatch.models.training.Training;
import io.gatewatch.models.training.TrainingRow;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An evaluation as JSON, text, page and card. */
class ModelEvaluationFormsTest {
  private static final ModelEvaluation FOUND = TestFleet.evaluation();
  private static final String HOSTILE = "</script><script>alert(1)</script><img src=x>{{data}}'\"";

  private static ModelEvaluation bare() {
    return ModelEvaluator.evaluate(
        TestFleet.byCalls(),
        null,
        List.of(),
        new TestFleet().attacked("1", "scraping", "a", 1, 50).rows(),
        Set.of(),
        new EvaluationSettings(1, 10, 1));
  }

  private static ModelEvaluation labelledBesideAnother() {
    return ModelEvaluator.evaluate(
        TestFleet.labelled(6),
        TestFleet.byCalls(),
        TestFleet.week(1),
        TestFleet.week(2),
        Set.of(),
        new EvaluationSettings(1, 20, 1));
  }

  private static ModelEvaluation hostile() {
    return ModelEvaluator.evaluate(
        TestFleet.byCalls(),
        null,
        List.of(),
        new TestFleet().minute("a", 1, 3).attacked(HOSTILE, HOSTILE, HOSTILE, 1, 50).rows(),
        Set.of(),
        new EvaluationSettings(1, 10, 1));
  }

  /** Of a model that remembers what it was made of: three times the calls are other traffic. */
  private static ModelEvaluation drifted() {
    Recipe recipe =
        Recipe.read(
            """
            name: calls
            trainer: linear
            trusted: [calls_1m]
            inputs: [calls_1m]
            agentsHeldOut: 0
            split: {train: 0.7, calibrate: 0.2}
            """);
    return ModelEvaluator.evaluate(
        ModelFile.open(Training.train(recipe, inOrder(TestFleet.week(1), 1), "made up").write()),
        null,
        List.of(),
        inOrder(TestFleet.week(2), 3),
        Set.of(),
        new EvaluationSettings(1, 10, 1));
  }

  private static List<TrainingRow> inOrder(List<TrainingRow> rows, double times) {
    return rows.stream()
        .map(r -> times(r, times))
        .sorted(Comparator.comparing(TrainingRow::time))
        .toList();
  }

  private static TrainingRow times(TrainingRow row, double times) {
    double calls = times * row.features().get(Feature.CALLS_1M);
    return new TrainingRow(
        row.agent(),
        row.time(),
        row.cohort(),
        TestFleet.vector(calls, 0),
        row.label(),
        row.event(),
        row.excluded(),
        row.told());
  }

  private static JsonSchema schema() {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(
            ModelEvaluationFormsTest.class.getResourceAsStream(
                "/schemas/model-evaluation.schema.json"));
  }

  @Test
  void theJsonIsWhatItsSchemaSays() throws Exception {
    for (ModelEvaluation found :
        List.of(FOUND, bare(), drifted(), labelledBesideAnother(), hostile())) {
      JsonNode json = new ObjectMapper().readTree(ModelEvaluationJson.of(found));
      assertThat(schema().validate(json)).isEmpty();
    }
    assertThat(ModelEvaluationJson.read(ModelEvaluationJson.of(drifted()))).isEqualTo(drifted());
    ObjectNode other = (ObjectNode) new ObjectMapper().readTree(ModelEvaluationJson.of(FOUND));
    other.put("made_up", 1);
    assertThat(schema().validate(other)).isNotEmpty();
  }

  /** One of before false alerts, classes' p-values, reviews and drift were told. */
  @Test
  void anEvaluationThatWasKeptEarlierIsStillRead() throws Exception {
    String kept;
    try (InputStream in = getClass().getResourceAsStream("/evaluations/before-false-alerts.json")) {
      kept = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    ModelEvaluation found = ModelEvaluationJson.read(kept);
    assertThat(found.all().recall().value()).isEqualTo(1);
    assertThat(found.data().attacks()).isEqualTo(1);
    assertThat(found.falseAlerts()).isEmpty();
    assertThat(found.pValuesByCohort()).isEmpty();
    assertThat(found.review()).isNull();
    assertThat(found.drift()).isNull();
  }

  @Test
  void theJsonIsReadBackAndOtherTextRefusedInOneLine() {
    assertThat(ModelEvaluationJson.read(ModelEvaluationJson.of(FOUND))).isEqualTo(FOUND);
    for (String bad : List.of("", "null", "[]", "{}", "{\"schema\":1}", "{\"schema\":1,\"x\":2}")) {
      assertThatThrownBy(() -> ModelEvaluationJson.read(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("evaluation: not one of a model");
    }
  }

  @Test
  void theTextSaysWhatWasFoundAndWhatItAdds() {
    String text = ModelEvaluationText.of(FOUND);
    assertThat(text)
        .startsWith(FOUND.model() + ", tested on 2026-11-02T00:00:07Z to ")
        .contains("object_enumeration")
        .contains("agents never learned from")
        .containsPattern("all +10/20 +4/20 +50 % \\(\\d+ - \\d+\\)")
        .contains("Lift over rules alone: +40 points (")
        .contains("gained attack-2, object_enumeration of agent-2");
    assertThat(text.lines()).allMatch(line -> line.equals(line.stripTrailing()));
    assertThat(ModelEvaluationText.of(labelledBesideAnother()))
        .contains("Lift over rules with by-calls-");
    assertThat(ModelEvaluationText.of(bare())).contains("No ordinary rows: no threshold");
  }

  @Test
  void thePageHasAllInItselfAndTakesTextForText() {
    String page = ModelEvaluationPage.of(hostile());
    assertThat(page)
        .contains("&lt;/script&gt;&lt;script&gt;alert(1)")
        .contains("\\u003c/script\\u003e")
        .contains("Chart.js v4.5.1")
        .contains("default-src 'none'")
        .doesNotContain("<script>alert(1)", "<img", "src=\"", "href=", "sourceMappingURL")
        .doesNotContain("{{model}}", "{{chartjs}}");
    assertThat(page.split("</script>", -1)).hasSize(4);
  }

  @Test
  void everyPlotHasItsNumbersAsATable() {
    String page = ModelEvaluationPage.of(FOUND);
    assertThat(page).contains("<td>object_enumeration</td>", "<td>aisp</td>");
    assertThat(page).contains("<td>set before, on calibrating rows</td>");
    assertThat(page.split("<canvas", -1)).hasSize(9);
    for (ModelEvaluation.AttackLine attack : FOUND.attacks()) {
      assertThat(page).contains("<td>" + attack.event() + "</td>");
    }
  }

  @Test
  void thePageSaysWhatHasMovedSinceTheModelWasMade() {
    ModelEvaluation found = drifted();
    String page = ModelEvaluationPage.of(found);
    assertThat(page)
        .containsPattern("<td>calls_1m</td><td>aisp</td><td>[0-9.]+</td><td>moved</td>")
        .containsPattern("<td>2026-11-05</td><td>\\d+</td><td>0\\.[0-9]+</td><td>0[0-9.]*</td>")
        .containsPattern(
            "<td>20</td><td>1\\.\\d\\d % \\(0\\.\\d\\d % - [12]\\.\\d\\d %\\)</td><td>\\d\\.\\d\\d %</td>");
    assertThat(ModelEvaluationPage.of(FOUND)).doesNotContain("<td>moved</td>");
    assertThat(FOUND.drift()).as("of a model that remembers nothing").isNull();
  }

  @Test
  void theCardSaysWhatAPersonMustKnow() {
    String card = ModelCardText.of(TestFleet.card(), FOUND, 0.31, 12_345);
    assertThat(card)
        .startsWith("# " + FOUND.model().replace("_", "\\_"))
        .contains("| Data, SHA-256 | " + "ab".repeat(32) + " |")
        .contains("| Range | 2026-11-02T00:00:00Z to 2026-11-03T00:00:00Z |")
        .contains("| Feature schema | ")
        .contains("    name: by-calls")
        .contains("| Seed | 7 |", "| Provenance | by hand |")
        .contains("| Cost | 0.310 µs a minute of an agent |", "| Size | 12,345 bytes |")
        .contains("| object\\_enumeration | ")
        .contains("A threshold set before promised ")
        .contains("Beside rules alone: +40 points", "It helps.")
        .contains("- Blind to the order of calls.", "- calls\\_1m alone explains the label");
    assertThat(card)
        .contains("made up \\<by hand\\> \\| for tests")
        .doesNotContain("Demonstration");
  }

  @Test
  void aCardWithoutFiguresSaysSoAndADemonstrationIsCalledOne() {
    String card = ModelCardText.of(TestFleet.card(), null, null, 10);
    assertThat(card).contains("Not evaluated.", "| Cost | not measured |");
    var generated = TestFleet.card();
    var shipped =
        new io.gatewatch.models.ModelCard(
            generated.name(),
            generated.trainer(),
            generated.schemaVersion(),
            generated.cohort(),
            generated.severity(),
            generated.recipe(),
            generated.seed(),
            "demonstration, trained on generated traffic",
            generated.dataSha256(),
            generated.from(),
            generated.to(),
            generated.rows(),
            generated.calibrated(),
            generated.warnings(),
            generated.weaknesses(),
            generated.provenance());
    assertThat(ModelCardText.of(shipped, null, null, 10)).contains("**Demonstration, trained on");
  }

  @Test
  void aModelThatAddsNothingIsSaidNotToHelp() {
    ModelEvaluation blind =
        ModelEvaluator.evaluate(
            TestFleet.blind(),
            null,
            TestFleet.week(1),
            TestFleet.week(2),
            Set.of(),
            new EvaluationSettings(1, 20, 1));
    assertThat(ModelCardText.of(TestFleet.card(), blind, null, 10))
        .contains("It is not shown to help.");
    assertThat(ModelEvaluationPage.of(blind)).contains("+0 points");
  }

  @Test
  void numbersAreShortEnoughToBeRead() {
    assertThat(List.of(0.005, 12.3456, 1000.0, -0.25, 0.0, 1.23456e-9))
        .extracting(Figure::number)
        .containsExactly("0.005", "12.35", "1000", "-0.25", "0", "1.235E-9");
  }
}
