package io.gatewatch.replaydata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.ingest.Sha256;
import io.gatewatch.models.registry.DirectoryStore;
import io.gatewatch.models.registry.Event;
import io.gatewatch.models.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a table of features to a champion and back, as a data scientist would type it. */
class ModelsCommandTest {
  private static final String GOOD =
      """
      name: objects
      trainer: linear
      trusted: [new_objects_5m]
      inputs: [calls_1m, new_objects_5m]
      """;
  private static final String OTHER =
      """
      name: objects
      trainer: linear
      seed: 2
      trusted: [new_objects_5m]
      inputs: [calls_1m, new_objects_5m, write_share_5m]
      """;
  private static final String BAD =
      """
      name: writes
      trainer: kmeans
      inputs: [write_share_5m]
      """;

  @TempDir private Path folder;
  private Path store;
  private Path table;

  @BeforeEach
  void makeTable() throws IOException {
    store = folder.resolve("models");
    table = MadeTable.write(folder.resolve("features.csv.gz"));
  }

  @Test
  void aModelGoesFromCandidateToShadowToChampionAndBack() throws IOException {
    String model = trained(GOOD);
    assertThat(model).startsWith("objects-");
    assertThat(models("list").out()).contains("rules and baselines alone", "candidate " + model);

    CliRun tooSoon = promote(model);
    assertThat(tooSoon.exitCode()).isEqualTo(1);
    assertThat(tooSoon.out())
        .contains(
            "passed  better",
            "REFUSED shadow     it is not the shadow on live traffic (asked: 7 d 0 h)")
        .contains(model + " stays candidate");

    assertThat(change("shadow", model).out()).contains(model + " is the shadow");
    assertThat(promote(model).out())
        .as("no running system heard of it")
        .contains("REFUSED shadow     it is not the shadow on live traffic");
    policy("shadowFor: PT0S\n");
    CliRun promoted = promote(model);
    assertThat(promoted.exitCode()).as(promoted.out() + promoted.err()).isZero();
    assertThat(promoted.out()).contains(model + " is champion");
    assertThat(models("list").out()).contains("champion  " + model).doesNotContain("shadow  ");

    assertThat(change("rollback").out()).contains("rules and baselines judge alone again");
    assertThat(models("show", model).out())
        .contains("stage     retired", "data")
        .contains("add by ", "refuse by ada", "shadow by ada", "promote by ada")
        .contains("rollback to rules alone by ada: a test");
  }

  /**
   * What a rollback goes back to is not named by the one that it takes back, and judges no more.
   */
  @Test
  void aRollbackPastAModelThatCannotBeOpenedLetsRulesJudgeAlone() throws IOException {
    String first = trained(GOOD);
    String second = trained(OTHER);
    recorded(Event.Action.PROMOTE, first, null);
    recorded(Event.Action.PROMOTE, second, null);
    assertThat(change("rollback").out()).contains(first + " is champion again");
    assertThat(models("show", second).out()).contains("rollback to " + first + " by ada");
    assertThat(models("show", first).out())
        .contains("promote " + second + " by ", "rollback to it by ada");

    recorded(Event.Action.PROMOTE, second, null);
    Files.writeString(store.resolve("files/" + entry(first).sha256() + ".json"), "{}");
    CliRun back = change("rollback");
    assertThat(back.exitCode()).as(back.err()).isZero();
    assertThat(back.out()).contains("rules and baselines judge alone again");
    assertThat(back.err()).hasLineCount(1).contains(first + " cannot judge any more: ");
    assertThat(models("list").out()).startsWith("champion  rules and baselines alone");
    assertLine(change("rollback"), 2, "judge alone already");
    assertLine(change("shadow", first), 3, "does not match its hash");
  }

