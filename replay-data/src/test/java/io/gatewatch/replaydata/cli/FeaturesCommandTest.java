package io.gatewatch.replaydata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.gatewatch.models.training.TrainingRow;
import io.gatewatch.models.training.TrainingRow.Exclusion;
import io.gatewatch.models.training.TrainingRow.Told;
import io.gatewatch.models.training.TrainingSetReader;
import io.gatewatch.replaydata.train.QuotaTexts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An app works for an hour, then asks for accounts that are not its customers' (a case). */
class FeaturesCommandTest {
  private static final String CALLS = "cases/object-enumeration/refused/calls.ndjson.zst";
  private static final String AGENT = "bank/edge/agent/kong%7Eaisp-1";
  private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");
  private static final String ALERT = "a-651c4cd1208c3fa5";

  @TempDir private Path folder;

  @Test
  void aRowIsWrittenForEachMinuteOfTheAgentAndSaidWhatItHolds() throws IOException {
    CliRun run = features();
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<TrainingRow> rows = rows();
    assertThat(run.out()).startsWith(rows.size() + " rows of 1 agent: benign " + rows.size());
    assertThat(rows).isSortedAccordingTo((a, b) -> a.time().compareTo(b.time()));
    assertThat(rows.stream().map(r -> r.time().getEpochSecond() / 60)).doesNotHaveDuplicates();
    assertThat(rows).allMatch(r -> r.agent().equals(AGENT) && r.event() == null);
    assertThat(rows).filteredOn(r -> r.time().isBefore(BEGIN)).hasSizeGreaterThan(40);

    JsonNode beside = new ObjectMapper().readTree(Files.readString(out("set.csv.json")));
    valid("training-set", beside);
    assertThat(beside.get("rows").asInt()).isEqualTo(rows.size());
    assertThat(beside.at("/versions/rules").asText()).isNotEmpty();
    assertThat(beside.at("/told/loud").asInt()).isPositive();
  }

  @Test
  void rowsUnderAnAlertAreLeftOutFromTheMinuteOfItsFirstEvidence() throws IOException {
    features();
    List<TrainingRow> rows = rows();
    List<TrainingRow> loud = rows.stream().filter(r -> r.told() == Told.LOUD).toList();
    assertThat(loud).isNotEmpty();
    assertThat(loud).allMatch(r -> r.excluded() == Exclusion.ALERT && !r.teaches());
    assertThat(rows).filteredOn(r -> r.time().isBefore(BEGIN)).allMatch(TrainingRow::teaches);
  }

  @Test
  void aFalsePositiveMakesThemTrainableAndATruePositiveLabelsThem() throws IOException {
    Path alerts = replayedAlerts();
    assertThat(features("--verdicts", verdicts("false_positive", ALERT, "")).err()).isEmpty();
    assertThat(rows()).allMatch(r -> r.teaches() && r.ordinary());
    assertThat(rows()).anyMatch(r -> ALERT.equals(r.event()));

    CliRun run =
        features("--verdicts", verdicts("true_positive", ALERT, ""), "--alerts", alerts.toString());
    assertThat(run.out()).contains("object_enumeration ");
    List<TrainingRow> attacks = rows().stream().filter(r -> !r.ordinary()).toList();
    assertThat(attacks)
        .isNotEmpty()
        .allMatch(r -> r.label().equals("object_enumeration") && r.teaches())
        .allMatch(r -> ALERT.equals(r.event()) && !r.time().isBefore(BEGIN));
  }

  @Test
  void whatAnalystsMissedIsLabelledAndWhatNobodyCanSayIsLeftOut() throws IOException {
    String span = ",\"from\":\"2026-03-02T08:40:00Z\",\"to\":\"2026-03-02T08:45:00Z\"";
    features("--verdicts", verdicts("missed", null, span + ",\"category\":\"scraping\""));
    assertThat(rows())
        .filteredOn(r -> r.label().equals("scraping"))
        .hasSizeBetween(2, 6)
        .allMatch(r -> r.event().startsWith("v-"));
    features("--verdicts", verdicts("missed", null, span));
    assertThat(rows()).anyMatch(r -> r.label().equals("unusual_behaviour"));
    features("--verdicts", verdicts("undetermined", null, span));
    assertThat(rows())
        .filteredOn(r -> r.excluded() == Exclusion.UNDETERMINED)
        .hasSizeBetween(2, 6)
        .allMatch(TrainingRow::ordinary);
  }

