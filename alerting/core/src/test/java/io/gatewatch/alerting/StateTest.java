package io.gatewatch.alerting;

import static io.gatewatch.alerting.Rows.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.gatewatch.alerting.desk.AlertDesk;
import io.gatewatch.alerting.desk.DeskBook;
import io.gatewatch.alerting.desk.DeskState;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** States that a released version wrote are read back by this one. */
class StateTest {
  private final Incidents incidents = new Incidents(AlertingConfig.defaults());
  private final Governor governor =
      new Governor(
          AlertingConfig.defaults().withMode("bank/*", QuotaMode.ENFORCE).withActiveAgents(70),
          time -> null);

  @Test
  void anIncidentOfStateVersion1GoesOn() throws IOException {
    Incident state = Incident.fromBytes(sample("incident-1.json"));
    Findings walker = Findings.of("aisp-1");
    assertThat(incidents.observe(state, walker.at(3))).as("heard before").isEmpty();
    List<AlertVersion> joined =
        incidents.observe(state, walker.by("rule.other@1", Category.SCRAPING).at(60));
    assertThat(joined.get(0).alert().version()).isEqualTo(3);
    assertThat(joined.get(0).alert().firstSeen()).isEqualTo(after(3));
    assertThat(joined.get(0).alert().detectors()).hasSize(3);
  }

  @Test
  void anIncidentOfStateVersion2GoesOnWithItsHoldAndLearnsItsNetworks() throws IOException {
    Incident state = Incident.fromBytes(sample("incident-2.json"));
    Findings hourly = Findings.of("aisp-1").severity(Severity.MEDIUM);
    assertThat(incidents.observe(state, hourly.at(3_600, 1))).as("heard before").isEmpty();
    assertThat(incidents.advance(state, after(3_700 + 7_199))).as("held for two hours").isEmpty();
    AlertVersion next = incidents.observe(state, hourly.at(7_200, 2)).get(0);
    assertThat(next.alert().version()).isEqualTo(5);
    assertThat(next.links().networks()).containsExactly("198.51.100.0/24");
  }

  @Test
  void anAlertThatWasToldBeforeThereWasADeskGoesOnWithItsNumberAndCloses() throws IOException {
    Incident state = Incident.fromBytes(sample("incident-2.json"));
    AlertDesk desk = new AlertDesk(AlertingConfig.defaults(), new DeskBook());
    DeskState kept = new DeskState();
    Findings walker = Findings.of("aisp-1").severity(Severity.MEDIUM);
    for (AlertVersion v : incidents.observe(state, walker.at(7_200, 2))) {
      desk.observe(kept, v);
    }
    assertThat(desk.advance(kept, after(7_220)))
        .extracting(Alert::version, Alert::activity)
        .containsExactly(tuple(5, Alert.Activity.UPDATED));
    Incident quiet = Incident.fromBytes(sample("incident-2.json"));
    DeskState fresh = new DeskState();
    incidents.advance(quiet, after(20_000)).forEach(v -> desk.observe(fresh, v));
    assertThat(desk.advance(fresh, after(20_020)))
        .extracting(Alert::version, Alert::activity)
        .containsExactly(tuple(5, Alert.Activity.CLOSED));
  }

  @Test
  void aLedgerOfStateVersion1LiftsItsLimits() throws IOException {
    QuotaLedger ledger = QuotaLedger.fromBytes(sample("quota-ledger-1.json"));
    assertThat(ledger.size()).isEqualTo(1);
    Decided decided = governor.advance(ledger, new PendingTicks(), after(460));
    assertThat(decided.quotas())
        .extracting(QuotaUpdate::version, QuotaUpdate::factor)
        .containsExactly(tuple(2L, 0.5));
  }

  @Test
  void aLedgerOfStateVersion2KeepsWhatPeopleSaid() throws IOException {
    QuotaLedger ledger = QuotaLedger.fromBytes(sample("quota-ledger-2.json"));
    PendingTicks pending = new PendingTicks();
    assertThat(ledger.orders.isExempt(new QuotaKey("bank", "edge", "cards.read", "aisp-4")))
        .isTrue();
    Decided decided = governor.advance(ledger, pending, after(1_000));
    // Nobody answered for the block of aisp-1; the pin of aisp-3 is renewed.
    assertThat(decided.alerts())
        .extracting(Alert::title)
        .contains("Nobody answered: a block of aisp-1 lapsed");
    assertThat(decided.quotas())
        .filteredOn(u -> u.agentId().equals("aisp-3"))
        .isNotEmpty()
        .allMatch(u -> u.limit().requests() == 400);
    assertThat(governor.advance(ledger, pending, after(1_900)).alerts())
        .extracting(Alert::title)
        .contains("Break-glass without a second name: ann");
    assertThat(QuotaLedger.fromBytes(ledger.toBytes()).toBytes()).isEqualTo(ledger.toBytes());
  }

  @Test
  void whatTheDeskKeptOfAnAlertInStateVersion1GoesOn() throws IOException {
    DeskState kept = new DeskState();
    byte[] old = sample("desk-entry-1.json");
    String id =
        new String(old, StandardCharsets.UTF_8).replaceAll(".*?\"alertId\":\"(.*?)\".*", "$1");
    kept.restore("entry/" + id, old);
    AlertDesk desk = new AlertDesk(AlertingConfig.defaults(), new DeskBook());
    desk.observe(
        kept,
        new AnalystVerdict(
            "any", AnalystVerdict.Kind.BENIGN_POSITIVE, after(25), id, null, null, "ann", 0));
    assertThat(desk.advance(kept, after(30)))
        .extracting(Alert::version, Alert::status)
        .containsExactly(tuple(2, Alert.Status.SUPPRESSED));
  }

  @Test
  void aStateOfALaterVersionIsRefused() {
    byte[] later = "{\"stateVersion\":99}".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Incident.fromBytes(later)).hasMessageContaining("stateVersion: 99");
    assertThatThrownBy(() -> QuotaLedger.fromBytes(later)).hasMessageContaining("stateVersion: 99");
  }

  private static byte[] sample(String name) throws IOException {
    try (InputStream in = StateTest.class.getResourceAsStream("/state/" + name)) {
      return in.readAllBytes();
    }
  }
}
