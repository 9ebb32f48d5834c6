package io.gatewatch.streamsapp;

import static io.gatewatch.streamsapp.Traffic.clock;
import static io.gatewatch.streamsapp.Traffic.finding;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.LocalAlerting;
import io.gatewatch.alerting.audit.AuditEntry;
import io.gatewatch.alerting.audit.AuditVerifier;
import io.gatewatch.alerting.desk.DeskBook;
import io.gatewatch.alerting.desk.WindowNotice;
import io.gatewatch.ingest.ControlRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maintenance windows and snoozes on the audit, in the real topology. */
class WindowAuditTest {
  private static final String YAML =
      "maintenance: [{id: w, reason: Release, from: 2026-05-04T09:00:00Z,"
          + " to: 2026-05-04T10:00:00Z, by: ada}]";

  @TempDir Path folder;

  private static ControlRecord record(String kind, String id, int version, long from, String yaml) {
    return ControlRecord.of(kind, id, version, Traffic.START.plusSeconds(from), yaml);
  }

  private static ControlRecord window(int version, long from, String yaml) {
    return record(DeskBook.MAINTENANCE, "release", version, from, yaml);
  }

  @Test
  void eachOfThemIsOnTheAuditOnceAndTheChainHolds() {
    ControlRecord window = window(1, 10, YAML);
    ControlRecord snooze =
        record(
            DeskBook.SNOOZE,
            "a-0123456789abcdef",
            1,
            14,
            "snoozes: [{alert: a-0123456789abcdef, reason: known, by: eve, unless: [graver]}]");
    ControlRecord end = window(2, 40, "");
    List<AuditEntry> local = new ArrayList<>();
    LocalAlerting fold =
        new LocalAlerting(DrivenTopology.CONFIG, alert -> {}, quota -> {}).auditTo(local::add);
    fold.detection(finding(12, "tpp-1", 0).detection());
    fold.notice(WindowNotice.of(window));
    fold.notice(WindowNotice.of(snooze));
    fold.clock(clock(30).clock().time());
    fold.notice(WindowNotice.of(end));
    fold.clock(clock(60).clock().time());
    try (DrivenTopology topology = new DrivenTopology(folder)) {
      topology.pipe(clock(10), finding(12, "tpp-1", 0));
      topology.control(window);
      topology.pipe(clock(14)).control(snooze).control(window);
      topology.pipe(clock(30), clock(40)).control(end).pipe(clock(60));
      topology.control(window).control(snooze).pipe(clock(80));
      List<String> rows = topology.audit();
      assertThat(rows).isEqualTo(local.stream().map(AuditEntry::toJson).toList());
      AuditVerifier verifier = new AuditVerifier();
      rows.forEach(verifier::row);
      assertThat(verifier.findings()).isEmpty();
    }
    assertThat(local)
        .extracting(AuditEntry::action)
        .containsExactly("maintenance_set", "quota_cut", "snooze_set", "maintenance_ended");
    assertThat(local)
        .extracting(AuditEntry::who)
        .containsExactly("ada", "gatewatch-alerting", "eve", "not said");
  }

  @Test
  void whatIsDatedAheadIsOnTheAuditWhenItIsHeardAndWithoutAClockOnceThereIsOne() {
    try (DrivenTopology topology = new DrivenTopology(folder)) {
      topology.control(window(1, 0, YAML)).pipe(clock(1));
      assertThat(topology.audit()).hasSize(1);
      topology.control(window(2, Duration.ofDays(90).toSeconds(), YAML)).pipe(clock(20));
      assertThat(topology.audit())
          .singleElement()
          .asString()
          .contains("maintenance:release:2 from 2026-08-02T09:00:00Z");
    }
  }

  @Test
  void anotherKeyHidesNothing() {
    ControlRecord window = window(1, 0, YAML);
    try (DrivenTopology topology = new DrivenTopology(folder)) {
      topology.controlBytes(window.write());
      topology.bytes(
          ControlRecord.TOPIC,
          "registry:agents:1",
          new String(window(2, 0, YAML).write(), StandardCharsets.UTF_8));
      assertThat(topology.pipe(clock(1)).audit()).hasSize(2);
    }
  }

  @Test
  void whatTheDeskLeavesOutIsNotOnIt() {
    double before = AlertingMetrics.PASSED_OVER.labelValues(ControlRecord.TOPIC).get();
    try (DrivenTopology topology = new DrivenTopology(folder)) {
      topology.control(window(1, 0, "maintenance: [{id: w}]"));
      topology.control(
          ControlRecord.of(
              DeskBook.MAINTENANCE, "far", 1, Instant.parse("+1000000-01-01T00:00:00Z"), YAML));
      assertThat(topology.pipe(clock(1)).audit()).isEmpty();
    }
    assertThat(AlertingMetrics.PASSED_OVER.labelValues(ControlRecord.TOPIC).get() - before)
        .isEqualTo(1);
  }
}