  @Test
  void rowsUnderAQuotaThatWasEnforcedAreFlaggedAndTeachNothing() throws IOException {
    Instant cut = Instant.parse("2026-03-02T08:30:00Z");
    Path quotas = folder.resolve("quotas.ndjson");
    Files.writeString(quotas, QuotaTexts.of("aisp-1", cut, "enforce", 0.5, 600) + "\n");
    assertThat(features("--quotas", quotas.toString()).out()).contains("quota ");
    assertThat(rows())
        .filteredOn(r -> r.excluded() == Exclusion.QUOTA)
        .hasSizeBetween(3, 10)
        .allMatch(r -> !r.teaches() && !r.time().isBefore(cut))
        .allMatch(r -> r.time().isBefore(cut.plusSeconds(600)));

    String table = out("set.csv").toString();
    CliRun train =
        CliRun.of(
            "train",
            "--features",
            table,
            "--quotas",
            quotas.toString(),
            "--out",
            folder.resolve("model").toString());
    refused(2, "--quotas goes with --format", train);
    Files.writeString(quotas, "\n{\"schema\":1}\n");
    refused(3, "quotas.ndjson: line 2: no quota update", features("--quotas", quotas.toString()));
    String far = QuotaTexts.of("aisp-1", cut, "enforce", 0.5, 600);
    far = far.replaceFirst("\"expiresAt\":\"[^\"]+", "\"expiresAt\":\"+999999999-01-01T00:00:00Z");
    Files.writeString(quotas, far);
    String times = "its times must lie between 1970 and 9999";
    refused(3, times, features("--quotas", quotas.toString()));
    refused(2, "--quota-key goes with --topic", features("--quota-key", quotas.toString()));
    refused(3, "none.ndjson", features("--quotas", folder.resolve("none.ndjson").toString()));
  }

