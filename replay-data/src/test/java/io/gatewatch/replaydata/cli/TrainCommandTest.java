package io.gatewatch.replaydata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five hours of a small fleet with attacks, from logs to a model. */
class TrainCommandTest {
  private static final String RECIPE =
      """
      name: my-minutes
      trainer: kmeans
      parameters: {clusters: 4}
      inputs: [calls_1m, not_found_5m, new_objects_5m]
      seed: 7
      split: {train: 0.4, calibrate: 0.5}
      """;

  @TempDir private static Path made;
  @TempDir private Path folder;

  @BeforeAll
  static void generate() {
    run(
        "generate",
        "--seed",
        "5",
        "--days",
        "0.2",
        "--agents",
        "10",
        "--format",
        "kong",
        "--out",
        made.toString());
  }

  @Test
  void unlabelledLogsAreAllOrdinaryAndNothingIsHeldBackForATest() throws IOException {
    CliRun run = train(logs());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).containsPattern("^[0-9]+ minutes: benign [0-9]+; ").hasLineCount(2);
    AnomalyModel model = ModelFile.open(Files.readString(folder.resolve("model.json")));
    assertThat(model.version()).startsWith("minutes-kmeans-");
    assertThat(model.card().rows()).containsOnlyKeys("benign");
    assertThat(model.card().seed()).isEqualTo(1);
    JsonNode card = new ObjectMapper().readTree(folder.resolve("model.card.json").toFile());
    assertThat(card.get("name").asText()).isEqualTo("minutes-kmeans");
    assertThat(card.get("from").asText()).isEqualTo(model.card().from().toString());
  }

  @Test
  void aTableOfFeaturesTrainsTheModelThatItsLogsWould() throws IOException {
    Path recipe = Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
    CliRun logged =
        train(
            logs(
                "--recipe", recipe.toString(), "--labels", made.resolve("labels.json").toString()));
    assertThat(remarks(logged)).isEmpty();
    JsonNode ofLogs = withoutData(folder.resolve("model.json"));

    Path table = features("--labels", made.resolve("labels.json").toString());
    CliRun run = train("--features", table.toString(), "--recipe", recipe.toString());
    assertThat(remarks(run)).isEmpty();
    assertThat(withoutData(folder.resolve("model.json"))).isEqualTo(ofLogs);
    assertThat(ofLogs.at("/card/seed").asInt()).isEqualTo(7);

    train("--features", table.toString(), "--recipe", recipe.toString(), "--seed", "8");
    JsonNode other = withoutData(folder.resolve("model.json"));
    assertThat(other.at("/card/seed").asInt()).isEqualTo(8);
  }

  @Test
  void whatIsKnownSinceTheTableWasWrittenIsPutOnItsRows() throws IOException {
    Path table = features();
    CliRun plain = train("--features", table.toString());
    assertThat(plain.out()).doesNotContain("deprecated_endpoint", "scope_violation");

    CliRun known =
        train("--features", table.toString(), "--labels", made.resolve("labels.json").toString());
    assertThat(remarks(known)).isEmpty();
    JsonNode first =
        new ObjectMapper().readTree(made.resolve("labels.json").toFile()).at("/attacks/0/kind");
    assertThat(known.out()).contains(", " + first.asText() + " ");

    String agent = agent(table);
    Path verdicts =
        Files.writeString(
            folder.resolve("verdicts.ndjson"),
            "{\"principal\":\""
                + agent
                + "\",\"verdict\":\"undetermined\",\"effectiveFrom\":\"2026-03-02T11:00:00Z\","
                + "\"from\":\"2000-01-01T00:00:00Z\",\"to\":\"2100-01-01T00:00:00Z\"}\n");
    CliRun unsure = train("--features", table.toString(), "--verdicts", verdicts.toString());
    assertThat(unsure.out()).contains("undetermined ");
  }

  @Test
  void aTableThatSomebodyChangedIsSaidToBe() throws IOException {
    Path table = features();
    Files.writeString(table, Files.readString(table).replaceFirst(",benign,", ",scraping,"));
    CliRun run = train("--features", table.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(remarks(run))
        .singleElement()
        .asString()
        .contains("set.csv: changed since it was written");
  }

  @Test
  void wrongUsageAndFilesThatDoNotFitAreOneLine() throws IOException {
    Path table = features();
    refused(2, "give either --features", train());
    refused(2, "give either --features", train(logs("--features", table.toString())));
    refused(2, "recipe nonesuch", train("--features", table.toString(), "--recipe", "nonesuch"));
    Path recipe = Files.writeString(folder.resolve("r.yaml"), "name: x\ntrainer: magic\n");
    refused(2, "magic", train("--features", table.toString(), "--recipe", recipe.toString()));
    refused(3, "cannot be read", train("--features", table.toString(), "--recipe", "no/r.yaml"));
    refused(3, "none.csv", train("--features", folder.resolve("none.csv").toString()));
    List<String> lines = new ArrayList<>(Files.readAllLines(table));
    lines.set(5, lines.get(5).replace(",benign,", ",NOT GOOD,"));
    Files.write(table, lines);
    refused(3, "set.csv: line 6: label: NOT GOOD", train("--features", table.toString()));
    assertThat(folder.resolve("model.json")).doesNotExist();
  }

  /** But for what the card warns of where so few minutes calibrate. */
  private static List<String> remarks(CliRun run) {
    return run.err().lines().filter(line -> !line.contains(" are never below ")).toList();
  }

  private static void refused(int exitCode, String told, CliRun run) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.err()).hasLineCount(1).contains(told).doesNotContain("Exception");
  }

  /** The model but for the words on where its rows came from. */
  private static JsonNode withoutData(Path model) throws IOException {
    JsonNode read = new ObjectMapper().readTree(model.toFile());
    ((ObjectNode) read.get("card")).remove("data");
    return read;
  }

  private static String agent(Path table) throws IOException {
    String line = Files.readAllLines(table).get(1);
    return line.substring(0, line.indexOf(',')).replace("\"", "");
  }

  private Path features(String... more) {
    Path table = folder.resolve("set.csv");
    run(join(new String[] {"features"}, join(history(), join(more, "--out", table.toString()))));
    return table;
  }

  private CliRun train(String... args) {
    return CliRun.of(join(join(new String[] {"train"}, args), "--out", folder.toString()));
  }

  private static String[] logs(String... more) {
    return join(history(), more);
  }

  private static String[] history() {
    String log = made.resolve("access.ndjson.gz").toString();
    return new String[] {"--format", "kong", "--input", log};
  }

  private static String[] join(String[] first, String... second) {
    String[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private static void run(String... args) {
    CliRun run = CliRun.of(args);
    assertThat(run.exitCode()).as(run.err()).isZero();
  }
}
