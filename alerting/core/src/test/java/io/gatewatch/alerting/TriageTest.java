package io.gatewatch.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Triaged.Priority;
import io.gatewatch.alerting.desk.DeskBook;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.ingest.ControlRecord;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What becomes of an incident, and why, without a person. */
class TriageTest {
  private static final String REGISTRY =
      """
      agents:
        - {id: aisp-1, name: Budget buddy, owner: Open banking desk, contact: desk@bank.example,
           networks: [198.51.100.0/24]}
        - {id: aisp-2, name: Elsewhere, owner: Open banking desk, networks: [198.51.100.0/25]}
      """;

  private final Findings walker = Findings.of("aisp-1");
  private final DeskBook book = new DeskBook();

  private Triaged said(Detection... findings) {
    Rows rows = new Rows(AlertingConfig.defaults(), book);
    return rows.hear(findings).until(60).latest().triage();
  }

  private void register() {
    book.add(ControlRecord.of(ControlRecord.REGISTRY, "bank", 1, Instant.EPOCH, REGISTRY));
  }

  @Test
  void whatIsHighAndSureIsRespondedToAndSaysWhy() {
    Triaged said = said(walker.at(0));
    assertThat(said.disposition()).isEqualTo(Disposition.RESPOND);
    assertThat(said.automatic()).isTrue();
    assertThat(said.priority()).isEqualTo(Priority.P2);
    assertThat(said.lane()).isEqualTo(Lane.SECURITY);
    assertThat(said.owner()).isEqualTo("security operations");
    assertThat(said.nextStep()).startsWith("Compare the objects");
    assertThat(said.reasons().disposition()).contains("confidence 0.9");
    assertThat(said.reasons().priority()).isEqualTo("severity high");
    assertThat(said.reasons().owner()).isNotBlank();
    assertThat(said.reasons().lane()).isNotBlank();
    assertThat(said.reasons().nextStep()).isNotBlank();
  }

  @Test
  void whatIsHighAndBarelyBeyondItsThresholdIsForAnAnalyst() {
    Triaged said = said(walker.score(0.59).at(0));
    assertThat(said.disposition()).isEqualTo(Disposition.NEEDS_ANALYST);
    assertThat(said.automatic()).isFalse();
    assertThat(said.nextStep()).contains("quiet at 12 or fewer");
  }

  @Test
  void whatIsLowIsRecordedAndAsksForNothing() {
    Triaged said = said(walker.severity(Severity.LOW).at(0));
    assertThat(said.disposition()).isEqualTo(Disposition.INFORMATIONAL);
    assertThat(said.priority()).isEqualTo(Priority.P4);
    assertThat(said.owner()).isEqualTo("nobody");
  }

  @Test
  void aMediumThatTheClientCanExplainGoesToTheOwnerThatTheRegistryNames() {
    Findings spike =
        walker.by("rule.volume-spike@1", Category.VOLUME_SPIKE).severity(Severity.MEDIUM);
    assertThat(said(spike.at(0)).disposition()).isEqualTo(Disposition.NEEDS_ANALYST);
    register();
    Triaged said = said(spike.at(0));
    assertThat(said.disposition()).isEqualTo(Disposition.NEEDS_OWNER);
    assertThat(said.owner()).isEqualTo("Open banking desk");
    assertThat(said.contact()).isEqualTo("desk@bank.example");
    assertThat(said.nextStep()).startsWith("Ask Open banking desk: Ask the client whether");
    Findings walks = walker.severity(Severity.MEDIUM);
    assertThat(said(walks.at(0)).disposition())
        .as("no client is asked whether it walks through ids")
        .isEqualTo(Disposition.NEEDS_ANALYST);
  }

  @Test
  void whatIsAboutAServiceGoesToItsKeepersAndADutyToCompliance() {
    Findings medium = walker.severity(Severity.MEDIUM);
    Triaged sick =
        said(
            medium
                .by("service-degraded@1", Category.SERVICE_DEGRADED)
                .need(Need.SAME)
                .about(Entity.Kind.SERVICE, 0, 0));
    assertThat(sick.disposition()).isEqualTo(Disposition.NEEDS_OPERATIONS);
    assertThat(sick.lane()).isEqualTo(Lane.OPERATIONS);
    Triaged silent = said(medium.by("silence@1", Category.SILENCE).at(0));
    assertThat(silent.lane()).isEqualTo(Lane.OPERATIONS);
    assertThat(silent.reasons().lane()).contains("security");
    Triaged duty = said(medium.by("consent@1", Category.CONSENT_VIOLATION).at(0));
    assertThat(duty.disposition()).isEqualTo(Disposition.NEEDS_COMPLIANCE);
    assertThat(duty.owner()).isEqualTo("compliance");
  }

  @Test
  void aNetworkThatNobodyVouchesForIsBlockedAtTheEdgeWithoutAnAnswer() {
    Findings probing = Findings.of("203.0.113.7").severity(Severity.MEDIUM);
    Triaged said = said(probing.about(Entity.Kind.SOURCE, 0, 0));
    assertThat(said.disposition()).isEqualTo(Disposition.RESPOND);
    assertThat(said.owner()).isEqualTo("gateway operations");
    assertThat(said(probing.score(0.5).about(Entity.Kind.SOURCE, 0, 0)).disposition())
        .isEqualTo(Disposition.NEEDS_ANALYST);
  }

  @Test
  void aMoveIntoANetworkThatTheRegistryNamesIsExpectedAndNothingElseIs() {
    register();
    Findings moved =
        walker.by("rule.strange-client@1", Category.ACCOUNT_TAKEOVER).severity(Severity.MEDIUM);
    Rows rows = new Rows(AlertingConfig.defaults(), book);
    Alert alert = rows.hear(moved.at(0)).until(20).latest();
    assertThat(alert.triage().disposition()).isEqualTo(Disposition.BENIGN_EXPECTED);
    assertThat(alert.status()).isEqualTo(Alert.Status.SUPPRESSED);
    Alert reopened = rows.hear(walker.at(30)).until(60).latest();
    assertThat(reopened.status()).as("the facts changed").isEqualTo(Alert.Status.NEW);
    assertThat(said(moved.severity(Severity.HIGH).at(0)).disposition())
        .isEqualTo(Disposition.RESPOND);
    Findings half =
        Findings.of("aisp-2")
            .by("rule.strange-client@1", Category.ACCOUNT_TAKEOVER)
            .severity(Severity.MEDIUM);
    assertThat(said(half.at(0)).disposition())
        .as("half of that network is not its own")
        .isEqualTo(Disposition.NEEDS_OWNER);
  }
}