  /** Of a replay of last spring, by the clock of today, it would be months. */
  @Test
  void withoutASystemToAskTheTimeInTheShadowGoesByTheClockThatItWasSaidBy() throws IOException {
    String model = trained(GOOD);
    recorded(Event.Action.SHADOW, model, MadeTable.START);
    assertThat(promote(model).out())
        .contains("REFUSED shadow     the shadow for 0 h 0 min (asked: 7 d 0 h)");
  }

  /** Half of a review is drawn where the model itself scores highest. */
  @Test
  void verdictsOfAReviewCountInNoGate() throws IOException {
    String model = trained(GOOD);
    String windows =
        "{\"id\":\"w-1\",\"agent\":\"%s\",\"from\":\"%s\",\"to\":\"%s\",\"verdict\":\"attack\"}%n"
            .formatted(MadeTable.CLERK, MadeTable.BOOKS_FROM, MadeTable.BOOKS_TO);
    Path review = Files.writeString(folder.resolve("review.ndjson"), windows);
    String attacks = "over (\\d+) attacks";
    policy("shadowFor: PT0S\nleastAttacks: 1000\n");
    String without = found(attacks, promote(model).out());
    CliRun run = promote(model, "--verdicts", review.toString());
    assertThat(found(attacks, run.out())).isEqualTo(without);
    assertThat(run.err()).hasLineCount(1).contains("1 verdict on windows of a review left out");
    String rate = "labels: +(\\d+) attacks";
    CliRun drift =
        models("drift", model, "--features", table.toString(), "--verdicts", review.toString());
    assertThat(found(rate, drift.out())).isEqualTo("112");
    assertThat(drift.err()).contains("left out");
  }

  private void recorded(Event.Action action, String model, Instant from) throws IOException {
    ModelRegistry registry = new ModelRegistry(new DirectoryStore(store), Clock.systemUTC());
    registry.record(
        new ModelRegistry.Change("eve", action, entry(model).sha256(), model, from, "a test", null),
        registry.stages().seen());
  }

  private ModelRegistry.Entry entry(String model) throws IOException {
    return new ModelRegistry(new DirectoryStore(store), Clock.systemUTC()).stages().find(model);
  }

