package io.gatewatch.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.ingest.ApiCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingSetTest {
  private static final TrainingSetInfo.InForce IN_FORCE =
      new TrainingSetInfo.InForce("rules-1", null, "agents-1", null);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"set.csv", "set.csv.gz"})
  void rowsComeBackAsTheyWereToTheLastBit(String name) throws IOException {
    List<TrainingRow> rows = rows(500);
    Path file = folder.resolve(name);
    TrainingSetInfo info = write(file, rows);

    List<TrainingRow> back = new ArrayList<>();
    TrainingSetReader.Read read = TrainingSetReader.read(file, back::add);
    assertThat(back).isEqualTo(rows);
    assertThat(read.unchanged()).isTrue();
    assertThat(read.info()).isEqualTo(info);
    assertThat(info.rows()).isEqualTo(500);
    assertThat(info.agents()).isEqualTo(7);
    assertThat(info.labels().values()).containsExactly(250L, 250L);
    assertThat(info.from()).isEqualTo(rows.get(0).time());
    assertThat(info.to()).isEqualTo(rows.get(499).time());
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder(name, name + ".json");
  }

  @Test
  void theSameRowsGiveTheSameBytes() throws IOException {
    write(folder.resolve("a.csv.gz"), rows(50));
    write(folder.resolve("b.csv.gz"), rows(50));
    assertThat(folder.resolve("a.csv.gz")).hasSameBinaryContentAs(folder.resolve("b.csv.gz"));
  }

  @Test
  void aTableThatSomebodyEditedIsReadAndSaidToBeChanged() throws IOException {
    Path file = folder.resolve("set.csv");
    write(file, rows(10));
    Files.writeString(file, Files.readString(file).replace(",benign,", ",scraping,"));
    List<TrainingRow> back = new ArrayList<>();
    assertThat(TrainingSetReader.read(file, back::add).unchanged()).isFalse();
    assertThat(back).noneMatch(TrainingRow::ordinary);
  }

  @Test
  void aBadCellIsNamedWithItsLineAndColumn() throws IOException {
    refused(4, 1, "yesterday", ": line 4: time: yesterday (expected: RFC 3339, UTC)");
    refused(11, 7, "many", ": line 11: calls_1m: many (expected: a number)");
    refused(11, 8, "NaN", ": line 11: calls_5m: NaN (expected: a number)");
    refused(2, 2, "robot", ": line 2: cohort: robot (expected: one of [");
    refused(2, 3, "Bad guys", ": line 2: label: Bad guys (expected: a category");
    refused(
        3,
        5,
        "mood",
        ": line 3: excluded: mood (expected: one of [alert, quota, undetermined, aftermath]");
    refused(3, 6, "", ": line 3: told:  (expected: one of [nothing, low, loud]");
    refused(3, 0, "", ": line 3: agent:  (expected: a text)");
    refused(1, 9, "calls_7m", ": line 1: column 10: calls_7m (expected: usual_calls_1m)");
  }

  @Test
  void aLineThatIsTooShortOrTooLongIsRefused() throws IOException {
    Path file = folder.resolve("set.csv");
    write(file, rows(5));
    List<String> lines = Files.readAllLines(file);
    lines.set(3, lines.get(3) + ",1");
    Files.write(file, lines);
    assertThatThrownBy(() -> TrainingSetReader.read(file, row -> {}))
        .hasMessageContaining(": line 4: 83 cells (expected: 82)");
  }

  @Test
  void aSetOfOtherFeaturesOrWithoutWhatStandsBesideItIsRefused() throws IOException {
    Path file = folder.resolve("set.csv");
    write(file, rows(5));
    Path beside = TrainingSetReader.beside(file);
    String info = Files.readString(beside);
    Files.writeString(beside, info.replace(FeatureSchema.fingerprint(), "v6-0123456789abcdef"));
    assertThatThrownBy(() -> TrainingSetReader.read(file, row -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("features: v6-0123456789abcdef (expected: v")
        .hasMessageNotContaining("\n");
    for (String broken : List.of("", "[]", "{", "{\"schema\":2}", "{\"schema\":1}")) {
      Files.writeString(beside, broken);
      assertThatThrownBy(() -> TrainingSetReader.read(file, row -> {}))
          .as(broken)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("set.csv.json: ")
          .hasMessageNotContaining("\n");
    }
    Files.delete(beside);
    assertThatThrownBy(() -> TrainingSetReader.read(file, row -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("set.csv.json: missing");
  }

  @Test
  void aPackedFileThatIsCutOffOrNotPackedIsRefused() throws IOException {
    Path file = folder.resolve("set.csv.gz");
    write(file, rows(200));
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> TrainingSetReader.read(file, row -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("set.csv.gz: the packed file is cut off");
    Files.writeString(file, "agent,time\n");
    assertThatThrownBy(() -> TrainingSetReader.read(file, row -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("set.csv.gz: not packed as its name says");
  }

  @Test
  void aFileThatDidNotComeToItsEndIsNotThere() throws IOException {
    Path file = folder.resolve("set.csv");
    try (TrainingSetWriter writer = new TrainingSetWriter(file)) {
      writer.write(rows(1).get(0));
    }
    assertThat(folder).isEmptyDirectory();
    assertThatThrownBy(() -> new TrainingSetWriter(folder.resolve("set.parquet")))
        .hasMessageContaining("a name that ends in .csv or .csv.gz");
  }

  private void refused(int line, int column, String cell, String told) throws IOException {
    Path file = folder.resolve("set.csv");
    write(file, rows(12));
    List<String> lines = Files.readAllLines(file);
    String[] cells = lines.get(line - 1).split(",", -1);
    cells[column] = cell;
    lines.set(line - 1, String.join(",", cells));
    Files.write(file, lines);
    assertThatThrownBy(() -> TrainingSetReader.read(file, row -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file + told)
        .hasMessageNotContaining("\n");
  }

  private static TrainingSetInfo write(Path file, List<TrainingRow> rows) throws IOException {
    try (TrainingSetWriter writer = new TrainingSetWriter(file)) {
      for (TrainingRow row : rows) {
        writer.write(row);
      }
      return writer.finish(IN_FORCE);
    }
  }

  private static List<TrainingRow> rows(int size) {
    Random random = new Random(5);
    List<TrainingRow> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      double[] values = new double[FeatureSchema.size()];
      for (int f = 0; f < values.length; f++) {
        values[f] = f % 2 == 0 ? random.nextInt(1 << 20) : random.nextDouble() * 1e6;
      }
      rows.add(
          new TrainingRow(
              "bank/edge/agent/kong%7Eaisp-" + i % 7,
              Instant.parse("2026-03-02T09:00:00Z").plusMillis(61_001L * i),
              ApiCall.AgentClass.values()[i % ApiCall.AgentClass.values().length],
              new FeatureVector(values),
              i % 2 == 0 ? "benign" : "scraping",
              i % 3 == 0 ? null : "e;" + i,
              i % 4 == 0 ? null : TrainingRow.Exclusion.values()[i % 3],
              TrainingRow.Told.values()[i % 3]));
    }
    return rows;
  }
}
