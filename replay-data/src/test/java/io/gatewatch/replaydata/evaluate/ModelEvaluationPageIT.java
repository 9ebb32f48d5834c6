package io.gatewatch.replaydata.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.Calibration;
import io.gatewatch.models.Input;
import io.gatewatch.models.ModelCard;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.Scaling;
import io.gatewatch.models.Scorer;
import io.gatewatch.models.Softmax;
import io.gatewatch.models.evaluation.EvaluationSettings;
import io.gatewatch.models.evaluation.ModelEvaluationPage;
import io.gatewatch.models.evaluation.ModelEvaluator;
import io.gatewatch.models.training.Remembered;
import io.gatewatch.models.training.TrainingRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a model's evaluation, in a real browser. */
class ModelEvaluationPageIT {
  private static final Instant START = Instant.parse("2026-11-02T00:00:00Z");
  private static final String HOSTILE = "</script><script>window.pwned=1</script><img src=x>";

  @TempDir Path folder;

  @Test
  void everyPlotIsDrawnAndNothingIsLoaded() throws IOException {
    try (OpenedPage opened = open(ModelEvaluationPage.of(evaluation("attack")))) {
      assertThat(opened.drawn())
          .containsOnlyKeys(
              "curve", "recall", "seconds", "alerts", "pvalues", "scores", "drift", "rare")
          .allSatisfy((id, pixels) -> assertThat(pixels).as(id).isGreaterThan(2_000));
      assertThat(opened.faults).isEmpty();
      assertThat(opened.requests).hasSize(1).allMatch(url -> url.startsWith("file:"));
      opened.page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target", "model-evaluation.png")));
    }
  }

  @Test
  void inPrintThereAreTablesAndPlotsFitThePaper() throws IOException {
    try (OpenedPage opened = open(ModelEvaluationPage.of(evaluation("attack")))) {
      opened.print();
      List<Locator> tables = opened.page.locator("table").all();
      assertThat(tables).hasSize(12).allMatch(Locator::isVisible);
      assertThat(opened.page.locator("#figures").innerText()).contains("scraping", "9 in 10");
      assertThat(opened.page.locator("#attacks tr").count()).isEqualTo(13);
      assertThat(opened.page.locator("#falsealerts").innerText()).contains("Leading feature");
      assertThat(opened.page.locator("#psi").innerText())
          .containsPattern("calls_1m\\s+aisp\\s+[0-9.]+\\s+moved");
      assertThat(opened.page.locator("#labelrate").innerText())
          .containsPattern("12\\s+0\\.99 % \\(");
      assertThat(
              opened.page.evaluate(
                  "Chart.getChart('drift').data.datasets.at(-1).backgroundColor[0]"))
          .as("what has moved is red")
          .isEqualTo("#b3261e");
      assertThat(opened.page.evaluate("getComputedStyle(document.querySelector('.both')).display"))
          .isEqualTo("block");
      assertThat(opened.page.pdf().length).isGreaterThan(20_000);
      assertThat(opened.drawn())
          .allSatisfy((id, pixels) -> assertThat(pixels).isGreaterThan(2_000));
      assertThat(opened.faults).isEmpty();
    }
  }

  @Test
  void textFromDataStaysText() throws IOException {
    try (OpenedPage opened = open(ModelEvaluationPage.of(evaluation(HOSTILE)))) {
      assertThat(opened.page.evaluate("window.pwned === undefined")).isEqualTo(true);
      assertThat(opened.page.locator("#attacks").innerText()).contains(HOSTILE);
      assertThat(opened.page.locator("img").count()).isZero();
      assertThat(opened.faults).isEmpty();
    }
  }

  private OpenedPage open(String html) throws IOException {
    return new OpenedPage(Files.writeString(folder.resolve("evaluation.html"), html));
  }

  private static io.gatewatch.models.evaluation.ModelEvaluation evaluation(String name) {
    return ModelEvaluator.evaluate(
        model(),
        null,
        rows(1, name),
        rows(2, name),
        agent -> agent.endsWith("3"),
        new EvaluationSettings(1, 50, 1));
  }

  /** Probability of scraping by the calls of a minute. */
  private static AnomalyModel model() {
    Scorer scorer =
        new Softmax(
            List.of(Scorer.ORDINARY, "scraping"), new double[][] {{0}, {2}}, new double[] {9, 0});
    double[] scores =
        IntStream.range(0, 1000)
            .mapToDouble(i -> scorer.score(new double[] {StrictMath.log1p(i / 10.0)}))
            .toArray();
    TreeMap<String, Integer> labels = new TreeMap<>();
    labels.put(Scorer.ORDINARY, 1000);
    ModelCard card =
        new ModelCard(
            "by-calls",
            "sgd",
            FeatureSchema.VERSION,
            ModelCard.ALL,
            "low",
            "",
            1,
            "made up",
            "",
            START,
            START,
            labels,
            1000,
            List.of(),
            "",
            "");
    ModelFile file =
        ModelFile.of(
            card, List.of(Input.of("calls_1m")), Scaling.none(1), scorer, Calibration.of(scores));
    // It was made of agents that call three times as often.
    List<TrainingRow> busier = rows(3, 300, "made").stream().filter(TrainingRow::ordinary).toList();
    AnomalyModel bare = ModelFile.open(file.write());
    return ModelFile.open(
        file.with(
                Remembered.of(
                    file.inputs(),
                    busier,
                    (cohort, row) -> bare.pValueOf(scorer.score(row), ApiCall.AgentClass.AISP)))
            .write());
  }

  private static List<TrainingRow> rows(long seed, String name) {
    return rows(seed, 100, name);
  }

  private static List<TrainingRow> rows(long seed, double mostCalls, String name) {
    Random random = new Random(seed);
    List<TrainingRow> rows = new ArrayList<>();
    for (int a = 0; a < 20; a++) {
      for (int m = 0; m < 600; m++) {
        rows.add(row("agent-" + a, m, mostCalls * random.nextDouble(), Scorer.ORDINARY, null));
      }
      for (int m = 0; m < 10 && a < 12; m++) {
        String label = a % 2 == 0 ? "scraping" : "volume_spike";
        double calls = a % 4 == 0 || m < 3 ? 50 : 300;
        rows.add(row("agent-" + a, 700 + m, calls, label, name + a));
      }
    }
    return rows;
  }

  private static TrainingRow row(
      String agent, int minute, double calls, String label, String event) {
    double[] v = new double[FeatureSchema.size()];
    v[Feature.CALLS_1M.ordinal()] = calls;
    return new TrainingRow(
        agent,
        START.plusSeconds(60L * minute),
        ApiCall.AgentClass.AISP,
        new FeatureVector(v),
        label,
        event,
        null,
        TrainingRow.Told.NOTHING);
  }
}
