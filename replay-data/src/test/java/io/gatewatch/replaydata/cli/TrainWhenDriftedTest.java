package io.gatewatch.replaydata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.models.Scorer;
import io.gatewatch.models.training.TrainingRow;
import io.gatewatch.models.training.TrainingSetInfo;
import io.gatewatch.models.training.TrainingSetWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a timer starts every night, as a data scientist would write it down. */
class TrainWhenDriftedTest {
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final String RECIPE =
      """
      name: calls
      trainer: kmeans
      seed: 5
      agentsHeldOut: 0
      inputs: [calls_1m, new_objects_5m]
      """;

  @TempDir private Path folder;
  private Path store;
  private String model;

  @BeforeEach
  void trainTheFirst() throws IOException {
    store = folder.resolve("models");
    Path recipe = Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
    Path table = table("first.csv.gz", 0, 14, 14, 24);
    CliRun run = train("--recipe", recipe.toString(), "--features", table.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    model = candidate(run);
  }

  @Test
  void trafficAsItWasTrainsNothing() throws IOException {
    CliRun run = whenDrifted(model, table("same.csv.gz", 14, 14, 99, 24));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().strip())
        .hasLineCount(1)
        .isEqualTo(model + " has not drifted by 2026-03-30T00:00:00Z: nothing was trained");
    assertThat(models()).containsExactly(model);
  }

  @Test
  void trafficThatMovedTrainsACandidateByTheSameRecipeAndSaysWhy() throws IOException {
    Path moved = table("moved.csv.gz", 14, 14, 20, 24);
    CliRun run = whenDrifted(model, moved);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains(model + " has drifted (aisp: calls_1m ");
    String fresh = candidate(run);
    assertThat(fresh).startsWith("calls-").isNotEqualTo(model);
    assertThat(list("show", fresh))
        .contains("stage     candidate", "kmeans")
        .contains("drift of " + model + " (aisp: calls_1m ")
        .contains("trained from moved.csv.gz");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  /** It would be another model every night until somebody looks at the first. */
  @Test
  void whatWaitsAlreadyIsNotTrainedAgain() throws IOException {
    String fresh = candidate(whenDrifted(model, table("moved.csv.gz", 14, 14, 20, 24)));
    CliRun next = whenDrifted(model, table("later.csv.gz", 15, 14, 20, 24));
    assertThat(next.exitCode()).isZero();
    assertThat(next.out().strip())
        .hasLineCount(1)
        .endsWith("; " + fresh + " waits already: nothing was trained");
    assertThat(models()).containsExactlyInAnyOrder(model, fresh);
  }

  /** As the alert: one bad day is no drift, and a day is over when its last hour has come. */
  @Test
  void oneDayOfDriftIsNotTwoInARow() throws IOException {
    // At the end of the second day of other traffic the week has moved much for the first time.
    CliRun second = whenDrifted(model, table("a.csv.gz", 14, 9, 21, 24));
    CliRun half = whenDrifted(model, table("b.csv.gz", 14, 10, 21, 12));
    assertThat(List.of(second.out(), half.out()))
        .allMatch(out -> out.startsWith(model + " has not drifted by 2026-03-25T00:00:00Z"));
    CliRun third = whenDrifted(model, table("c.csv.gz", 14, 10, 21, 24));
    assertThat(third.out()).startsWith(model + " has drifted (");
  }

  @Test
  void aWeekIsTooLittleToTellBy() throws IOException {
    CliRun run = whenDrifted(model, table("week.csv.gz", 14, 7, 14, 24));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().strip())
        .hasLineCount(1)
        .startsWith("whether " + model + " has drifted cannot be told by 2026-03-23T00:00:00Z")
        .contains("eight whole days");
    assertThat(models()).containsExactly(model);
  }

  @Test
  void theChampionIsMeantByThatWord() throws IOException {
    Path moved = table("moved.csv.gz", 14, 14, 20, 24);
    CliRun none = whenDrifted("champion", moved);
    assertThat(none.exitCode()).isZero();
    assertThat(none.out().strip())
        .isEqualTo("there is no champion that could have drifted: nothing was trained");
    assertThat(models()).containsExactly(model);
  }

