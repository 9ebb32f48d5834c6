package io.gatewatch.replaydata.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.gatewatch.alerting.Lane;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Severity;
import io.gatewatch.replaydata.cli.Gatewatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a run whose answers are known is told as it is. */
class EvaluateCommandTest {
  private static final String STRANGERS =
      ",\"networks\":[\"198.18.1.0/24\",\"198.18.2.0/24\"],\"victim\":{\"id\":\"agent-3\"}";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final HandMadeRun run = new HandMadeRun();

  /** Four attacks that count, one in the warm-up; right, late and false alerts; cuts. */
  private void makeKnownRun() throws IOException {
    run.attack("a1", "object_enumeration", "agent-1", 2, "10:00:00", "10:30:00", "")
        .attack("a2", "volume_spike", "agent-2", 2, "12:00:00", "12:05:00", "")
        .attack("a3", "credential_stuffing", "198.18.1.0/24", 2, "14:00:00", "15:00:00", STRANGERS)
        .attack(
            "a4",
            "scraping",
            "agent-4",
            3,
            "00:00:00",
            "06:00:00",
            ",\"variant\":\"low_and_slow\",\"heldOut\":true")
        .attack("a5", "volume_spike", "agent-5", 1, "05:00:00", "05:10:00", "")
        .event("month_end", null, 2, "00:00:00", "23:00:00")
        .event("deploy", "agent-6", 2, "20:00:00", "21:00:00");
    run.alert("right", Entity.Kind.AGENT, "agent-1")
        .as(Category.OBJECT_ENUMERATION)
        .raised(2, "10:00:30", Severity.LOW)
        .raised(2, "10:01:00", Severity.HIGH)
        .raised(2, "10:06:00", Severity.HIGH);
    run.alert("low", Entity.Kind.AGENT, "agent-2").raised(2, "12:01:00", Severity.LOW);
    run.alert("source", Entity.Kind.SOURCE, "198.18.2.7")
        .as(Category.UNAUTHENTICATED_ABUSE)
        .raised(2, "14:05:00", Severity.MEDIUM);
    run.alert("victim", Entity.Kind.AGENT, "agent-3").raised(2, "14:10:00", Severity.HIGH);
    run.alert("late", Entity.Kind.AGENT, "agent-4")
        .since(3, "05:00:00")
        .raised(3, "06:30:00", Severity.MEDIUM);
    run.alert("warm", Entity.Kind.AGENT, "agent-5").raised(1, "05:00:05", Severity.HIGH);
    run.alert("warm-false", Entity.Kind.AGENT, "agent-7").raised(1, "07:00:00", Severity.HIGH);
    run.alert("deploy", Entity.Kind.AGENT, "agent-6").raised(2, "20:30:00", Severity.MEDIUM);
    run.alert("noise", Entity.Kind.SOURCE, "203.0.113.0/24").raised(3, "09:00:00", Severity.HIGH);
    run.alert("sick", Entity.Kind.SERVICE, "accounts")
        .in(Lane.OPERATIONS)
        .as(Category.SERVICE_DEGRADED)
        .raised(2, "16:00:00", Severity.MEDIUM);
    run.cut("agent-1", 2, "10:02:00", "throttle")
        .cut("agent-1", 2, "10:45:00", "throttle")
        .cut("agent-1", 2, "11:30:00", "restore")
        .cut("agent-6", 2, "20:31:00", "block");
    run.write(folder);
  }