  @Test
  void aModelThatFindsNothingMoreIsRefusedAndTheRefusalSaysWhy() throws IOException {
    policy("shadowFor: PT0S\n");
    CliRun refused = promote(trained(BAD));
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out())
        .containsPattern(
            "REFUSED better +finds [+-][0-9.]+ points more .*asked: an interval above zero");
  }

  @Test
  void aModelThatLosesWhatTheChampionFindsIsRefusedWithAnAttack() throws IOException {
    policy("shadowFor: PT0S\n");
    assertThat(promote(trained(GOOD)).exitCode()).isZero();
    CliRun refused = promote(trained(BAD));
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out())
        .containsPattern(
            "REFUSED categories +object_enumeration: finds [0-9]+ where the champion finds [0-9]+;"
                + " lost, for example, attack-");
  }

  @Test
  void whatAnAnalystCallsFalseKeepsEveryLaterModelOut() throws IOException {
    policy("shadowFor: PT0S\nalertsPerDay: 3\n");
    String first = trained(GOOD);
    assertThat(promote(first).exitCode()).isZero();
    Path verdicts =
        Files.writeString(
            folder.resolve("verdicts.ndjson"),
            "{\"principal\":\"%s\",\"verdict\":\"false_positive\",\"effectiveFrom\":\"2026-03-16T00:00:00.000Z\",\"from\":\"%s\",\"to\":\"%s\",\"reason\":\"month's end\"}%n"
                .formatted(MadeTable.CLERK, MadeTable.BOOKS_FROM, MadeTable.BOOKS_TO));
    String second = trained(OTHER);
    CliRun refused = promote(second, "--verdicts", verdicts.toString());
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out())
        .containsPattern("REFUSED fixtures +alerts on fx-[0-9a-f]{12}, ")
        .doesNotContain("month's end");
    // The fixture stays: it holds without the verdict, too, and names nobody.
    assertThat(promote(second).out()).contains("REFUSED fixtures");
    try (Stream<Path> fixtures = Files.list(store.resolve("fixtures"))) {
      assertThat(fixtures)
          .singleElement()
          .satisfies(f -> assertThat(Files.readString(f)).doesNotContain("app-23", "2026"));
    }
  }

  /** What was no false alarm after all must not keep every later model out. */
  @Test
  void aFixtureThatIsRetiredIsAskedNoMore() throws IOException {
    policy("shadowFor: PT0S\nalertsPerDay: 3\n");
    String model = trained(GOOD);
    Path verdicts = books("false_positive");
    assertThat(promote(model, "--verdicts", verdicts.toString()).out())
        .contains("REFUSED fixtures");
    String listed = models("fixtures", "list").out();
    assertThat(listed).matches("(?s)asked +fx-[0-9a-f]{12}  aisp, schema .*month's end\\s*");
    String id = listed.replaceAll("(?s).*(fx-[0-9a-f]{12}).*", "$1");
    assertThat(change("fixtures", "retire", id).out()).contains(id + " is retired");
    assertThat(change("fixtures", "retire", id).out()).contains("already");
    assertLine(change("fixtures", "retire", "fx-0"), 2, "fixture fx-0: none");
    assertThat(models("fixtures", "list").out()).startsWith("retired " + id);
    CliRun again = promote(model, "--verdicts", verdicts.toString());
    assertThat(again.exitCode()).as(again.out() + again.err()).isZero();
    assertThat(again.out()).contains("passed  fixtures   quiet on all 0");
  }

  /** Each of the table's attacks called harmless, and a bad model's false alerts called missed. */
  @Test
  void verdictsTurnNoAttackOfTheTableIntoOrdinaryMinutes() throws IOException {
    policy("shadowFor: PT0S\n");
    String model = trained(BAD);
    StringBuilder lines = new StringBuilder();
    for (int agent = 0; agent < 23; agent++) {
      lines.append(verdict(MadeTable.agent(agent), "benign_positive", "2026-03-02", "2026-03-16"));
    }
    Path said = Files.writeString(folder.resolve("verdicts.ndjson"), lines);
    String attacks = "over (\\d+) attacks";
    String without = found(attacks, promote(model).out());
    assertThat(found(attacks, promote(model, "--verdicts", said.toString()).out()))
        .isEqualTo(without);
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  private static String verdict(String agent, String verdict, String from, String to) {
    return "{\"principal\":\"%s\",\"verdict\":\"%s\",\"effectiveFrom\":\"2026-03-16T00:00:00.000Z\",\"from\":\"%sT00:00:00Z\",\"to\":\"%sT00:00:00Z\"}%n"
        .formatted(agent, verdict, from, to);
  }

  /** A file with a verdict on the clerk's books. */
  private Path books(String verdict) throws IOException {
    return Files.writeString(
        folder.resolve("verdicts.ndjson"),
        "{\"principal\":\"%s\",\"verdict\":\"%s\",\"effectiveFrom\":\"2026-03-16T00:00:00.000Z\",\"from\":\"%s\",\"to\":\"%s\",\"reason\":\"month's end\"}%n"
            .formatted(MadeTable.CLERK, verdict, MadeTable.BOOKS_FROM, MadeTable.BOOKS_TO));
  }

  @Test
  void aFalseAlarmThatTheTableDoesNotHoldIsNoPass() throws IOException {
    policy("shadowFor: PT0S\n");
    Path verdicts =
        Files.writeString(
            folder.resolve("verdicts.ndjson"),
            "{\"principal\":\"%s\",\"verdict\":\"false_positive\",\"effectiveFrom\":\"2026-02-16T00:00:00.000Z\",\"from\":\"2026-02-01T00:00:00Z\",\"to\":\"2026-02-01T01:00:00Z\"}%n"
                .formatted(MadeTable.CLERK));
    assertThat(promote(trained(GOOD), "--verdicts", verdicts.toString()).out())
        .contains("REFUSED fixtures   cannot be checked: what an analyst called false, v-")
        .contains(" (2026-02-01T00:00:00Z to 2026-02-01T01:00:00Z), has no ordinary minute")
        .contains("give features that hold it");
  }

  @Test
  void aPromotionSaysWhatItRestsOn() throws IOException {
    policy("shadowFor: PT0S\nalertsPerDay: 2\n");
    Path verdicts = books("benign_positive");
    assertThat(promote(trained(GOOD), "--verdicts", verdicts.toString()).exitCode()).isZero();
    JsonNode basis =
        new ObjectMapper()
            .readTree(Files.readString(store.resolve("events/000002.json")))
            .path("basis");
    JsonNode info = new ObjectMapper().readTree(Files.readString(Path.of(table + ".json")));
    assertThat(basis.path("table").asText()).isEqualTo(info.path("sha256").asText());
    assertThat(basis.path("verdicts").asText()).isEqualTo(Sha256.hex(Files.readAllBytes(verdicts)));
    assertThat(basis.path("labels").isNull()).isTrue();
    assertThat(store.resolve("policies/" + basis.path("policy").asText() + ".json"))
        .content()
        .contains("\"alertsPerDay\":2.0");
    assertThat(store.resolve(basis.path("evaluation").asText())).content().contains("liftOver");
  }

  @Test
  void aTableThatWasChangedSinceItWasWrittenIsNoBasis() throws IOException {
    String model = trained(GOOD);
    Path beside = Path.of(table + ".json");
    Files.writeString(
        beside,
        Files.readString(beside)
            .replaceAll("\"sha256\" : \"[0-9a-f]{8}", "\"sha256\" : \"00000000"));
    assertLine(promote(model), 3, "changed since it was written");
    assertThat(models("show", model).out()).doesNotContain("refuse by", "promote by");
  }

  @Test
  void aModelIsEvaluatedOnWhatItHasNotLearnedFrom() throws IOException {
    String model = trained(GOOD);
    Path out = folder.resolve("evaluated");
    CliRun run =
        CliRun.of(
            "evaluate",
            "--model",
            model,
            "--store",
            store.toString(),
            "--features",
            table.toString(),
            "--out",
            out.toString(),
            "--review",
            "6");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("object_enumeration")
        .contains("For reviewers: " + out.resolve("review.ndjson"));
    assertThat(out.resolve("evaluation.html")).content().contains("<canvas", model);
    assertThat(out.resolve("evaluation.json")).content().contains("\"liftOverRules\"");
    assertThat(out.resolve("card.md")).content().contains("SHA-256", "object\\_enumeration");
    assertThat(Files.readAllLines(out.resolve("review.ndjson"))).hasSize(6);
    assertThat(out.resolve("review.ndjson")).content().doesNotContain("score", "probability");
  }

  @Test
  void theSameTrafficHasNotDrifted() throws IOException {
    String model = trained(GOOD);
    CliRun run = models("drift", model, "--features", table.toString());
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains("aisp (", "new_objects_5m")
        .containsPattern("labels:  112 attacks, \\d+\\.\\d\\d % of minutes \\(95 %: ")
        .containsPattern("; where it was trained \\d+\\.\\d\\d %, so [01]\\.\\d\\d times as many")
        .doesNotContain("MOVED", "DIFFERS");
  }

  @Test
  void aNameThatSeveralBearIsAnsweredWithAllOfThem() throws IOException {
    assertThat(models("list").out()).contains("no model is in the registry " + store);
    String first = trained(GOOD);
    String second = trained(OTHER);
    assertThat(train(OTHER).out())
        .contains(second + ": in the registry already, nothing new")
        .doesNotContain("a candidate");
    assertLine(
        models("show", "objects"),
        2,
        "2 begin so: " + first + " (candidate), " + second + " (candidate)");
  }

  @Test
  void mistakesAreSaidInOneLine() throws IOException {
    assertLine(models("show", "nobody"), 2, "model nobody: 0 begin so (expected");
    assertLine(change("rollback"), 2, "rules and baselines judge alone already");
    assertLine(change("shadow"), 2, "name a model, or give --none");
    assertLine(models("list", "--nonsense"), 2, "--nonsense");
    Path zip = Files.write(folder.resolve("model.json"), new byte[] {'P', 'K', 3, 4});
    assertLine(models("add", zip.toString()), 3, "model: ");
    assertLine(models("add", folder.resolve("none.json").toString()), 3, "none.json");
    policy("shadowFor: soon\n");
    assertLine(promote(trained(GOOD)), 2, "policy");
  }

  /** Who types what has no effect believes that it had. */
  @Test
  void anOptionWithoutEffectIsRefused() throws IOException {
    Path recipe = Files.writeString(folder.resolve("recipe.yaml"), GOOD);
    String of = table.toString();
    String out = folder.resolve("out").toString();
    assertLine(
        CliRun.of(
            "train", "--features", of, "--recipe", recipe.toString(), "--out", out, "--rules", "x"),
        2,
        "--rules has no effect beside --features");
    String[] model = {"evaluate", "--model", "m", "--features", of, "--out", out};
    assertLine(
        CliRun.of(
            Stream.concat(Stream.of(model), Stream.of("--warmup", "2d")).toArray(String[]::new)),
        2,
        "--warmup has no effect beside --model");
    assertLine(
        CliRun.of(
            Stream.concat(Stream.of(model), Stream.of("--review", "-5")).toArray(String[]::new)),
        2,
        "--review -5 (expected: 0 or more)");
    assertLine(
        CliRun.of("evaluate", "--run", out, "--verdicts", "v"),
        2,
        "--verdicts has no effect beside --run");
  }

  @Test
  void aChangeWithoutABrokerIsRefusedAndNothingIsWrittenDown() throws IOException {
    String model = trained(GOOD);
    CliRun run =
        CliRun.of(
            "models",
            "shadow",
            model,
            "--store",
            store.toString(),
            "--why",
            "a test",
            "--broker",
            "127.0.0.1:1");
    assertLine(run, 4, "no broker answers at 127.0.0.1:1");
    assertThat(models("list").out()).contains("candidate " + model);
  }

  private static void assertLine(CliRun run, int exitCode, String words) {
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(exitCode);
    assertThat(run.err().strip()).contains(words).hasLineCount(1);
  }

  private String trained(String recipe) throws IOException {
    return train(recipe)
        .out()
        .lines()
        .filter(line -> line.endsWith(": a candidate"))
        .map(line -> line.substring(0, line.indexOf(':')))
        .findFirst()
        .orElseThrow();
  }

  private CliRun train(String recipe) throws IOException {
    Path file = Files.writeString(folder.resolve("recipe.yaml"), recipe);
    CliRun run =
        CliRun.of(
            "train",
            "--recipe",
            file.toString(),
            "--features",
            table.toString(),
            "--out",
            folder.resolve("out").toString(),
            "--store",
            store.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private void policy(String yaml) throws IOException {
    Files.createDirectories(store);
    Files.writeString(store.resolve("policy.yaml"), yaml);
  }

  private CliRun models(String... args) {
    return CliRun.of(
        Stream.of(List.of("models"), List.of(args), List.of("--store", store.toString()))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private CliRun change(String... args) {
    return models(
        Stream.of(List.of(args), List.of("--who", "ada", "--why", "a test", "--no-publish"))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private CliRun promote(String model, String... more) {
    return change(
        Stream.of(List.of("promote", model, "--features", table.toString()), List.of(more))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }
}
