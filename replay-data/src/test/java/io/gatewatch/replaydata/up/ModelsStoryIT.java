package io.gatewatch.replaydata.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.DetectionCodec;
import io.gatewatch.detectors.book.ModelPointer;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.replaydata.cli.CliRun;
import io.gatewatch.replaydata.control.AuditTopic;
import io.gatewatch.replaydata.control.Positions;
import io.gatewatch.replaydata.train.TopicTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The story that the README of models tells, with its files: two weeks of logs, three models,
 * evaluation, shadow, champion, an analyst's verdict, a bad model that is refused, and the way
 * back; beside a running system that takes calls all the while.
 */
class ModelsStoryIT {
  private static final Path STORY = Path.of("../models/story");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private RunningUp.Places places;
  private int bursts;

  @Test
  void fromLogsToAChampionAndBackWhileCallsFlow() throws Exception {
    places = RunningUp.Places.under(folder);
    Files.createDirectories(folder.resolve("registry"));
    try (RunningUp up = RunningUp.start(places, "story");
        SteadyCalls calls = new SteadyCalls(places)) {
      assertThat(judgedBy(calls)).as("rules and baselines alone").isNull();

      history();
      features("weeks.csv.gz");
      String kmeans = trained("minutes-kmeans", "weeks.csv.gz");
      String linear = trained("linear-attacks", "weeks.csv.gz");
      String oneClass = trained("one-class", "weeks.csv.gz");
      assertThat(models("list").out()).contains(kmeans, linear, oneClass);
      JsonNode evaluation = evaluated(oneClass);
      assertThat(evaluation.at("/liftOverRules/difference/low").asDouble()).isPositive();

      assertThat(change("shadow", oneClass).out()).contains(oneClass + " is the shadow");
      CliRun tooSoon = promote(oneClass, "weeks.csv.gz");
      assertThat(tooSoon.exitCode()).isEqualTo(1);
      assertThat(tooSoon.out()).contains("passed  better", "REFUSED shadow");
      Files.copy(STORY.resolve("policy.yaml"), folder.resolve("registry/policy.yaml"));
      assertThat(promote(oneClass, "weeks.csv.gz").out()).contains(oneClass + " is champion");
      awaitInForce();
      assertThat(judgedBy(calls)).isEqualTo(oneClass);

      Path verdicts = verdict(evaluation);
      features("again.csv.gz", "--verdicts", verdicts.toString());
      String again = trained("one-class", "again.csv.gz");
      assertThat(again).isNotEqualTo(oneClass);
      CliRun alike = promote(again, "again.csv.gz", "--verdicts", verdicts.toString());
      assertThat(alike.out()).as(alike.err()).contains("REFUSED better");

      String bad = trained(STORY.resolve("bad.yaml").toString(), "again.csv.gz");
      CliRun refused = promote(bad, "again.csv.gz", "--verdicts", verdicts.toString());
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.out())
          .containsPattern("REFUSED categories .*lost, for example, attack-[0-9]+ of default/")
          .contains(bad + " stays candidate");
      assertThat(judgedBy(calls)).as("a refusal changes nothing").isEqualTo(oneClass);

      assertThat(change("rollback").out()).contains("rules and baselines judge alone again");
      awaitInForce();
      assertThat(judgedBy(calls)).isNull();

      assertNothingLostNorDoubled(calls.end());
      assertThat(auditedActions())
          .containsSubsequence("model_shadow", "model_refuse", "model_promote", "model_refuse")
          .endsWith("model_rollback");
      assertThat(up.terminate()).isZero();
    }
  }

  private void history() {
    run(
        "generate",
        "--seed=7",
        "--format=kong",
        "--scenario=" + STORY.resolve("scenario.yaml"),
        "--out=" + folder.resolve("weeks"));
  }

  private void features(String table, String... more) {
    Path weeks = folder.resolve("weeks");
    run(
        Stream.concat(
                Stream.of(
                    "features",
                    "--format=kong",
                    "--input=" + weeks.resolve("access.ndjson.gz"),
                    "--registry=" + weeks.resolve("registry.yaml"),
                    "--catalog=" + weeks.resolve("catalog.json"),
                    "--labels=" + weeks.resolve("labels.json"),
                    "--rules=" + STORY.resolve("rules.yaml"),
                    "--out=" + folder.resolve(table)),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private String trained(String recipe, String table) {
    CliRun run =
        run(
            "train",
            "--recipe=" + recipe,
            "--features=" + folder.resolve(table),
            "--out=" + folder.resolve("trained"),
            "--store=" + folder.resolve("registry"));
    return run.out()
        .lines()
        .filter(line -> line.endsWith(": a candidate"))
        .map(line -> line.substring(0, line.indexOf(':')))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode evaluated(String model) throws IOException {
    Path out = folder.resolve("evaluated");
    run(
        "evaluate",
        "--model=" + model,
        "--store=" + folder.resolve("registry"),
        "--features=" + folder.resolve("weeks.csv.gz"),
        "--alerts-per-day=2",
        "--out=" + out);
    return JSON.readTree(Files.readString(out.resolve("evaluation.json")));
  }

  /** What an analyst says of the first false alert that the evaluation shows. */
  private Path verdict(JsonNode evaluation) throws IOException {
    JsonNode alert = evaluation.at("/falseAlerts/0");
    Map<String, String> verdict =
        Map.of(
            "principal",
            alert.path("agent").asText(),
            "verdict",
            "false_positive",
            "effectiveFrom",
            "2026-03-16T08:00:00Z",
            "from",
            alert.path("from").asText(),
            "to",
            alert.path("to").asText(),
            "reason",
            "their yearly audit");
    return Files.writeString(
        folder.resolve("verdicts.ndjson"), JSON.writeValueAsString(verdict) + "\n");
  }

  private CliRun models(String... args) {
    return CliRun.of(
        Stream.of(
                List.of("models"), List.of(args), List.of("--store=" + folder.resolve("registry")))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private CliRun change(String... args) {
    return models(
        Stream.of(
                List.of(args),
                List.of("--broker=" + places.broker(), "--who=ada", "--why=the story"))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private CliRun promote(String model, String table, String... more) {
    return change(
        Stream.of(List.of("promote", model, "--features=" + folder.resolve(table)), List.of(more))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private static CliRun run(String... args) {
    CliRun run = CliRun.of(args);
    assertThat(run.exitCode()).as(args[0] + ": " + run.err()).isZero();
    return run;
  }

  /** Waits until what is to judge judges. */
  private void awaitInForce() {
    Instant from =
        Positions.desk(places.broker())
            .newest(ControlRecord.MODEL, ModelPointer.CHAMPION)
            .orElseThrow()
            .effectiveFrom();
    Await.until(
        "in force from " + from,
        Duration.ofMinutes(1),
        () -> Instant.now().isAfter(from.plusSeconds(1)));
  }

  /** The champion that the alert about one more attack names; null for none. */
  private String judgedBy(SteadyCalls calls) {
    calls.refusedLogins();
    int expected = ++bursts;
    try (TopicTail tail = new TopicTail(places.broker(), Alert.TOPIC)) {
      tail.await(rows -> attacks(rows).size() >= expected);
      List<Alert> attacks = attacks(tail);
      assertThat(attacks).as("an alert an attack").hasSize(expected);
      return attacks.get(expected - 1).versions().models();
    }
  }

  /**
   * The first version of each alert about refused logins, in order of their evidence; the row of a
   * campaign repeats its members.
   */
  private static List<Alert> attacks(TopicTail rows) {
    Map<String, Alert> first =
        rows.records().stream()
            .map(record -> AlertJson.read(record.value()))
            .filter(alert -> alert.category() == Category.CREDENTIAL_STUFFING)
            .filter(alert -> alert.members() == null)
            .collect(Collectors.toMap(Alert::alertId, a -> a, (a, b) -> a));
    List<Alert> attacks = new ArrayList<>(first.values());
    attacks.sort(Comparator.comparing(Alert::firstSeen));
    return attacks;
  }

  private void assertNothingLostNorDoubled(long sent) {
    try (TopicTail tail = new TopicTail(places.broker(), LogEntry.TOPIC)) {
      tail.await(t -> t.calls() >= sent);
      assertThat(tail.calls()).as("calls through all changes").isEqualTo(sent);
    }
    try (TopicTail tail = new TopicTail(places.broker(), Detection.TOPIC)) {
      tail.await(t -> !t.records().isEmpty());
      List<String> found = new ArrayList<>();
      for (var row : tail.records()) {
        Detection detection = DetectionCodec.read(row.value()).detection();
        if (detection != null) {
          found.add(detection.detectionId() + " " + detection.sequence());
        }
      }
      assertThat(found).as("findings through all changes").isNotEmpty().doesNotHaveDuplicates();
    }
    try (TopicTail tail = new TopicTail(places.broker(), Alert.TOPIC)) {
      tail.await(t -> attacks(t).size() == bursts);
      assertThat(tail.records())
          .extracting(row -> AlertJson.read(row.value()))
          .extracting(alert -> alert.alertId() + " " + alert.version())
          .doesNotHaveDuplicates();
    }
  }

  private List<String> auditedActions() throws IOException {
    List<String> actions = new ArrayList<>();
    for (String row : TopicTexts.read(places.broker(), AuditTopic.NAME)) {
      actions.add(JSON.readTree(row).path("action").asText());
    }
    return actions;
  }
}