  @Test
  void attacksAreFoundByTheFirstVersionAboveLowThatNamesTheirDoer() throws IOException {
    makeKnownRun();
    JsonNode recall = evaluated().get("recall");
    assertThat(recall.at("/all/attacks").asInt()).isEqualTo(4);
    assertThat(recall.at("/all/found").asInt()).isEqualTo(2);
    assertThat(recall.at("/all/foundAtAnySeverity").asInt()).isEqualTo(3);
    assertThat(recall.at("/all/rightCategory").asInt()).isEqualTo(1);
    assertThat(recall.at("/all/medianSeconds").asDouble()).isEqualTo(180);
    assertThat(recall.at("/all/p90Seconds").asDouble()).isEqualTo(300);
    assertThat(recall.at("/heldOut/attacks").asInt()).isEqualTo(1);
    assertThat(recall.at("/heldOut/found").asInt()).isZero();
    assertThat(recall.at("/warmup/attacks").asInt()).isEqualTo(1);
    assertThat(recall.at("/warmup/found").asInt()).isEqualTo(1);
    assertThat(recall.findValuesAsText("variant")).contains("low_and_slow");
    assertThat(out.toString()).contains("- scraping/low_and_slow (held out)");
  }

  @Test
  void alertsAreFalseWhenTheirEntityIsUnderNoAttackAndToldApartByEvent() throws IOException {
    makeKnownRun();
    JsonNode alerts = evaluated().get("alerts");
    assertThat(alerts.get("right").asInt()).isEqualTo(2);
    assertThat(alerts.get("late").asInt()).isEqualTo(1);
    assertThat(alerts.get("low").asInt()).isEqualTo(1);
    assertThat(alerts.get("onVictims").asInt()).isEqualTo(1);
    assertThat(alerts.at("/wrong/count").asInt()).isEqualTo(3);
    assertThat(alerts.at("/wrong/perDay").asDouble()).isEqualTo(1.5);
    assertThat(alerts.at("/wrong/low").asDouble()).isCloseTo(0.3094, within(1e-3));
    assertThat(alerts.at("/wrong/high").asDouble()).isCloseTo(4.3836, within(1e-3));
    assertThat(alerts.at("/wrong/perThousandAgents").asDouble()).isEqualTo(150);
    assertThat(alerts.at("/unexplained/count").asInt()).isEqualTo(1);
    assertThat(alerts.get("wrongByEvent").toString())
        .isEqualTo("[{\"name\":\"deploy\",\"count\":1},{\"name\":\"month_end\",\"count\":1}]");
    assertThat(alerts.get("byDetector").toString())
        .isEqualTo("[{\"name\":\"rule.one@1\",\"right\":2,\"wrong\":3}]");
    assertThat(alerts.at("/operations/count").asInt()).isEqualTo(1);
    assertThat(alerts.at("/warmup/wrong").asInt()).isEqualTo(1);
  }

  @Test
  void whatWasPromisedStandsBesideWhatNoAttackExplains() throws IOException {
    run.promising(0.25);
    makeKnownRun();
    JsonNode budget = evaluated().get("budget");
    assertThat(budget.get("perDay").asDouble()).isEqualTo(0.25);
    assertThat(budget.at("/all/promisedPerDay").asDouble()).isEqualTo(0.75);
    // Of any severity and lane: victim, deploy, noise and sick.
    assertThat(budget.at("/all/realised/count").asInt()).isEqualTo(4);
    assertThat(budget.at("/all/duringEvents").asInt()).isEqualTo(3);
    assertThat(budget.at("/byDetector/0/detector").asText()).isEqualTo("model");
    assertThat(budget.at("/byDetector/0/realised/count").asInt()).isZero();
    assertThat(budget.at("/byDetector/1/realised/perDay").asDouble()).isEqualTo(2);
    assertThat(budget.at("/others/count").asInt()).isZero();
    assertThat(out.toString()).contains("Alert budget: 0.25 a day by chance");
  }

  @Test
  void anOlderRunSaysNothingOfPromises() throws IOException {
    makeKnownRun();
    assertThat(evaluated().get("budget").isNull()).isTrue();
    assertThat(out.toString()).doesNotContain("Alert budget");
  }

