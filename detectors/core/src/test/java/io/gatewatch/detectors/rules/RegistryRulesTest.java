package io.gatewatch.detectors.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.TestCalls;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.registry.AgentRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the agent registry makes of an authenticated agent. Calls are of 2 March 2026. */
class RegistryRulesTest {
  private static final int DAY = 86_400;
  private static final String CLOSED = "closed: [bank/edge]\nagents: [{id: known, name: Known}]";
  private static final String OPEN = "closed: [bank/core]\nagents: []";

  @Test
  void anAgentThatNoEntryNamesIsToldOnceADay() {
    Court court = court(CLOSED, TestCalls.agent("stranger").every(600, 0, 2.5 * DAY));
    assertThat(court.detections()).hasSize(3);
    Detection first = court.detections().get(0);
    assertThat(first.detector()).isEqualTo("rule.unregistered-client@1");
    assertThat(first.category()).isEqualTo(Category.UNREGISTERED_CLIENT);
    assertThat(first.time().toEpochMilli()).isEqualTo(TestCalls.START);
    assertThat(first.title()).isEqualTo("the stranger is in no registry");
    assertThat(first.versions().registry()).isEqualTo(AgentRegistry.read(CLOSED).version());
    assertThat(court.detections()).extracting(Detection::detectionId).doesNotHaveDuplicates();
  }

  @Test
  void anAgentWithAnEntryANetworkAndAnOpenGroupAreQuiet() {
    assertThat(court(CLOSED, TestCalls.agent("known").at(0)).detections()).isEmpty();
    assertThat(court(CLOSED, TestCalls.source("192.0.2.0/24").at(0)).detections()).isEmpty();
    assertThat(court(OPEN, TestCalls.agent("stranger").at(0)).detections()).isEmpty();
  }

  @Test
  void withoutARegistryInForceNothingIsSaid() {
    TestCalls payer = TestCalls.agent("stranger").calling("POST", "/payments").at(0);
    assertThat(Court.hears(payer).detections()).isEmpty();
    Book later = book(CLOSED, Instant.ofEpochMilli(TestCalls.START + 1));
    assertThat(new Court(later).hear(payer.list()).detections()).isEmpty();
  }

  @Test
  void anEntryPastItsReviewIsToldWithItsOwner() {
    String registry = "agents: [{id: known, name: Known, owner: Treasury, review: 2026-02-18}]";
    Court court = court(registry, TestCalls.agent("known").every(60, 0, DAY));
    assertThat(court.detections()).hasSize(1);
    Detection told = court.detections().get(0);
    assertThat(told.detector()).isEqualTo("rule.past-review@1");
    assertThat(told.severity()).isEqualTo(Severity.LOW);
    assertThat(told.summary())
        .isEqualTo(
            "its entry was to be reviewed by 2026-02-18, 12 days ago; its owner is Treasury");
    String today = registry.replace("2026-02-18", "2026-03-02");
    assertThat(court(today, TestCalls.agent("known").at(0)).detections()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "read_only, POST, LOW, beneficiaries.write, 201, HIGH",
    "read_only, POST, PAYMENT, payments.write, 201, HIGH",
    "read_only, DELETE, LOW, beneficiaries.write, 403, MEDIUM",
    "low_risk_write, POST, PAYMENT, payments.write, 201, HIGH",
    "low_risk_write, POST, PAYMENT, payments.write, 403, MEDIUM",
    "low_risk_write, POST, LOW, beneficiaries.write, 201,",
    "high_value_write, POST, PAYMENT, payments.write, 201,",
    "read_only, GET, PAYMENT, payments.read, 200,",
    "read_only, POST, FINANCIAL, transactions.read, 200,",
    "read_only, POST, LOW, auth.write, 200,",
    "read_only, POST, FINANCIAL, account-access-consents.write, 201,",
  })
  void anAgentThatDoesMoreThanItsStageAllows(
      String stage, String method, Sensitivity of, String group, int status, Severity severity) {
    String registry = "agents: [{id: known, name: Known, stage: " + stage + "}]";
    TestCalls calls =
        TestCalls.agent("known")
            .calling(method, "/x")
            .sensitive(of)
            .named(group)
            .answered(status)
            .at(0);
    List<Detection> told = court(registry, calls).detections();
    assertThat(told).hasSize(severity == null ? 0 : 1);
    if (severity != null) {
      assertThat(told.get(0).category()).isEqualTo(Category.SCOPE_VIOLATION);
      assertThat(told.get(0).severity()).isEqualTo(severity);
      assertThat(told.get(0).summary()).contains(method + " /x", stage);
      assertThat(told.get(0).operationGroup()).isEqualTo(group);
    }
  }

  @Test
  void whatAnAgentDoesAboveItsStageIsToldOnceADayPerOperation() {
    TestCalls calls = TestCalls.agent("known").sensitive(Sensitivity.LOW);
    calls.calling("POST", "/beneficiaries").every(1_200, 0, 2.5 * DAY);
    calls.calling("DELETE", "/mandates").at(7_200);
    assertThat(readOnly(calls))
        .extracting(d -> (d.time().toEpochMilli() - TestCalls.START) / 1000)
        .containsExactly(0L, 7_200L, (long) DAY, 2L * DAY);
  }

  @Test
  void whatWasRefusedAndIsLetThroughNowIsToldAtOnce() {
    TestCalls calls = TestCalls.agent("known").calling("POST", "/beneficiaries");
    calls.sensitive(Sensitivity.LOW).answered(403).every(60, 0, 600);
    calls.answered(201).every(60, 600, 1_200);
    assertThat(readOnly(calls))
        .extracting(Detection::severity)
        .containsExactly(Severity.MEDIUM, Severity.HIGH);
  }

  @Test
  void onePaymentAmongManyReadsIsNotOverlooked() {
    TestCalls calls = TestCalls.agent("known");
    calls.calling("POST", "/transfers").sensitive(Sensitivity.PAYMENT).at(-100);
    calls.calling("GET", "/accounts").sensitive(Sensitivity.LOW).every(0.05, 0, 20);
    calls.calling("POST", "/payments").sensitive(Sensitivity.PAYMENT).at(20.02);
    calls.calling("GET", "/accounts").sensitive(Sensitivity.LOW).every(0.05, 20.05, 30);
    assertThat(readOnly(calls))
        .extracting(d -> d.time().toEpochMilli() - TestCalls.START)
        .containsExactly(-100_000L, 20_020L);
  }

  @Test
  void anAgentWithoutStageMayDoAnything() {
    TestCalls payer = TestCalls.agent("known").calling("POST", "/p").sensitive(Sensitivity.PAYMENT);
    assertThat(court("agents: [{id: known, name: K}]", payer.at(0)).detections()).isEmpty();
  }

  /** What is said of stages while the agent may only read. */
  private static List<Detection> readOnly(TestCalls calls) {
    String registry = "agents: [{id: known, name: Known, stage: read_only}]";
    return new Court(book(registry, Instant.EPOCH))
        .hear(TestCalls.together(List.of(calls)))
        .about(Category.SCOPE_VIOLATION);
  }

  private static Court court(String registry, TestCalls calls) {
    return new Court(book(registry, Instant.EPOCH)).hear(calls.list());
  }

  private static Book book(String registry, Instant from) {
    List<ControlRecord> records = new ArrayList<>();
    String rules = RuleSet.shipped().text();
    records.add(ControlRecord.of(ControlRecord.RULES, "shipped", 1, Instant.EPOCH, rules));
    records.add(ControlRecord.of(ControlRecord.REGISTRY, "agents", 1, from, registry));
    return Book.of(records);
  }
}
