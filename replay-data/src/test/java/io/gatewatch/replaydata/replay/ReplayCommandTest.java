package io.gatewatch.replaydata.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.models.ModelFile;
import io.gatewatch.replaydata.cli.Gatewatch;
import io.gatewatch.replaydata.generate.GeneratedLine;
import io.gatewatch.replaydata.generate.Scenario;
import io.gatewatch.replaydata.generate.TrafficGenerator;
import io.gatewatch.replaydata.train.ShippedModel;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
  @TempDir Path folder;
  private final StringWriter errors = new StringWriter();

  @Test
  void brokenLinesEndAsRejectsWithTheirReasonAndNothingStops() throws IOException {
    Path log = folder.resolve("access.ndjson");
    List<byte[]> lines = traffic(Duration.ofMinutes(10));
    try (OutputStream out = Files.newOutputStream(log)) {
      out.write("{\"secret\":\"hunter2-hunter2\"\n".getBytes(StandardCharsets.UTF_8));
      out.write(new byte[] {0, (byte) 0xff, 7, '\n'});
      for (byte[] line : lines) {
        out.write(line);
        out.write('\n');
      }
    }
    assertThat(replay("--input", log.toString())).isZero();
    JsonNode summary = summary();
    assertThat(summary.get("calls").asInt()).isEqualTo(lines.size());
    assertThat(summary.get("rejects").asInt()).isEqualTo(2);
    assertThat(Files.readAllLines(folder.resolve("run/rejects.ndjson"))).hasSize(2);
    assertThat(Files.readString(folder.resolve("run/rejects.ndjson"))).doesNotContain("hunter2");
  }

  @Test
  void whereAllLinesAreRejectedNothingCouldBeReadAndTheDoctorIsNamed() throws IOException {
    Path log = Files.writeString(folder.resolve("access.log"), "no JSON\nno JSON either\n");
    assertThat(replay("--input", log.toString())).isEqualTo(3);
    assertThat(errors.toString())
        .hasLineCount(1)
        .contains("all 2 lines were rejected")
        .contains("gatewatch doctor");
    assertThat(Files.readAllLines(folder.resolve("run/rejects.ndjson"))).hasSize(2);
  }

  @Test
  void whereThereIsNoLineNothingCouldBeReadEither() throws IOException {
    Path log = Files.writeString(folder.resolve("access.log"), "\n");
    assertThat(replay("--input", log.toString())).isEqualTo(3);
    assertThat(errors.toString()).hasLineCount(1).contains("no line in the input");
  }

  @Test
  void callsThatLieOutsideOfTheTimeAskedForCouldBeRead() throws IOException {
    String log = file("access.ndjson", traffic(Duration.ofMinutes(2))).toString();
    assertThat(replay("--input", log, "--to", "2020-01-01T00:00:00Z")).isZero();
    assertThat(errors.toString()).hasLineCount(1).contains("no call lies in the time asked for");
  }

  @Test
  void aRejectIsDatedByTheLineBeforeItAndTheFirstByNothing() throws IOException {
    List<byte[]> lines = new ArrayList<>(traffic(Duration.ofMinutes(2)));
    byte[] broken = "no JSON".getBytes(StandardCharsets.UTF_8);
    lines.add(1, broken);
    lines.add(0, broken);
    assertThat(replay("--input", file("access.ndjson", lines).toString())).isZero();
    List<String> rejects = Files.readAllLines(folder.resolve("run/rejects.ndjson"));
    assertThat(new ObjectMapper().readTree(rejects.get(0)).get("time").isNull()).isTrue();
    assertThat(new ObjectMapper().readTree(rejects.get(1)).get("time"))
        .isEqualTo(summary().get("from"));
  }

  @Test
  void aPackedFileThatIsCutOffIsNamedWithWhatBecomesOfIt() throws IOException {
    Path whole = folder.resolve("access.ndjson.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
      for (byte[] line : traffic(Duration.ofMinutes(30))) {
        out.write(line);
        out.write('\n');
      }
    }
    byte[] packed = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(packed, packed.length / 2));
    assertThat(replay("--input", cut.toString())).isEqualTo(3);
    assertThat(errors.toString())
        .hasLineCount(1)
        .containsPattern("cut.gz: the packed file is cut off after [1-9][0-9]* lines")
        .contains("what was read of it is not used");
    assertThat(folder.resolve("run")).isEmptyDirectory();
  }

  @Test
  void linesALittleOutOfOrderAndSpreadOverFilesGiveTheSameRun() throws IOException {
    List<byte[]> lines = traffic(Duration.ofMinutes(30));
    Path whole = file("whole.ndjson", lines);
    assertThat(replay("--input", whole.toString())).isZero();
    String alerts = Files.readString(folder.resolve("run/alerts.ndjson"));
    String summary = Files.readString(folder.resolve("run/summary.json"));

    List<byte[]> even = new ArrayList<>();
    List<byte[]> odd = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      (i % 2 == 0 ? even : odd).add(lines.get(i));
    }
    swapNeighbours(even);
    assertThat(
            replay("--input", file("a.ndjson", even).toString(), file("b.ndjson", odd).toString()))
        .isZero();
    assertThat(Files.readString(folder.resolve("run/alerts.ndjson"))).isEqualTo(alerts);
    assertThat(Files.readString(folder.resolve("run/summary.json"))).isEqualTo(summary);
  }

  @Test
  void equalLinesOfAFileAreAsManyCallsAndTheFileGivenTwiceIsOne() throws IOException {
    String line = "192.0.2.1 - - [02/Mar/2026:09:15:00 +0000] \"GET /cards HTTP/1.1\" 200 5";
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    String log = file("access.log", List.of(bytes, bytes, bytes)).toString();
    assertThat(replay("--format", "combined", "--input", log)).isZero();
    assertThat(summary().get("duplicates").asInt()).isZero();
    assertThat(replay("--format", "combined", "--input", log, log)).isZero();
    assertThat(summary().get("duplicates").asInt()).isEqualTo(3);
  }

  @Test
  void aHundredThousandGeneratedLinesReplayWithoutAReject() throws IOException {
    Path day = folder.resolve("day.ndjson");
    Scenario scenario = Scenario.defaults(1, 40);
    TrafficGenerator traffic = TrafficGenerator.of(scenario, scenario.start(), null);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(day))) {
      for (int i = 0; i < 100_000; i++) {
        out.write(traffic.next().line());
        out.write('\n');
      }
    }
    assertThat(replay("--input", day.toString())).isZero();
    assertThat(summary().get("calls").asInt()).isEqualTo(100_000);
    assertThat(summary().get("rejects").asInt()).isZero();
    assertThat(summary().get("late_after_timer").asInt()).isZero();
  }

  @Test
  void theChronicleIsWrittenWhereItIsAskedForAndNeverMistakenForAnotherRuns() throws IOException {
    String log = file("access.ndjson", traffic(Duration.ofMinutes(130))).toString();
    assertThat(replay("--input", log, "--history")).isZero();
    assertThat(Files.readAllLines(folder.resolve("run/usage.ndjson"))).hasSizeGreaterThan(20);
    assertThat(Files.readAllLines(folder.resolve("run/profiles.ndjson"))).hasSizeGreaterThan(20);
    assertThat(Files.readAllLines(folder.resolve("run/context.ndjson"))).hasSizeGreaterThan(100);
    String alerts = Files.readString(folder.resolve("run/alerts.ndjson"));

    assertThat(replay("--input", log)).isZero();
    assertThat(Files.readString(folder.resolve("run/alerts.ndjson"))).isEqualTo(alerts);
    assertThat(folder.resolve("run"))
        .isDirectoryNotContaining("glob:**{usage,profiles,context}.ndjson*");
  }

  @Test
  void catalogueAndRegistryAreReadByAndCitedByTheirHashes() throws IOException {
    Path log = file("access.ndjson", traffic(Duration.ofMinutes(5)));
    assertThat(replay("--input", log.toString())).isZero();
    JsonNode shipped = summary().get("versions");
    assertThat(shipped.get("catalog").asText()).hasSize(12);
    assertThat(shipped.get("registry").isNull()).isTrue();

    Path catalog =
        Files.writeString(
            folder.resolve("api.yaml"),
            """
            openapi: 3.0.0
            info: {title: mobile, version: "1"}
            paths:
              /accounts/{id}/overview:
                get: {operationId: overview, responses: {"200": {description: ok}}}
            """);
    Path registry =
        Files.writeString(
            folder.resolve("agents.yaml"),
            "closed: [bank/public]\nagents: [{id: nobody, name: nobody}]\n");
    assertThat(
            replay(
                "--input",
                log.toString(),
                "--catalog",
                catalog + "=/mobile/v2",
                "--registry",
                registry.toString(),
                "--tenant",
                "bank",
                "--group",
                "public"))
        .isZero();

    JsonNode versions = summary().get("versions");
    assertThat(versions.get("catalog").asText())
        .hasSize(12)
        .isNotEqualTo(shipped.get("catalog").asText());
    assertThat(versions.get("registry").asText()).hasSize(12);
    assertThat(summary().at("/alertsByCategory/unregistered_client").asInt()).isPositive();
    String first = Files.readAllLines(folder.resolve("run/alerts.ndjson")).get(0);
    JsonNode entity = new ObjectMapper().readTree(first).get("entity");
    assertThat(entity.get("key").asText()).startsWith("bank/public/");
    assertThat(Files.readString(folder.resolve("run/report.html")))
        .contains(entity.get("id").asText())
        .contains("<code>" + entity.get("key").asText() + "</code>")
        .contains("catalogue " + versions.get("catalog").asText())
        .contains("registry " + versions.get("registry").asText());
  }

  @Test
  void wrongUseIsOneLineThatSaysHowToMendIt() {
    assertThat(replay("--format", "nonsense", "--input", "x")).isEqualTo(2);
    assertThat(errors.toString()).contains("--format nonsense is not known").contains("kong");
    assertThat(replay("--input", folder.resolve("none.log").toString())).isEqualTo(3);
    assertThat(replay("--topic", "--format", "calls", "--input", "x")).isEqualTo(2);
    assertThat(replay("--input", "x", "--from", "yesterday")).isEqualTo(2);
    assertThat(replay("--input", "x", "--catalog", "none.yaml")).isEqualTo(3);
    assertThat(replay("--input", "x", "--labels", "none.json")).isEqualTo(3);
    assertThat(errors.toString()).contains("cannot read none.json");
    assertThat(replay("--format", "calls", "--input", "x", "--catalog", "none.yaml")).isEqualTo(2);
    assertThat(errors.toString()).contains("calls have been read already");
    assertThat(errors.toString()).doesNotContain("\tat ").doesNotContain("Exception");
  }

  /** Under a budget with which a model speaks often. */
  @Test
  void theModelThatShipsIsAShadowAndOneThatIsGivenTheChampion() throws IOException {
    String log = file("access.ndjson", traffic(Duration.ofMinutes(90))).toString();
    String text = RuleSet.shipped().text();
    String talkative = text.replace("alerts: {perDay: 0.2}", "alerts: {perDay: 50000}");
    String rules = Files.writeString(folder.resolve("rules.yaml"), talkative).toString();
    assertThat(replay("--input", log, "--rules", rules)).isZero();
    JsonNode shadow = summary();
    String model = "model." + ModelFile.open(ShippedModel.text()).version() + "@1";
    assertThat(shadow.at("/shadowDetections").path(model).asInt()).isPositive();
    assertThat(shadow.at("/alertsByDetector").has(model)).isFalse();
    assertThat(Files.readString(folder.resolve("run/alerts.ndjson"))).doesNotContain(model);
    assertThat(shadow.at("/versions/models").isNull()).isTrue();
    assertThat(shadow.at("/alertBudget/promised").has("model")).isFalse();

    Files.writeString(folder.resolve("model.json"), ShippedModel.text());
    assertThat(replay("--input", log, "--rules", rules, "--models", folder.toString())).isZero();
    JsonNode champion = summary();
    assertThat(champion.at("/shadowDetections")).isEmpty();
    assertThat(champion.at("/alertsByDetector").path(model).asInt()).isPositive();
    assertThat(champion.at("/alertBudget/promised/model").asDouble()).isEqualTo(25_000);
    assertThat(champion.at("/detections")).isEqualTo(shadow.at("/detections"));
  }

  private int replay(String... more) {
    List<String> args =
        new ArrayList<>(List.of("replay", "--out", folder.resolve("run").toString()));
    if (!List.of(more).contains("--format")) {
      args.addAll(List.of("--format", "kong"));
    }
    args.addAll(List.of(more));
    return Gatewatch.run(
        new PrintWriter(PrintWriter.nullWriter()),
        new PrintWriter(errors, true),
        args.toArray(String[]::new));
  }

  private JsonNode summary() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("run/summary.json").toFile());
  }

  private Path file(String name, List<byte[]> lines) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (byte[] line : lines) {
        out.write(line);
        out.write('\n');
      }
    }
    return file;
  }

  private static void swapNeighbours(List<byte[]> lines) {
    Random random = new Random(5);
    for (int i = 1; i < lines.size(); i++) {
      if (random.nextInt(4) == 0) {
        Collections.swap(lines, i - 1, i);
      }
    }
  }

  private static List<byte[]> traffic(Duration span) {
    Scenario scenario = Scenario.defaults(1, 40);
    Instant from = scenario.start().plus(Duration.ofHours(8));
    TrafficGenerator traffic = TrafficGenerator.of(scenario, from, from.plus(span));
    List<byte[]> lines = new ArrayList<>();
    while (traffic.hasNext()) {
      GeneratedLine line = traffic.next();
      lines.add(line.line());
    }
    return lines;
  }
}
