package io.gatewatch.alerting;

import static io.gatewatch.alerting.Rows.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.alerting.Alert.Activity;
import io.gatewatch.alerting.Alert.Status;
import io.gatewatch.alerting.desk.DeskBook;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Severity;
import io.gatewatch.ingest.ControlRecord;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Maintenance windows and snoozes; noon is 12:00 UTC on a Monday, 2 March 2026. */
class SuppressionTest {
  private final DeskBook book = new DeskBook();
  private final Rows rows = new Rows(AlertingConfig.defaults(), book);
  private final Findings spike =
      Findings.of("batch-1").by("rule.volume-spike@1", Category.VOLUME_SPIKE);

  private void announce(String window) {
    String yaml = "maintenance:\n  - {id: release, reason: Release 26.3, " + window + "}";
    book.add(ControlRecord.of(DeskBook.MAINTENANCE, "release", 1, Instant.EPOCH, yaml));
  }

  private void snooze(Instant from, String yaml) {
    String id = rows.alerts.get(0).alertId();
    String text = "snoozes: [{alert: " + id + ", reason: known, by: ada, " + yaml + "}]";
    book.add(ControlRecord.of(DeskBook.SNOOZE, id, 1, from, text));
  }

  @Test
  void whatAWindowExplainsIsToldAsSuppressedWithItsReasonAndNeverDropped() {
    announce("from: 2026-03-02T12:00:00Z, to: 2026-03-02T13:00:00Z, agents: [batch-*]");
    Alert alert = rows.hear(spike.at(5)).until(20).latest();
    assertThat(alert.status()).isEqualTo(Status.SUPPRESSED);
    assertThat(alert.triage().disposition()).isEqualTo(Disposition.IN_MAINTENANCE);
    assertThat(alert.triage().reasons().disposition()).contains("release", "Release 26.3");
    rows.until(700);
    assertThat(rows.latest().activity()).isEqualTo(Activity.CLOSED);
    assertThat(rows.latest().status()).as("nobody looked").isEqualTo(Status.SUPPRESSED);
  }

  @Test
  void whatIsCriticalBreaksThroughAndSaysSo() {
    announce("from: 2026-03-02T12:00:00Z, to: 2026-03-02T13:00:00Z");
    Alert alert = rows.hear(spike.severity(Severity.CRITICAL).at(5)).until(20).latest();
    assertThat(alert.status()).isEqualTo(Status.NEW);
    assertThat(alert.triage().reasons().disposition()).contains("breaks through", "release");
  }

  @Test
  void whatWorkCannotExplainIsNotExplained() {
    announce("from: 2026-03-02T12:00:00Z, to: 2026-03-02T13:00:00Z");
    assertThat(rows.hear(Findings.of("batch-1").at(5)).until(20).latest().status())
        .as("walking through ids")
        .isEqualTo(Status.NEW);
    Rows joined = new Rows(AlertingConfig.defaults(), book);
    joined.hear(spike.at(5)).until(20);
    assertThat(joined.latest().status()).isEqualTo(Status.SUPPRESSED);
    joined.hear(Findings.of("batch-1").score(0.1).at(30)).until(60);
    assertThat(joined.latest().category()).isEqualTo(Category.VOLUME_SPIKE);
    assertThat(joined.latest().status()).as("one of two is explained").isEqualTo(Status.NEW);
  }

  @Test
  void whatBeganBeforeOrGoesOnAfterItIsNotExplained() {
    announce("from: 2026-03-02T12:01:00Z, to: 2026-03-02T12:10:00Z");
    rows.hear(spike.at(5), spike.score(1).at(90, 1)).until(120);
    assertThat(rows.alerts).extracting(Alert::status).containsOnly(Status.NEW);
    Rows later = new Rows(AlertingConfig.defaults(), book);
    later.hear(spike.at(90), spike.at(400, 1), spike.at(700, 2)).until(720);
    assertThat(later.alerts)
        .extracting(Alert::status)
        .containsExactly(Status.SUPPRESSED, Status.SUPPRESSED, Status.NEW);
  }

