package io.gatewatch.replaydata.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.evaluation.ModelEvaluation;
import io.gatewatch.models.evaluation.ReviewQueue;
import io.gatewatch.models.evaluation.Scored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows are drawn, people look at them, and their verdicts say what was missed. */
class EvaluateReviewedTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double THRESHOLD = StrictMath.log1p(97);

  @TempDir private Path folder;
  private final ReviewedDay day = new ReviewedDay();
  private Path table;
  private Path model;

  @BeforeEach
  void make() throws IOException {
    table = day.table(folder.resolve("day.csv"));
    model = ReviewedDay.model(folder.resolve("model.json"), "calls");
  }

  @Test
  void whoLooksAtEveryWindowKnowsRecallExactly() throws IOException {
    assertThat(evaluate("--review", "2000").exitCode()).isZero();
    CliRun run = reviewed(answers(this::truth));
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode review = evaluation().get("review");
    assertThat(review.at("/found").asInt()).isEqualTo(ReviewedDay.FOUND);
    assertThat(review.at("/missed").asDouble()).isEqualTo(day.missed.size());
    assertThat(review.at("/recall/low").asDouble())
        .isCloseTo(day.trueRecall(), within(1e-6))
        .isEqualTo(review.at("/recall/high").asDouble());
    assertThat(review.at("/weighted/recall/value").asDouble())
        .isCloseTo(day.trueRecall(), within(1e-6));
  }

  /** The draw is of a known seed here, so that the test says the same each time. */
  @Test
  void fromSomeWindowsRecallIsEstimatedWithAnIntervalAndFiguresAreWeighted() throws IOException {
    draw(7);
    CliRun run = reviewed(answers(this::truth));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    JsonNode found = evaluation();
    JsonNode review = found.get("review");
    assertThat(review.at("/drawn").asInt()).isEqualTo(80);
    assertThat(review.at("/reviewed").asInt()).isEqualTo(80);
    assertThat(review.at("/recall/low").asDouble()).isLessThan(day.trueRecall());
    assertThat(review.at("/recall/high").asDouble()).isGreaterThan(day.trueRecall());
    assertThat(review.at("/recall/high").asDouble() - review.at("/recall/low").asDouble())
        .isLessThan(0.4);
    // Attacks that nobody looked for are in no unweighted figure.
    double weighted = review.at("/weighted/recall/value").asDouble();
    assertThat(weighted).isCloseTo(day.trueRecall(), within(0.15));
    assertThat(found.at("/all/recall/value").asDouble()).isGreaterThan(weighted + 0.05);

    assertThat(run.out())
        .contains("Recall by review: 80 quiet windows drawn of 2026-03-16: 80 reviewed (")
        .containsPattern(
            "40 windows of attacks found by rules or the model, [0-9.]+ estimated to be missed: recall ");
    assertThat(folder.resolve("out/evaluation.html")).content().contains("id=\"review\"");
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                    ModelEvaluation.class.getResourceAsStream(
                        "/schemas/model-evaluation.schema.json"))
                .validate(found))
        .isEmpty();
  }

  @Test
  void windowsWithoutAVerdictCountAsNotDrawn() throws IOException {
    draw(7);
    int[] lines = {0};
    CliRun run =
        reviewed(answers(w -> new String[] {truth(w), null, "undetermined"}[lines[0]++ % 3]));
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode review = evaluation().get("review");
    assertThat(review.get("reviewed").asInt()).isEqualTo(27);
    assertThat(review.get("undetermined").asInt()).isEqualTo(26);
    assertThat(run.out()).contains("26 undetermined, 27 without a verdict");
    assertThat(review.at("/recall/low").asDouble()).isLessThan(day.trueRecall());
    assertThat(review.at("/recall/high").asDouble()).isGreaterThan(day.trueRecall());
  }

  /**
   * Only what was quiet is ever reviewed: an attack that is known would be taken from the missed.
   */
  @Test
  void whatReviewersSayOfQuietWindowsMovesNoUnweightedFigure() throws IOException {
    draw(7);
    assertThat(evaluate().exitCode()).isZero();
    JsonNode before = evaluation();
    for (String said : List.of("undetermined", "attack", "benign")) {
      int[] lines = {0};
      CliRun run = reviewed(answers(w -> lines[0]++ % 2 == 0 ? said : truth(w)));
      assertThat(run.exitCode()).as(run.err()).isZero();
      ObjectNode after = (ObjectNode) evaluation();
      assertThat(after.get("review").isObject()).isTrue();
      after.putNull("review");
      assertThat(after).as(said).isEqualTo(before);
    }
    // What an analyst said of an alert is no review, wherever it lies.
    String ofAlert =
        verdict(windows().get(0).get("agent").asText(), "true_positive", windows().get(0))
            .replace("}", ",\"alertId\":\"a-1\"}");
    assertThat(reviewed(ofAlert).exitCode()).isZero();
    assertThat(evaluation().at("/all/attacks").asInt())
        .isEqualTo(before.at("/all/attacks").asInt() + 1);
  }

  @Test
  void whereNothingIsKnownOfMostWindowsNoRecallIsTold() throws IOException {
    draw(7);
    JsonNode plan = JSON.readTree(folder.resolve("out/review-plan.json").toFile());
    List<String> near = new ArrayList<>();
    for (JsonNode drawn : plan.get("drawn")) {
      if (drawn.get("stratum").asText().equals("near_threshold")) {
        near.add(drawn.at("/window/id").asText());
      }
    }
    CliRun run =
        reviewed(answers(w -> near.contains(w.get("id").asText()) ? truth(w) : "undetermined"));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(
            "What was missed cannot be told: no verdict on any window of random of 2026-03-16")
        .doesNotContain("estimated to be missed");
    JsonNode found = evaluation();
    assertThat(found.at("/review/recall").isNull()).isTrue();
    assertThat(found.at("/review/weighted").isNull()).isTrue();
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                    ModelEvaluation.class.getResourceAsStream(
                        "/schemas/model-evaluation.schema.json"))
                .validate(found))
        .isEmpty();
  }

  /** As they would stand on gatewatch.verdicts, on whole hours of an agent. */
  @Test
  void verdictsOnAgentsAreVerdictsOnTheirWindows() throws IOException {
    draw(7);
    List<String> lines = new ArrayList<>();
    for (JsonNode window : windows()) {
      boolean attack = truth(window).equals("attack");
      lines.add(
          verdict(window.get("agent").asText(), attack ? "missed" : "benign_positive", window));
    }
    lines.add(verdict("default/default/agent/kong%7Esomebody", "missed", windows().get(0)));
    CliRun run = reviewed(String.join("\n", lines));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).hasLineCount(1).contains("1 of 81 verdicts are of no window");
    assertThat(evaluation().at("/review/reviewed").asInt()).isEqualTo(80);
  }

  /** Who forgets the plan must not have half a draw of the likeliest windows for labels. */
  @Test
  void verdictsOnWindowsWithoutTheirPlanMoveNothing() throws IOException {
    draw(7);
    assertThat(evaluate().exitCode()).isZero();
    JsonNode without = evaluation();
    Path said = Files.writeString(folder.resolve("said.ndjson"), answers(this::truth));
    CliRun run = evaluate("--verdicts", said.toString());
    assertThat(run.err())
        .contains("80 verdicts on windows of a review left out", "(mend: --reviewed PLAN)");
    assertThat(evaluation()).isEqualTo(without);
    Files.writeString(said, answers(w -> "benign").replace("\"from\":\"2", "\"from\":\"x"));
    assertThat(evaluate("--verdicts", said.toString()).err())
        .hasLineCount(1)
        .containsOnlyOnce("said.ndjson")
        .contains("line 1: from: x");
  }

  @Test
  void foreignPlansAndVerdictsAreOneLine() throws IOException {
    draw(7);
    refused(2, "--reviewed asks for --verdicts FILE", reviewed(answers(w -> null)));
    refused(2, "line 1: verdict: good (expected: attack", reviewed(answers(w -> "good")));
    String number =
        answers(w -> "benign").replace("\"verdict\":\"benign\"", "\"verdict\":{\"is\":1}");
    refused(2, "line 1: verdict: {\"is\":1} (expected: attack", reviewed(number));
    String other = verdict(ReviewedDay.agent(99), "missed", windows().get(0));
    refused(3, "none of 1 verdict is of a window of", reviewed(other));
    refused(3, "none of its windows has a verdict", reviewed(answers(w -> "undetermined")));
    String good = answers(this::truth);
    Path plan = folder.resolve("out/review-plan.json");
    String text = Files.readString(plan);
    Files.writeString(plan, text.replaceAll("calls-[0-9a-f]{12}", "other-0123456789ab"));
    refused(3, "review-plan.json: drawn for other-0123456789ab", reviewed(good));
    Files.writeString(plan, text.replace("app-", "of-another-table-"));
    refused(
        3, "is not among the rows that test", reviewed(good.replace("app-", "of-another-table-")));
    JsonNode holed = JSON.readTree(text);
    ((ObjectNode) holed.at("/drawn/0")).putNull("window");
    Files.writeString(plan, holed.toString());
    refused(3, "not a plan that evaluate --review wrote", reviewed(good));
    ((ArrayNode) holed.get("drawn")).remove(0);
    Files.writeString(plan, holed.toString());
    refused(3, "not a plan that evaluate --review wrote", reviewed(good));
    Files.writeString(plan, "{}");
    refused(3, "not a plan that evaluate --review wrote", reviewed(good));
  }

  private static void refused(int exitCode, String told, CliRun run) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.err()).hasLineCount(1).contains(told).doesNotContain("Exception");
  }

  private String truth(JsonNode window) {
    String key = window.get("agent").asText() + "|" + window.get("from").asText();
    return day.missed.contains(key) ? "attack" : "benign";
  }

  /** What {@code --review} writes, of a seed. */
  private void draw(long seed) throws IOException {
    var judging = ModelFile.open(Files.readString(model));
    ReviewQueue queue =
        ReviewQueue.pick(
            Scored.of(judging, day.rows), LocalDate.parse("2026-03-16"), THRESHOLD, 60, 20, seed);
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(folder.resolve("out/review.ndjson"), queue.ndjson());
    Files.writeString(folder.resolve("out/review-plan.json"), queue.planJson(judging.version()));
  }

  private List<JsonNode> windows() throws IOException {
    List<JsonNode> windows = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("out/review.ndjson"))) {
      windows.add(JSON.readTree(line));
    }
    return windows;
  }

  /** The queue's lines, each with what a reviewer says; null for nothing. */
  private String answers(Function<JsonNode, String> reviewer) throws IOException {
    List<String> lines = new ArrayList<>();
    for (JsonNode window : windows()) {
      ((ObjectNode) window).put("verdict", reviewer.apply(window));
      lines.add(window.toString());
    }
    return String.join("\n", lines);
  }

  private static String verdict(String agent, String said, JsonNode window) {
    return "{\"principal\":\"%s\",\"verdict\":\"%s\",\"effectiveFrom\":\"2026-03-17T00:00:00Z\",\"from\":\"%s\",\"to\":\"%s\"}"
        .formatted(agent, said, window.get("from").asText(), window.get("to").asText());
  }

  private CliRun reviewed(String verdicts) throws IOException {
    Path file = Files.writeString(folder.resolve("verdicts.ndjson"), verdicts + "\n");
    return evaluate(
        "--verdicts",
        file.toString(),
        "--reviewed",
        folder.resolve("out/review-plan.json").toString());
  }

  private JsonNode evaluation() throws IOException {
    return JSON.readTree(folder.resolve("out/evaluation.json").toFile());
  }

  private CliRun evaluate(String... more) {
    List<String> args =
        new ArrayList<>(List.of("evaluate", "--model", model.toString(), "--features"));
    args.addAll(List.of(table.toString(), "--out", folder.resolve("out").toString()));
    args.addAll(List.of(more));
    return CliRun.of(args.toArray(String[]::new));
  }
}