  /** A timer starts it every night: that a person has to act is no failure of the night. */
  @Test
  void aModelThatWasTrainedElsewhereIsWatchedAndNotTrained() throws IOException {
    Path recipe =
        Files.writeString(
            folder.resolve("onnx.yaml"),
            "{name: elsewhere, trainer: onnx, inputs: [calls_1m, new_objects_5m]}");
    Path onnx = Files.write(folder.resolve("model.onnx"), MadeOnnx.weighted(1, 0));
    String first = folder.resolve("first.csv.gz").toString();
    CliRun added =
        train("--recipe", recipe.toString(), "--onnx", onnx.toString(), "--features", first);
    assertThat(added.exitCode()).as(added.err()).isZero();
    String imported = candidate(added);

    Path moved = table("moved.csv.gz", 14, 14, 20, 24);
    CliRun drifted = whenDrifted(imported, moved);
    assertThat(drifted.exitCode()).as(drifted.err()).isZero();
    assertThat(drifted.out().strip())
        .hasLineCount(1)
        .startsWith(imported + " has drifted (aisp: calls_1m ")
        .contains("; imported: nothing can be trained again here");
    CliRun calm = whenDrifted(imported, table("same.csv.gz", 14, 14, 99, 24));
    assertThat(calm.exitCode()).as(calm.err()).isZero();
    assertThat(calm.out()).contains(imported + " has not drifted by ").hasLineCount(1);
    assertThat(models()).containsExactlyInAnyOrder(model, imported);

    CliRun again =
        train("--when-drifted", imported, "--features", moved.toString(), "--onnx", "none.onnx");
    assertLine(again, 3, "none.onnx");
  }

  @Test
  void mistakesAreSaidInOneLine() throws IOException {
    Path table = table("same.csv.gz", 14, 14, 99, 24);
    assertLine(whenDrifted("nobody", table), 2, "model nobody: 0 begin so");
    assertLine(
        CliRun.of("train", "--when-drifted", model, "--features", table.toString()),
        2,
        "give --out DIR, --store DIR or both");
    assertLine(
        CliRun.of("train", "--when-drifted", model, "--store", store.toString()),
        2,
        "--when-drifted asks for --store DIR and --features FILE");
    assertLine(whenDrifted(model, folder.resolve("none.csv.gz")), 3, "none.csv.gz");
  }

  private static void assertLine(CliRun run, int exitCode, String words) {
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(exitCode);
    assertThat(run.err().strip()).contains(words).hasLineCount(1);
  }

  private CliRun whenDrifted(String said, Path table) {
    return train("--when-drifted", said, "--features", table.toString());
  }

  private CliRun train(String... args) {
    return CliRun.of(
        Stream.of(List.of("train"), List.of(args), List.of("--store", store.toString()))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private String list(String... args) {
    return CliRun.of(
            Stream.of(List.of("models"), List.of(args), List.of("--store", store.toString()))
                .flatMap(List::stream)
                .toArray(String[]::new))
        .out();
  }

  private List<String> models() {
    return list("list")
        .lines()
        .filter(line -> line.startsWith("candidate "))
        .map(line -> line.substring("candidate ".length()).strip().replaceAll(" .*", ""))
        .toList();
  }

  private static String candidate(CliRun run) {
    return run.out()
        .lines()
        .filter(line -> line.endsWith(": a candidate"))
        .map(line -> line.substring(0, line.indexOf(':')))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Twelve agents that call in every hour, from a day on four times as often.
   *
   * @param hours of the last day
   */
  private Path table(String name, int first, int days, int busyFrom, int hours) throws IOException {
    Path file = folder.resolve(name);
    Random random = new Random(first);
    try (TrainingSetWriter writer = new TrainingSetWriter(file)) {
      for (int hour = 24 * first; hour < 24 * (first + days - 1) + hours; hour++) {
        for (int agent = 0; agent < 12; agent++) {
          double times = hour < 24 * busyFrom ? 1 : 4;
          double calls = Math.rint(times * 10 * StrictMath.exp(0.5 * random.nextGaussian()));
          writer.write(row(agent, hour, calls, random.nextInt(6)));
        }
      }
      writer.finish(new TrainingSetInfo.InForce("rules-1", null, null, null));
    }
    return file;
  }

  private static TrainingRow row(int agent, int hour, double calls, double objects) {
    double[] values = new double[FeatureSchema.size()];
    values[Feature.CALLS_1M.ordinal()] = calls;
    values[Feature.NEW_OBJECTS_5M.ordinal()] = objects;
    return new TrainingRow(
        MadeTable.agent(agent),
        START.plusSeconds(3_600L * hour + agent),
        ApiCall.AgentClass.AISP,
        new FeatureVector(values),
        Scorer.ORDINARY,
        null,
        null,
        TrainingRow.Told.NOTHING);
  }
}
