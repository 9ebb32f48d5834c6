package io.gatewatch.replaydata.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.replaydata.cli.Gatewatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: made traffic, its replay, and the answer to how good that was. */
class GenerateReplayEvaluateTest {
  @TempDir Path folder;

  @Test
  void aLoudAttackOfMadeTrafficIsFoundAndCounted() throws IOException {
    Path scenario =
        Files.writeString(
            folder.resolve("scenario.yaml"),
            """
            start: 2026-01-05T08:00:00Z
            agents: 12
            attacks:
              perDay: 0
              planned: [{kind: credential_stuffing, variant: one_network, after: PT1H30M, stealth: 0}]
            """);
    Path made = folder.resolve("made");
    Path run = folder.resolve("run");
    run(
        "generate",
        "--seed",
        "5",
        "--days",
        "0.1",
        "--format",
        "kong",
        "--out",
        made.toString(),
        "--scenario",
        scenario.toString());
    run(
        "replay",
        "--format",
        "kong",
        "--input",
        made.resolve("access.ndjson.gz").toString(),
        "--labels",
        made.resolve("labels.json").toString(),
        "--out",
        run.toString());
    assertThat(run.resolve("labels.json")).hasSameBinaryContentAs(made.resolve("labels.json"));
    run("evaluate", "--run", run.toString(), "--warmup", "1h");

    JsonNode found = new ObjectMapper().readTree(run.resolve("evaluation.json").toFile());
    assertThat(found.at("/run/agents").asInt()).isBetween(1, 12);
    assertThat(found.at("/run/days").asDouble()).isBetween(0.05, 0.06);
    assertThat(found.at("/recall/all/attacks").asInt()).isEqualTo(1);
    assertThat(found.at("/recall/all/found").asInt()).isEqualTo(1);
    assertThat(found.at("/recall/all/rightCategory").asInt()).isEqualTo(1);
    assertThat(found.at("/attacks/0/secondsToAlert").asDouble()).isBetween(0.0, 600.0);
    assertThat(run.resolve("evaluation.html")).content().contains("credential_stuffing");
  }

  private static void run(String... args) {
    StringWriter errors = new StringWriter();
    int exitCode =
        Gatewatch.run(
            new PrintWriter(PrintWriter.nullWriter()), new PrintWriter(errors, true), args);
    assertThat(exitCode).as(errors.toString()).isZero();
  }
}