  @Test
  void cutsAreWrongfulOnThoseWhoDoNotAttackThen() throws IOException {
    makeKnownRun();
    JsonNode cuts = evaluated().get("cuts");
    assertThat(cuts.get("rows").asInt()).isEqualTo(3);
    assertThat(cuts.at("/wrongful/count").asInt()).isEqualTo(2);
    assertThat(cuts.get("lingering").asInt()).isEqualTo(1);
    assertThat(cuts.get("wrongfulPrincipals").asInt()).isEqualTo(2);
    assertThat(cuts.get("attacksCut").asInt()).isEqualTo(1);
    assertThat(cuts.get("medianSeconds").asDouble()).isEqualTo(120);
  }

  @Test
  void whatObeyingWouldHaveRefusedIsOfAttackersOrOfOthers() throws IOException {
    run.refused("agent-5", 1, "05:01:00", 9)
        .refused("agent-1", 2, "10:29:00", 7)
        .refused("198.18.2.0/24", 2, "14:59:00", 2)
        .refused("agent-1", 2, "10:31:00", 3)
        .refused("agent-6", 2, "20:31:00", 40);
    makeKnownRun();
    JsonNode refused = evaluated().get("refused");
    assertThat(refused.get("attackCalls").asInt()).isEqualTo(20);
    assertThat(refused.get("attackCallsRefused").asInt()).isEqualTo(9);
    assertThat(refused.at("/ordinaryCallsRefused/count").asInt()).isEqualTo(43);
    assertThat(refused.get("ordinaryCallers").asInt()).isEqualTo(2);
  }

  @Test
  void callersOfTwoTenantsWithOneNameAreTwo() throws IOException {
    run.refusedOf("north", "agent-6", 2, "20:31:00", 40)
        .refusedOf("south", "agent-6", 2, "20:31:00", 2)
        .refusedOf("south", "agent-6", 2, "20:32:00", 2);
    makeKnownRun();
    assertThat(evaluated().at("/refused/ordinaryCallers").asInt()).isEqualTo(2);
  }

  @Test
  void aRunThatDoesNotSayWhatWasRefusedIsEvaluatedAllTheSame() throws IOException {
    makeKnownRun();
    assertThat(evaluated().get("refused").isNull()).isTrue();
  }

  @Test
  void anAlertThatOnlyClosesOrWhoseEvidenceIsOlderFindsNothing() throws IOException {
    run.attack("a", "volume_spike", "agent-1", 2, "10:00:00", "10:30:00", "");
    run.alert("old", Entity.Kind.AGENT, "agent-1")
        .raised(2, "09:45:00", Severity.HIGH)
        .closed(2, "10:02:00", Severity.HIGH, "09:50:00");
    run.write(folder);
    JsonNode found = evaluated();
    assertThat(found.at("/recall/all/found").asInt()).isZero();
    assertThat(found.at("/alerts/wrong/count").asInt()).isEqualTo(1);
  }

  @Test
  void aRouteCoversAnAttackOfItsCategoryOrFromWhereItsSamplesCome() throws IOException {
    run.attack("a", "credential_stuffing", "198.18.1.0/24", 2, "10:00:00", "10:30:00", "")
        .attack("b", "scraping", "198.18.9.0/24", 2, "12:00:00", "12:30:00", "");
    run.alert("stuffed", Entity.Kind.ROUTE, "/token")
        .as(Category.CREDENTIAL_STUFFING)
        .raised(2, "10:01:00", Severity.HIGH);
    run.alert("sampled", Entity.Kind.ROUTE, "/rates")
        .sampledFrom("198.18.9.77")
        .raised(2, "12:01:00", Severity.HIGH);
    run.alert("other", Entity.Kind.ROUTE, "/else")
        .sampledFrom("198.18.8.77")
        .raised(2, "12:01:00", Severity.HIGH);
    run.write(folder);
    JsonNode found = evaluated();
    assertThat(found.at("/recall/all/found").asInt()).isEqualTo(2);
    assertThat(found.at("/alerts/wrong/count").asInt()).isEqualTo(1);
  }

