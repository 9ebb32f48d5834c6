package io.gatewatch.replaydata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.gatewatch.replaydata.nab.MadeUpNab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchNabCommandTest {
  @TempDir private Path data;
  @TempDir private Path out;

  @BeforeEach
  void write() throws IOException {
    MadeUpNab.write(data);
  }

  @Test
  void aBurstIsFoundScoredAndWrittenAsNabWantsIt() throws IOException {
    CliRun run = bench();
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("made/burst.csv").contains("2 series, 4032 rows");
    JsonNode report = report();
    assertThat(report.at("/scores/0/profile").asText()).isEqualTo("standard");
    assertThat(report.at("/scores/0/score").asDouble()).isGreaterThan(90);
    assertThat(report.at("/series/0/labelled/found").asInt()).isEqualTo(1);
    List<String> read = Files.readAllLines(data.resolve("data/made/burst.csv"));
    List<String> written = Files.readAllLines(out.resolve("made/burst.csv"));
    assertThat(written.get(0)).isEqualTo("timestamp,value,anomaly_score");
    assertThat(written).hasSameSizeAs(read);
    for (int i = 1; i < written.size(); i++) {
      assertThat(written.get(i)).startsWith(read.get(i) + ",");
      assertThat(score(written.get(i))).isBetween(0.0, 1.0);
    }
  }

  @Test
  void withoutLabelsThereAreScoresOfRowsAlone() throws IOException {
    Files.delete(data.resolve("labels/combined_windows.json"));
    assertThat(bench("--detector", "gatewatch").exitCode()).isZero();
    assertThat(out.resolve("made/gatewatch_calm.csv")).isNotEmptyFile();
    assertThat(report().path("scores")).isEmpty();
    assertThat(report().at("/series/0/labelled").isNull()).isTrue();
  }

  @Test
  void labelsAreNotReadByTheDetector() throws IOException {
    bench();
    String labelled = Files.readString(out.resolve("made/burst.csv"));
    Files.delete(data.resolve("labels/combined_windows.json"));
    bench();
    assertThat(Files.readString(out.resolve("made/burst.csv"))).isEqualTo(labelled);
  }

  @Test
  void seriesAreNotReplacedByTheirResults() throws IOException {
    Path series = data.resolve("data/made/calm.csv");
    String before = Files.readString(series);
    String folder = data.resolve("data").toString();
    assertComplaint(
        CliRun.of("bench", "nab", "--data", data.toString(), "--out", folder),
        2,
        "holds the series themselves");
    assertThat(series).hasContent(before);
  }

  @Test
  void whatCannotBeReadIsSaidInOneLine() throws IOException {
    assertComplaint(CliRun.of("bench"), 2, "the benchmark is missing (expected: nab)");
    assertComplaint(bench("--detector", "../x"), 2, "--detector ../x: no name");
    assertComplaint(bench("--labels", "nowhere.json"), 3, "nowhere.json: no such file");
    Path labels = data.resolve("labels/combined_windows.json");
    Files.writeString(labels, "{\"made/burst.csv\": [[\"2025-01-01 00:00:00\", \"x\"]]}");
    assertComplaint(bench(), 3, "made/burst.csv has no row at \"2025-01-01 00:00:00\"");
    Files.writeString(labels, "{}");
    assertComplaint(bench(), 3, "has no windows of made/burst.csv");
    Files.writeString(labels, "nothing");
    assertComplaint(bench(), 3, "combined_windows.json: not JSON");
    Files.writeString(data.resolve("data/made/calm.csv"), "timestamp,value\nnow,1\n");
    assertComplaint(bench(), 3, "calm.csv:2: no time");
    Path empty = Files.createDirectory(data.resolve("empty"));
    assertComplaint(of(empty), 3, "no series (expected: a folder a category, with .csv files)");
    assertComplaint(of(data.resolve("gone")), 3, "no such folder");
  }

  private static void assertComplaint(CliRun run, int exitCode, String said) {
    assertThat(run.err()).startsWith("gatewatch: ").contains(said).hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }

  private CliRun of(Path folder) {
    return CliRun.of("bench", "nab", "--data", folder.toString(), "--out", out.toString());
  }

  private CliRun bench(String... more) {
    String[] base = {"bench", "nab", "--data", data.toString(), "--out", out.toString()};
    String[] all = Arrays.copyOf(base, base.length + more.length);
    System.arraycopy(more, 0, all, base.length, more.length);
    return CliRun.of(all);
  }

  private JsonNode report() throws IOException {
    JsonNode json = new ObjectMapper().readTree(out.resolve("bench.json").toFile());
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(getClass().getResourceAsStream("/schemas/bench.schema.json"))
                .validate(json))
        .isEmpty();
    return json;
  }

  private static double score(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(',') + 1));
  }
}