  @Test
  void itConcernsOnlyTheAgentsRoutesAndGroupsThatItNames() {
    announce("from: 2026-03-02T12:00:00Z, to: 2026-03-02T13:00:00Z, agents: [batch-2]");
    assertThat(rows.hear(spike.at(5)).until(20).latest().status()).isEqualTo(Status.NEW);
    for (String where : new String[] {"routes: [/cards/*]", "where: other/*"}) {
      announceAnew(where);
      Rows again = new Rows(AlertingConfig.defaults(), book);
      assertThat(again.hear(spike.at(5)).until(20).latest().status()).isEqualTo(Status.NEW);
    }
    announceAnew("routes: ['/accounts/*'], where: bank/edge");
    Rows meant = new Rows(AlertingConfig.defaults(), book);
    assertThat(meant.hear(spike.at(5)).until(20).latest().status()).isEqualTo(Status.SUPPRESSED);
  }

  private int version = 1;

  private void announceAnew(String where) {
    String yaml =
        "maintenance: [{id: release, reason: r, from: 2026-03-02T12:00:00Z,"
            + " to: 2026-03-02T13:00:00Z, "
            + where
            + "}]";
    book.add(ControlRecord.of(DeskBook.MAINTENANCE, "release", ++version, Instant.EPOCH, yaml));
  }

  @Test
  void aSnoozeHoldsFromItsMomentToItsEndAndIsToldBothTimes() {
    rows.hear(spike.at(5)).until(20);
    snooze(after(40), "until: '2026-03-02T12:05:00Z'");
    rows.hear(spike.at(200, 1), spike.at(310, 2)).until(320);
    assertThat(rows.first())
        .extracting(Alert::status)
        .containsExactly(Status.NEW, Status.SUPPRESSED, Status.NEW, Status.NEW);
    assertThat(rows.first().get(1).time()).isEqualTo(after(40));
    assertThat(rows.first().get(1).triage().reasons().disposition()).contains("known", "ada");
    assertThat(rows.first().get(2).time()).isEqualTo(after(300));
  }

  @Test
  void aSnoozeEndsForGoodWhenTheAlertBecomesGraver() {
    Findings medium = spike.severity(Severity.MEDIUM);
    rows.hear(medium.at(5)).until(20);
    snooze(after(20), "unless: [graver]");
    rows.hear(medium.by("rule.other@1", Category.SCRAPING).at(60)).until(80);
    assertThat(rows.latest().status()).as("another detector").isEqualTo(Status.SUPPRESSED);
    rows.hear(spike.at(100, 1)).until(120);
    assertThat(rows.latest().status()).isEqualTo(Status.NEW);
    rows.until(800).hear(medium.at(900, 2)).until(920);
    assertThat(rows.latest().severity()).as("came back").isEqualTo(Severity.MEDIUM);
    assertThat(rows.latest().status()).isEqualTo(Status.NEW);
  }

  @Test
  void aSnoozeEndsWhenAnotherDetectorJoins() {
    rows.hear(spike.at(5)).until(20);
    snooze(after(20), "unless: [another_detector]");
    rows.hear(spike.at(310, 1)).until(330);
    assertThat(rows.latest().status()).isEqualTo(Status.SUPPRESSED);
    rows.hear(Findings.of("batch-1").score(0.1).at(340)).until(360);
    assertThat(rows.latest().status()).isEqualTo(Status.NEW);
  }

  @Test
  void aSnoozeWithoutAnEndIsRefusedAndSoIsAHalfWindow() {
    rows.hear(spike.at(5)).until(20);
    assertThatThrownBy(() -> snooze(after(20), "unless: []")).hasMessageContaining("no end");
    assertThatThrownBy(() -> announce("from: 2026-03-02T12:00:00Z"))
        .hasMessageContaining("release")
        .hasMessageContaining("to");
    assertThatThrownBy(() -> announce("days: [MO], start: '22:00', end: '23:00'"))
        .hasMessageContaining("zone");
  }
}