  @Test
  void aVerdictThatDoesNotSayWhenLabelsNothingAndThatIsSaid() throws IOException {
    CliRun run = features("--verdicts", verdicts("missed", null, ""));
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).hasLineCount(1).contains("1 of 1 verdict labelled no row");
    assertThat(rows()).allMatch(TrainingRow::ordinary);
  }

  @Test
  void aLabelledAttackIsItsAgentsAndThatOfAStrangerNobodys() throws IOException {
    Path labels = folder.resolve("labels.json");
    String attack =
        "{\"id\":\"%s\",\"kind\":\"%s\",\"entity\":{\"kind\":\"%s\",\"id\":\"%s\"},"
            + "\"victim\":{\"kind\":\"agent\",\"id\":\"aisp-1\"},"
            + "\"from\":\"2026-03-02T09:00:00Z\",\"to\":\"2026-03-02T10:00:00Z\"}";
    String strangers = attack.formatted("s-1", "client_impersonation", "source", "192.0.2.0/24");
    Files.writeString(labels, "{\"schema\":1,\"attacks\":[" + strangers + "]}");
    features("--labels", labels.toString());
    assertThat(rows()).allMatch(TrainingRow::ordinary);

    String own = attack.formatted("a-7", "object_enumeration", "agent", "aisp-1");
    Files.writeString(labels, "{\"schema\":1,\"attacks\":[" + strangers + "," + own + "]}");
    features("--labels", labels.toString());
    assertThat(rows())
        .allMatch(r -> r.ordinary() == r.time().isBefore(BEGIN))
        .allMatch(r -> r.ordinary() == (r.event() == null))
        .anyMatch(r -> "a-7".equals(r.event()));
  }

  @Test
  void whatCameLaterDoesNotShowInAnEarlierRow() throws IOException {
    features();
    List<TrainingRow> whole = rows();
    Instant cut = Instant.parse("2026-03-02T08:45:00Z");
    features("--to", cut.toString());
    List<TrainingRow> first = rows();
    assertThat(first).hasSizeGreaterThan(20);
    assertThat(whole.subList(0, first.size())).isEqualTo(first);
  }

  @Test
  void minutesInWhichOurQuotaRefusedItAreLeftOutAndTheFiveAfterThem() throws IOException {
    List<String> lines = lines();
    List<String> refused = new ArrayList<>();
    for (String line : lines) {
      boolean then = line.contains("\"time\":\"2026-03-02T08:30:");
      refused.add(then ? line.replace("\"decidedBy\":null", "\"decidedBy\":\"our_quota\"") : line);
    }
    assertThat(refused).isNotEqualTo(lines);
    Path file = Files.write(folder.resolve("calls.ndjson"), refused);
    assertThat(run(file.toString(), out("set.csv")).err()).isEmpty();
    Instant from = Instant.parse("2026-03-02T08:30:00Z");
    assertThat(rows())
        .filteredOn(r -> r.excluded() == Exclusion.QUOTA)
        .hasSizeBetween(3, 6)
        .allMatch(r -> !r.time().isBefore(from) && r.time().isBefore(from.plusSeconds(360)));
    assertThat(rows())
        .filteredOn(r -> !r.time().isBefore(from) && r.time().isBefore(from.plusSeconds(360)))
        .allMatch(r -> r.excluded() == Exclusion.QUOTA);
  }

  @Test
  void theSameHistoryGivesTheSameBytes() throws IOException {
    run(CALLS, out("a.csv.gz"));
    run(CALLS, out("b.csv.gz"));
    assertThat(out("a.csv.gz")).hasSameBinaryContentAs(out("b.csv.gz"));
    assertThat(out("a.csv.gz.json")).hasSameTextualContentAs(out("b.csv.gz.json"));
  }

  @Test
  void wrongUsageIsOneLine() throws IOException {
    refused(2, "--out", run(CALLS, out("set.parquet")));
    refused(2, "give either --input", CliRun.of("features", "--format", "calls", "--out", "x.csv"));
    refused(2, "give --format", CliRun.of("features", "--topic", "--out", "x.csv"));
    refused(2, "format cobol", CliRun.of("features", "--format", "cobol", "--out", "x.csv"));
    refused(3, "none cannot be read", run(folder.resolve("none").toString(), out("set.csv")));
    String half = ",\"from\":\"2026-03-02T08:40:00Z\"";
    refused(2, ": line 1: from: ", features("--verdicts", verdicts("missed", null, half)));
    String wrong = ",\"category\":\"mood\"";
    refused(2, ": line 1: category: mood", features("--verdicts", verdicts("missed", null, wrong)));
    Path broken = Files.writeString(folder.resolve("alerts"), "{}\n");
    refused(3, "alerts: line 1: no alert", features("--alerts", broken.toString()));
    assertThat(out("set.csv")).doesNotExist();
  }

  @Test
  void aHistoryWithoutAgentsTeachesNothingAndThatIsSaid() throws IOException {
    List<String> strangers =
        lines().stream()
            .map(
                l ->
                    l.replaceAll(
                        "\"principal\":\\{[^}]*\\}",
                        "\"principal\":{\"kind\":\"source\",\"id\":\"192.0.2.0/24\","
                            + "\"issuer\":null,\"assurance\":\"network\"}"))
            .toList();
    Path file = Files.write(folder.resolve("calls.ndjson"), strangers);
    refused(3, "no authenticated agent", run(file.toString(), out("set.csv")));
    assertThat(out("set.csv")).doesNotExist();
  }

  @Test
  void aVerdictWithAllItMaySayFitsItsSchema() throws IOException {
    String span = ",\"from\":\"2026-03-02T08:40:00Z\",\"to\":\"2026-03-02T08:45:00Z\"";
    String more = span + ",\"category\":\"scraping\",\"reason\":\"seen on the host\"";
    Path file = Path.of(verdicts("missed", ALERT, more));
    valid("verdict", new ObjectMapper().readTree(Files.readString(file)));
  }

  private void valid(String schema, JsonNode json) {
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(getClass().getResourceAsStream("/schemas/" + schema + ".schema.json"))
                .validate(json))
        .isEmpty();
  }

  private static void refused(int exitCode, String told, CliRun run) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.err()).hasLineCount(1).contains(told).doesNotContain("Exception");
  }

  private Path replayedAlerts() {
    Path run = folder.resolve("run");
    CliRun.of("replay", "--format", "calls", "--input", CALLS, "--out", run.toString());
    return run.resolve("alerts.ndjson");
  }

  private String verdicts(String verdict, String alertId, String more) throws IOException {
    String line =
        "{\"principal\":\""
            + AGENT
            + "\",\"verdict\":\""
            + verdict
            + "\",\"effectiveFrom\":\"2026-03-02T11:00:00.000Z\""
            + (alertId == null ? "" : ",\"alertId\":\"" + alertId + "\"")
            + more
            + "}\n";
    return Files.writeString(folder.resolve("verdicts.ndjson"), line).toString();
  }

  private CliRun features(String... more) {
    return run(CALLS, out("set.csv"), more);
  }

  private static CliRun run(String input, Path out, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("features", "--format", "calls", "--input", input, "--out", out.toString()));
    args.addAll(List.of(more));
    return CliRun.of(args.toArray(String[]::new));
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = new ZstdInputStream(Files.newInputStream(Path.of(CALLS)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private Path out(String name) {
    return folder.resolve(name);
  }

  private List<TrainingRow> rows() throws IOException {
    List<TrainingRow> rows = new ArrayList<>();
    TrainingSetReader.read(out("set.csv"), rows::add);
    return rows;
  }
}
