package io.gatewatch.alerting;

import static io.gatewatch.alerting.Rows.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.alerting.audit.AuditEntry;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Severity;
import io.gatewatch.ingest.Principal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What analysts say of alerts, and what desk and governor make of it. */
class AnalystVerdictTest {
  private static final long DAY = 86_400;
  private final Rows rows = Rows.enforcing();
  private final Findings walker = Findings.of("aisp-1");

  private AnalystVerdict verdict(AnalystVerdict.Kind kind, String alertId, long second) {
    String principal = Principal.agent("aisp-1", "kong.consumer.id").key("bank", "edge");
    return new AnalystVerdict(
        principal,
        kind,
        after(second),
        alertId,
        alertId == null ? Category.OBJECT_ENUMERATION : null,
        "their audit",
        "ann",
        0);
  }

  private String alertId() {
    return rows.alerts.get(0).alertId();
  }

  private void benign(long second) {
    rows.rule(verdict(AnalystVerdict.Kind.BENIGN_POSITIVE, alertId(), second));
  }

  @Test
  void harmlessLiftsTheLimitOfThatIncidentAtOnceAndItAsksForNoneAnyMore() {
    rows.hear(walker.at(3)).until(20);
    benign(25);
    rows.until(40);
    assertThat(rows.quotas).extracting(QuotaUpdate::factor).containsExactly(0.5, 1.0);
    assertThat(rows.last().time()).isEqualTo(after(26));
    assertThat(rows.audit)
        .extracting(AuditEntry::action)
        .containsExactly("quota_cut", "verdict_benign_positive", "quota_drop");
    rows.hear(walker.at(70, 1)).until(400);
    assertThat(rows.quotas).as("the same goes on").hasSize(2);
  }

  @Test
  void harmlessClosesTheAlertByAPersonsWord() {
    rows.hear(walker.at(3)).until(20);
    benign(25);
    rows.until(40);
    Alert told = rows.latest();
    assertThat(told.time()).isEqualTo(after(26));
    assertThat(told.status()).isEqualTo(Alert.Status.SUPPRESSED);
    assertThat(told.triage().disposition()).isEqualTo(Disposition.CLOSED_BENIGN);
    assertThat(told.triage().automatic()).isFalse();
    assertThat(told.triage().reasons().disposition())
        .isEqualTo("called harmless by ann: their audit");
  }

  @Test
  void whatBecomesGraverIsOpenAgainAndMayBeCutAgain() {
    rows.hear(walker.at(3)).until(20);
    benign(25);
    rows.until(40).hear(walker.severity(Severity.CRITICAL).at(100, 1)).until(120);
    assertThat(rows.latest().status()).isEqualTo(Alert.Status.NEW);
    assertThat(rows.latest().triage().disposition()).isEqualTo(Disposition.RESPOND);
    assertThat(rows.last().factor()).isLessThan(1);
  }

  @Test
  void anAlertThatIsOverIsClosedAsBenignToo() {
    rows.hear(walker.at(3)).until(2_000);
    benign(2_005);
    rows.until(2_020);
    assertThat(rows.latest().activity()).isEqualTo(Alert.Activity.CLOSED);
    assertThat(rows.latest().triage().disposition()).isEqualTo(Disposition.CLOSED_BENIGN);
  }

  @Test
  void undeterminedTakesBackWhatWasSaid() {
    rows.hear(walker.at(3)).until(20);
    benign(25);
    rows.rule(verdict(AnalystVerdict.Kind.UNDETERMINED, alertId(), 45)).until(60);
    assertThat(rows.latest().status()).isEqualTo(Alert.Status.NEW);
    rows.hear(walker.at(400, 1)).until(420);
    assertThat(rows.last().factor()).isEqualTo(0.5);
  }

  @Test
  void theSameOfTheSameAgentCountsForLessDuringThirtyDays() {
    rows.hear(walker.at(3)).until(20);
    benign(25);
    rows.until(DAY);
    rows.hear(walker.at(10 * DAY, 1)).until(10 * DAY + 900);
    assertThat(rows.quotas).as("ten days later").hasSize(2);
    rows.hear(Findings.of("aisp-2").at(11 * DAY)).until(11 * DAY + 900);
    assertThat(rows.quotas).as("another agent").hasSizeGreaterThan(2);
    rows.hear(walker.by("rule.other@1", Category.SCRAPING).at(12 * DAY)).until(12 * DAY + 20);
    assertThat(rows.last().agentId()).as("another category").isEqualTo("aisp-1");
    rows.until(20 * DAY);
    int before = rows.quotas.size();
    rows.hear(walker.at(31 * DAY, 2)).until(31 * DAY + 20);
    assertThat(rows.quotas).as("a month later").hasSize(before + 1);
  }

  @Test
  void criticalEvidenceKeepsItsConfidence() {
    rows.hear(walker.at(3)).until(20);
    benign(25);
    rows.until(DAY);
    rows.hear(walker.severity(Severity.CRITICAL).at(10 * DAY, 1)).until(10 * DAY + 20);
    assertThat(rows.last().factor()).isLessThan(1);
  }

  @Test
  void aConfirmedAttackIsSureThoughItsEvidenceIsWeak() {
    Findings weak = walker.score(0.5);
    rows.hear(weak.at(3)).until(20);
    assertThat(rows.quotas).isEmpty();
    assertThat(rows.latest().triage().disposition()).isEqualTo(Disposition.NEEDS_ANALYST);
    rows.rule(verdict(AnalystVerdict.Kind.TRUE_POSITIVE, alertId(), 25)).until(40);
    assertThat(rows.latest().triage().disposition()).isEqualTo(Disposition.RESPOND);
    assertThat(rows.latest().triage().automatic()).isFalse();
    assertThat(rows.latest().confidence()).isEqualTo(1);
    rows.hear(weak.at(400, 1)).until(420);
    assertThat(rows.last().factor()).isEqualTo(0.5);
  }

  @Test
  void aMissedAttackMakesSureOfItsPrincipalForADay() {
    rows.rule(verdict(AnalystVerdict.Kind.MISSED, null, 1));
    rows.hear(walker.score(0.5).at(3), Findings.of("aisp-2").score(0.5).at(3)).until(20);
    assertThat(rows.quotas).extracting(QuotaUpdate::agentId).containsExactly("aisp-1");
    rows.until(2 * DAY).hear(walker.score(0.5).at(2 * DAY + 3)).until(2 * DAY + 20);
    assertThat(rows.last().factor()).as("no new cut").isEqualTo(1);
  }

  @Test
  void aVerdictThatIsDeliveredAgainCountsOnce() {
    rows.hear(walker.at(3)).until(20);
    benign(25);
    benign(25);
    rows.until(40);
    benign(25);
    rows.until(60);
    assertThat(rows.audit)
        .filteredOn(e -> e.action().startsWith("verdict"))
        .extracting(AuditEntry::who)
        .containsExactly("ann");
  }

  @Test
  void aRecordWithoutATimeCountsFromWhenItWasRecorded() {
    Instant recorded = after(7);
    AnalystVerdict read =
        AnalystVerdict.fromJson(
            "{\"principal\":\"p\",\"verdict\":\"missed\",\"category\":\"scraping\",\"x\":1}"
                .getBytes(StandardCharsets.UTF_8),
            recorded,
            0);
    assertThat(read.effectiveFrom()).isEqualTo(recorded);
    assertThat(read.category()).isEqualTo(Category.SCRAPING);
    assertThatThrownBy(
            () ->
                AnalystVerdict.fromJson(
                    "{\"principal\":\"p\"}".getBytes(StandardCharsets.UTF_8), recorded, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
