package io.gatewatch.streamsapp;

import static io.gatewatch.streamsapp.Traffic.clock;
import static io.gatewatch.streamsapp.Traffic.finding;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AnalystVerdict;
import io.gatewatch.alerting.Disposition;
import io.gatewatch.alerting.LocalAlerting;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.alerting.audit.AuditEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts through the real topology, to desk and governor. */
class VerdictTopologyTest {
  private static final String BENIGN =
      "{\"principal\":\"bank/edge/agent/kong.consumer.id%%7Etpp-1\",\"verdict\":\"benign_positive\","
          + "\"alertId\":\"%s\",\"reason\":\"their audit\",\"who\":\"ann\"}";

  @TempDir Path folder;

  @Test
  void aVerdictGivesTheSameRowsAsTheFoldOnOneThreadAndCountsFromWhenItWasRecorded() {
    List<Alert> alerts = new ArrayList<>();
    List<QuotaUpdate> quotas = new ArrayList<>();
    List<AuditEntry> audit = new ArrayList<>();
    LocalAlerting fold =
        new LocalAlerting(DrivenTopology.CONFIG, alerts::add, quotas::add).auditTo(audit::add);
    fold.detection(finding(5, "tpp-1", 0).detection());
    fold.clock(clock(20).clock().time());
    String said = BENIGN.formatted(alerts.get(0).alertId());
    Instant recorded = Traffic.START.plusSeconds(30);
    fold.verdict(AnalystVerdict.fromJson(said.getBytes(StandardCharsets.UTF_8), recorded, 0));
    fold.clock(clock(900).clock().time());
    alerts.sort(
        Comparator.comparing(Alert::time)
            .thenComparing(Alert::alertId)
            .thenComparingInt(Alert::version));
    try (DrivenTopology topology = new DrivenTopology(folder)) {
      topology.pipe(clock(0), finding(5, "tpp-1", 0), clock(20));
      topology.verdict(said, recorded).pipe(clock(900));
      assertThat(topology.alerts()).isEqualTo(alerts);
      assertThat(topology.updates()).isEqualTo(quotas);
      assertThat(topology.audit()).isEqualTo(audit.stream().map(AuditEntry::toJson).toList());
    }
    assertThat(quotas).extracting(QuotaUpdate::factor).containsExactly(0.5, 1.0);
    assertThat(quotas).last().extracting(QuotaUpdate::time).isEqualTo(recorded.plusSeconds(1));
    assertThat(alerts)
        .filteredOn(a -> a.time().equals(recorded.plusSeconds(1)))
        .extracting(a -> a.triage().disposition())
        .containsExactly(Disposition.CLOSED_BENIGN);
  }

  @Test
  void whatIsTakenBackAndSaidAgainForOneTimeCountsAsItWasSaidLast() {
    try (DrivenTopology topology = new DrivenTopology(folder)) {
      topology.pipe(clock(0), finding(5, "tpp-1", 0), clock(20));
      Alert alert = topology.alerts().get(0);
      String from = ",\"effectiveFrom\":\"" + Traffic.START.plusSeconds(40) + "\"}";
      String benign = BENIGN.formatted(alert.alertId()).replace("}", from);
      String attack = benign.replace("benign_positive", "true_positive");
      for (String said : List.of(benign, attack, benign)) {
        topology.verdict(said, Traffic.START.plusSeconds(30));
      }
      topology.pipe(clock(60));
      assertThat(topology.alerts())
          .extracting(a -> a.triage().disposition())
          .containsExactly(Disposition.CLOSED_BENIGN);
      assertThat(topology.updates()).last().extracting(QuotaUpdate::factor).isEqualTo(1.0);
      assertThat(topology.audit())
          .filteredOn(row -> row.contains("\"verdict_"))
          .hasSize(3)
          .last()
          .asString()
          .contains("verdict_benign_positive");
    }
  }

  @Test
  void aVerdictThatCannotBeReadIsCountedAndPassedOver() {
    double before = AlertingMetrics.PASSED_OVER.labelValues(AnalystVerdict.TOPIC).get();
    try (DrivenTopology topology = new DrivenTopology(folder)) {
      topology.verdict("nonsense", Traffic.START).verdict("{}", Traffic.START);
      topology.verdict(
          "{\"principal\":\"p\",\"verdict\":\"missed\",\"effectiveFrom\":\"+1000000-01-01T00:00:00Z\"}",
          Traffic.START);
      topology.pipe(clock(0), finding(5, "tpp-1", 0), clock(20));
      assertThat(topology.updates()).hasSize(1);
    }
    assertThat(AlertingMetrics.PASSED_OVER.labelValues(AnalystVerdict.TOPIC).get() - before)
        .isEqualTo(3);
  }
}
