package io.gatewatch.replaydata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.replaydata.generate.Scenario;
import io.gatewatch.replaydata.generate.TrafficGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FIXTURES = Path.of("..", "ingest/core/src/test/resources/formats");
  private static final String SECRET = "hunter2-hunter2";

  @TempDir private Path folder;

  @Test
  void aSoundSampleIsGoodAndSaysWhoIsChargedByWhichRule() throws IOException {
    Path sample = file("access.ndjson", traffic());
    CliRun run = CliRun.of("doctor", "--format", "kong", "--input", sample.toString());

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.out())
        .contains("rule consumer")
        .contains("authenticated_entity missing")
        .contains("Verdict: good")
        .doesNotContain("\u001b");
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(140));
    JsonNode found = examined("kong", sample);
    assertThat(found.at("/identity/rules/0/share").asDouble()).isBetween(0.0, 1.0);
    assertThat(field(found, "agent").get("share").asDouble()).isGreaterThan(0.9);
    assertThat(found.at("/ids/gateway").asDouble()).isEqualTo(1);
    assertThat(found.at("/lines/rejected").asInt()).isZero();
  }

  @Test
  void withoutAuthenticationDetectorsAreBlindAndTheSettingIsNamed() throws IOException {
    List<String> lines =
        traffic().stream().map(l -> l.replace("authenticated_entity", "something_else")).toList();
    Path sample = file("access.ndjson", lines);
    CliRun run = CliRun.of("doctor", "--format", "kong", "--input", sample.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("BLIND   model: ")
        .contains("Add: an authentication plugin (key-auth")
        .contains("rule consumer proves nobody in 100.0 % of these: authenticated_entity missing");
    JsonNode found = examined("kong", sample);
    assertThat(found.get("verdict").asText()).isEqualTo("blind");
    assertThat(found.at("/identity/agents").asInt()).isZero();
    assertThat(found.at("/identity/obstacles/0/share").asDouble()).isEqualTo(1);
  }

  /** No shipped detector lives on the size of pages, but rules of one's own may. */
  @Test
  void aFieldThatNoDetectorSuffersFromHasItsAdviceInTheTextToo() throws IOException {
    List<String> lines = traffic().stream().map(l -> l.replace("pageSize", "rows")).toList();
    CliRun run =
        CliRun.of("doctor", "--format", "kong", "--input", file("access.ndjson", lines).toString());
    assertThat(run.out())
        .containsPattern(
            "Other fields that no call has\\n(.*\\n)*  pageSize\\n    Add: the whole path with its")
        .doesNotContain("  claimedIdHash\n");
    CliRun sizes =
        CliRun.of(
            "doctor", "--format", "kong", "--input", file("sized.ndjson", traffic()).toString());
    assertThat(sizes.out()).doesNotContain("  pageSize\n");
  }

  @Test
  void aSessionIdOfAnotherSiteIsCalledWhatItLooksLike() throws IOException {
    String session =
        "\"referer\":\"https://shop.example/cart?sid=9f86d081884c7d659a2feaa0c55ad015\"";
    List<String> lines =
        traffic().stream()
            .map(l -> l.replace("\"headers\":{", "\"headers\":{" + session + ","))
            .toList();
    Path sample = file("access.ndjson", lines);
    CliRun run = CliRun.of("doctor", "--format", "kong", "--input", sample.toString());
    assertThat(run.out())
        .contains("secret-looking value (key, token or session id) in referer")
        .doesNotContain("api_key");
    assertThat(examined("kong", sample).at("/exposures/0/kind").asText()).isEqualTo("api_key");
  }

  @Test
  void aLineWithAByteThatIsNoTextIsExaminedLikeTheOthers() throws IOException {
    Path sample = folder.resolve("access.ndjson");
    String line = traffic().get(0).replace("\"user-agent\":\"", "\"user-agent\":\"\u00e9");
    Files.write(sample, (line + "\n").getBytes(StandardCharsets.ISO_8859_1));

    JsonNode found = examined("kong", sample);
    assertThat(found.at("/lines/accepted").asInt()).isEqualTo(1);
    assertThat(found.at("/lines/rejected").asInt()).isZero();
  }

  @Test
  void rejectsAreToldByReasonPlaceAndShapeNeverByTheirText() throws IOException {
    List<String> lines = new ArrayList<>(traffic());
    lines.add(3, "{\"secret\":\"" + SECRET + "\"");
    lines.add(7, SECRET);
    Path sample = file("access.ndjson", lines);
    CliRun run = CliRun.of("doctor", "--format", "kong", "--input", sample.toString());

    assertThat(run.out())
        .contains("truncated: 1, at access.ndjson:4")
        .contains("not_json: 1, at access.ndjson:8")
        .contains("shape {\"aaaaaa\":")
        .contains("The JSON ends too early")
        .doesNotContain(SECRET);
    assertThat(Files.readString(json("kong", sample))).doesNotContain(SECRET);
  }

  @Test
  void tooManyRejectsAreANegativeAnswer() throws IOException {
    List<String> lines = new ArrayList<>(traffic().subList(0, 90));
    lines.add("no JSON at all");
    assertThat(examined("kong", file("a.ndjson", lines)).get("verdict").asText())
        .isEqualTo("rejects");
    JsonNode nothing = examined("kong", file("b.ndjson", List.of("no JSON at all")));
    assertThat(nothing.get("verdict").asText()).isEqualTo("no_calls");
    assertThat(nothing.at("/times/last").isNull()).isTrue();
    assertThat(CliRun.of("doctor", "--format", "kong", "--input", file("c", List.of()).toString()))
        .satisfies(run -> assertThat(run.exitCode()).isEqualTo(1))
        .satisfies(run -> assertThat(run.out()).contains("no line became a call"));
  }

  @Test
  void aClockOffByATimeZoneIsToldAndDuplicatesAreCounted() throws IOException {
    List<String> lines = traffic();
    List<String> twice = new ArrayList<>(lines);
    twice.addAll(lines.subList(0, 5));
    Path sample = file("access.ndjson", twice);
    JsonNode plain = examined("kong", sample);
    Instant last = Instant.parse(plain.at("/times/last").asText());

    CliRun run =
        CliRun.of(
            "doctor",
            "--format",
            "kong",
            "--input",
            sample.toString(),
            "--now",
            last.minus(Duration.ofHours(2)).toString());

    assertThat(run.out()).contains("off by +02:00").contains("5 calls came twice");
    assertThat(plain.at("/times/late").asDouble()).isGreaterThan(0);
  }

  @Test
  void operationsAndAgentsAreHeldAgainstCatalogueAndRegistry() throws IOException {
    Path sample = file("access.ndjson", traffic());
    Path catalog =
        Files.writeString(
            folder.resolve("api.yaml"),
            """
            openapi: 3.0.0
            info: {title: products, version: "1"}
            paths:
              /products/{productId}:
                get: {operationId: getProduct, responses: {"200": {description: ok}}}
              /nobody/calls/this:
                get: {operationId: nobodyCalls, responses: {"200": {description: ok}}}
            """);
    String busiest = examined("kong", sample).at("/identity/busiest/0/id").asText();
    Path registry =
        Files.writeString(
            folder.resolve("agents.yaml"), "agents: [{id: " + busiest + ", name: best friend}]\n");

    JsonNode found =
        examined(
            "kong",
            sample,
            "--catalog",
            catalog + "=/api/v1",
            "--registry",
            registry.toString(),
            "--config",
            Files.writeString(folder.resolve("c.yaml"), "trustedProxies: [10.0.0.0/8]\n")
                .toString());

    assertThat(found.at("/routes/operations").asInt()).isEqualTo(2);
    assertThat(found.at("/routes/unseen")).hasSize(1);
    assertThat(found.at("/routes/unseen/0").asText()).isEqualTo("nobodyCalls");
    assertThat(found.at("/routes/unknown")).isNotEmpty();
    assertThat(field(found, "operation").get("share").asDouble()).isGreaterThan(0);
    assertThat(found.at("/identity/busiest/0/name").asText()).isEqualTo("best friend");
    assertThat(found.at("/identity/busiest/0/registered").asBoolean()).isTrue();
    assertThat(found.at("/identity/busiest/1/registered").asBoolean(true)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyFormatsOwnLinesAreExaminedAndRecognised(String format) throws IOException {
    Path sample = file(format + ".log", fixture(format));

    JsonNode found = examined(format, sample);
    assertThat(found.at("/lines/accepted").asInt()).isPositive();
    assertThat(found.get("guess").isNull()).isTrue();

    String other = format.equals("kong") ? "combined" : "kong";
    if (Formats.named(other) != null) {
      assertThat(examined(other, sample).get("guess").asText()).isEqualTo(format);
    }
  }

  @Test
  void jsonOverManyLinesIsReadAsOnOne() throws IOException {
    List<String> three = traffic().subList(0, 3);
    JsonNode array = JSON.readTree("[" + String.join(",", three) + "]");
    Path pretty =
        Files.writeString(
            folder.resolve("pretty.json"),
            JSON.writerWithDefaultPrettyPrinter().writeValueAsString(array));
    Path oneLine = Files.writeString(folder.resolve("array.json"), array.toString());

    assertThat(examined("kong", pretty).at("/lines/accepted").asInt()).isEqualTo(3);
    assertThat(examined("kong", oneLine).at("/lines/accepted").asInt()).isEqualTo(3);
  }

  @Test
  void theNamesInTheJsonAreTheOnesThatWerePromised() throws IOException {
    List<String> lines = new ArrayList<>(traffic());
    lines.add("broken");
    JsonNode found = examined("kong", file("access.ndjson", lines));
    TreeSet<String> names = new TreeSet<>();
    collect(found, "", names);
    try (InputStream in = getClass().getResourceAsStream("/doctor/names.txt")) {
      String golden = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(String.join("\n", names)).isEqualTo(golden.strip());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "doctor --format cobol --input x",
        "doctor --format calls --input x",
        "doctor --format kong",
        "doctor --format kong --input pom.xml --now yesterday",
      })
  void wrongUsageIsOneLine(String line) {
    CliRun run = CliRun.of(line.split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("gatewatch: ").hasLineCount(1);
  }

  @Test
  void whatCannotBeReadIsNamed() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "identity: {kong: [{}]}\n");
    Path sample = file("access.ndjson", List.of("{}"));
    String[] base = {"doctor", "--format", "kong", "--input", sample.toString()};

    assertThat(CliRun.of("doctor", "--format", "kong", "--input", "none.log").exitCode())
        .isEqualTo(3);
    for (String option : List.of("--config", "--catalog", "--registry")) {
      CliRun missing = with(base, option, folder.resolve("none.yaml").toString());
      assertThat(missing.exitCode()).as(option).isEqualTo(3);
      assertThat(missing.err()).contains(option).contains("none.yaml").hasLineCount(1);
      CliRun wrong = with(base, option, broken.toString());
      assertThat(wrong.exitCode()).as(option).isEqualTo(2);
      assertThat(wrong.err()).contains("broken.yaml").hasLineCount(1);
    }
  }

  static List<String> formats() {
    return Formats.names();
  }

  private static CliRun with(String[] base, String... more) {
    return CliRun.of(Stream.concat(Stream.of(base), Stream.of(more)).toArray(String[]::new));
  }

  /** The lines that a format's tests have: in files with names between them, or one a line. */
  private static List<String> fixture(String format) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(FIXTURES.resolve(format))) {
      for (Path file : files.sorted().toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .forEach(lines::add);
      }
    }
    return lines;
  }

  private JsonNode examined(String format, Path sample, String... more) throws IOException {
    return JSON.readTree(json(format, sample, more).toFile());
  }

  private Path json(String format, Path sample, String... more) throws IOException {
    String[] base = {"doctor", "--format", format, "--input", sample.toString(), "--json"};
    CliRun run = with(base, more);
    assertThat(run.err()).isEmpty();
    JsonNode found = JSON.readTree(run.out());
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(getClass().getResourceAsStream("/schemas/doctor.schema.json"))
                .validate(found))
        .isEmpty();
    assertThat(run.exitCode()).isEqualTo(found.get("verdict").asText().equals("good") ? 0 : 1);
    return Files.writeString(folder.resolve("found.json"), run.out());
  }

  private static JsonNode field(JsonNode found, String name) {
    for (JsonNode field : found.get("fields")) {
      if (field.get("field").asText().equals(name)) {
        return field;
      }
    }
    throw new AssertionError("no field " + name);
  }

  private static void collect(JsonNode node, String path, Set<String> names) {
    if (node.isObject()) {
      node.fieldNames()
          .forEachRemaining(
              name -> {
                names.add(path + "/" + name);
                collect(node.get(name), path + "/" + name, names);
              });
    }
    node.forEach(
        child -> {
          if (node.isArray()) {
            collect(child, path, names);
          }
        });
  }

  private Path file(String name, List<String> lines) throws IOException {
    return Files.write(folder.resolve(name), lines, StandardCharsets.UTF_8);
  }

  private static List<String> traffic() {
    Scenario scenario = Scenario.defaults(1, 25);
    Instant from = scenario.start().plus(Duration.ofHours(9));
    TrafficGenerator traffic =
        TrafficGenerator.of(scenario, from, from.plus(Duration.ofMinutes(5)));
    List<String> lines = new ArrayList<>();
    while (traffic.hasNext()) {
      lines.add(new String(traffic.next().line(), StandardCharsets.UTF_8));
    }
    return lines;
  }
}