  @Test
  void aKindThatIsCompliancesBusinessIsFoundThere() throws IOException {
    run.attack("a", "sensitive_data_exposure", "agent-1", 2, "10:00:00", "10:30:00", "");
    run.alert("told", Entity.Kind.AGENT, "agent-1")
        .in(Lane.COMPLIANCE)
        .as(Category.SENSITIVE_DATA_EXPOSURE)
        .raised(2, "10:01:00", Severity.MEDIUM);
    run.write(folder);
    assertThat(evaluated().at("/recall/all/found").asInt()).isEqualTo(1);
  }

  @Test
  void aRunNoLongerThanItsWarmupHasNoRates() throws IOException {
    makeKnownRun();
    assertThat(evaluate("--warmup", "3d")).isZero();
    assertThat(json().at("/alerts/wrong/perDay").isNull()).isTrue();
    assertThat(json().at("/recall/all/share").isNull()).isTrue();
    assertThat(out.toString()).contains("no day counts", "count more with --warmup 0s");
  }

  @Test
  void aRunThatIsLongEnoughHasNoHintAboutItsWarmup() throws IOException {
    makeKnownRun();
    assertThat(evaluate()).isZero();
    assertThat(out.toString()).doesNotContain("--warmup");
  }

  @Test
  void thePageEscapesWhatComesFromLogsAndLoadsNothing() throws IOException {
    run.attack("a", "<script>alert(1)</script>", "agent'&{{notes}}", 2, "10:00:00", "10:30:00", "");
    run.alert("x", Entity.Kind.AGENT, "<img src=x>").raised(2, "10:00:00", Severity.HIGH);
    run.write(folder);
    assertThat(evaluate()).isZero();
    assertThat(Files.readString(folder.resolve("evaluation.html")))
        .contains("&lt;script&gt;alert(1)", "&lt;img src=x&gt;", "<canvas", "{{notes}}")
        .contains("\\u003cscript\\u003ealert(1)", "default-src 'none'")
        .doesNotContain("<script>alert", "<img", "src=\"", "href=", "{{text}}", "{{chartjs}}");
  }

  @Test
  void whatIsMissingOrBrokenIsOneLine() throws IOException {
    assertThat(evaluate()).isEqualTo(2);
    assertThat(errors.toString()).contains("labels.json").contains("--labels FILE");
    makeKnownRun();
    assertThat(evaluate("--warmup", "soon")).isEqualTo(2);
    Path broken =
        Files.writeString(folder.resolve("broken.json"), "{\"schema\":1,\"attacks\":[{}]}");
    assertThat(evaluate("--labels", broken.toString())).isEqualTo(3);
    assertThat(errors.toString()).contains("attacks[0].id: missing");
    Files.writeString(folder.resolve("alerts.ndjson"), "{}\n");
    assertThat(evaluate()).isEqualTo(3);
    assertThat(errors.toString()).contains("alerts.ndjson:1: not what replay writes");
    Files.delete(folder.resolve("alerts.ndjson"));
    assertThat(evaluate()).isEqualTo(3);
    assertThat(errors.toString().lines()).hasSize(5).allMatch(l -> l.startsWith("gatewatch: "));
  }

  private JsonNode evaluated() throws IOException {
    assertThat(evaluate()).as(errors.toString()).isZero();
    return json();
  }

  private JsonNode json() throws IOException {
    JsonNode json = new ObjectMapper().readTree(folder.resolve("evaluation.json").toFile());
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(getClass().getResourceAsStream("/schemas/evaluation.schema.json"))
                .validate(json))
        .isEmpty();
    return json;
  }

  private int evaluate(String... more) {
    String[] base = {"evaluate", "--run", folder.toString()};
    String[] all = java.util.Arrays.copyOf(base, base.length + more.length);
    System.arraycopy(more, 0, all, base.length, more.length);
    return Gatewatch.run(new PrintWriter(out, true), new PrintWriter(errors, true), all);
  }
}
