package io.gatewatch.alerting;

import static io.gatewatch.alerting.Rows.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Act.Kind;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Severity;
import io.gatewatch.ingest.Principal;
import org.junit.jupiter.api.Test;

/** That an alert is harmless holds for what it was then, and for nothing graver. */
class HarmlessWordTest {
  private static final String AGENT = "aisp-1";
  private final Rows rows = Rows.enforcing();
  private final Findings walker = Findings.of(AGENT);

  private void benign(String alertId, long second, Category category) {
    rows.rule(
        new AnalystVerdict(
            Principal.agent(AGENT, "kong.consumer.id").key("bank", "edge"),
            AnalystVerdict.Kind.BENIGN_POSITIVE,
            after(second),
            alertId,
            category,
            "their audit",
            "ann",
            0));
  }

  private void benign(long second) {
    benign(rows.alerts.get(0).alertId(), second, null);
  }

  @Test
  void whatWasMediumAndBecomesCriticalIsCut() {
    rows.hear(walker.severity(Severity.MEDIUM).at(3)).until(20);
    benign(25);
    rows.until(40);
    assertThat(rows.latest().triage().disposition()).isEqualTo(Disposition.CLOSED_BENIGN);
    rows.hear(walker.severity(Severity.CRITICAL).at(100, 1)).until(120);
    assertThat(rows.latest().status()).isEqualTo(Alert.Status.NEW);
    assertThat(rows.quotas).extracting(QuotaUpdate::agentId).containsExactly(AGENT);
    assertThat(rows.last().factor()).isLessThan(1);
  }

  @Test
  void whatWasTooWeakForAQuotaAndBecomesCriticalIsCut() {
    rows.hear(walker.score(0.5).at(3)).until(20);
    benign(25);
    rows.until(40).hear(walker.severity(Severity.CRITICAL).at(100, 1)).until(120);
    assertThat(rows.quotas).hasSize(1);
    assertThat(rows.last().factor()).isLessThan(1);
  }

  @Test
  void whatWasJudgedUnderAPinIsCutWhenItIsGraverAfterwards() {
    rows.hear(walker.at(3)).until(20);
    Act pin = Says.of(Kind.PIN, AGENT).limit(30).until(300).at(25);
    rows.say(pin).until(60);
    benign(65);
    rows.until(400);
    assertThat(rows.last().factor()).as("the pin is over").isEqualTo(1);
    rows.hear(walker.severity(Severity.CRITICAL).at(420, 1)).until(440);
    assertThat(rows.last().factor()).isLessThan(1);
  }

  @Test
  void anotherCategoryIsCutThoughItIsNoGraver() {
    rows.hear(walker.score(0.5).at(3)).until(20);
    benign(25);
    rows.until(40).hear(walker.by("rule.other@1", Category.SCRAPING).at(100)).until(120);
    assertThat(rows.latest().category()).isEqualTo(Category.SCRAPING);
    assertThat(rows.last().factor()).isEqualTo(0.5);
  }

  @Test
  void theCategoryThatAnAnalystNamesIsNotTakenForTheAlerts() {
    rows.hear(walker.at(3)).until(20);
    benign(rows.alerts.get(0).alertId(), 25, Category.SCRAPING);
    rows.until(40).hear(walker.at(70, 1)).until(400);
    assertThat(rows.quotas).as("the same goes on").hasSize(2);
  }

  @Test
  void whatIsSaidOfAnAlertThatNobodyHasHeardOfSparesItNothing() {
    Rows before = Rows.enforcing();
    String alertId = before.hear(walker.at(3)).until(20).latest().alertId();
    benign(alertId, 1, null);
    rows.until(2).hear(walker.at(3)).until(20);
    assertThat(rows.latest().status()).isEqualTo(Alert.Status.NEW);
    assertThat(rows.quotas).extracting(QuotaUpdate::factor).containsExactly(0.5);
  }

  @Test
  void whatWasJudgedWhenItWasOverAndComesBackAsItWasIsLeftAlone() {
    rows.hear(walker.at(3)).until(2_000);
    int before = rows.quotas.size();
    benign(2_005);
    rows.until(2_020).hear(walker.at(2_400, 1)).until(2_420);
    assertThat(rows.latest().status()).isEqualTo(Alert.Status.SUPPRESSED);
    assertThat(rows.quotas).hasSize(before);
    rows.hear(walker.severity(Severity.CRITICAL).at(2_500, 2)).until(2_520);
    assertThat(rows.quotas).as("graver").hasSize(before + 1);
  }
}
