package io.gatewatch.streamsapp;

import static io.gatewatch.streamsapp.Traffic.clock;
import static io.gatewatch.streamsapp.Traffic.finding;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.Alert.Status;
import io.gatewatch.alerting.Disposition;
import io.gatewatch.alerting.LocalAlerting;
import io.gatewatch.alerting.desk.DeskBook;
import io.gatewatch.detectors.DetectionRecord;
import io.gatewatch.ingest.ControlRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the desk hears from control, in the real topology. */
class DeskTopologyTest {
  private static final ControlRecord REGISTRY =
      record(
          ControlRecord.REGISTRY, "agents: [{id: tpp-1, name: Buddy, owner: Open banking desk}]");
  private static final ControlRecord WINDOW =
      record(
          DeskBook.MAINTENANCE,
          "maintenance: [{id: w, reason: Release, agents: [tpp-1],"
              + " categories: [object_enumeration, volume_spike, runaway_loop],"
              + " from: 2026-05-04T09:00:00Z, to: 2026-05-04T10:00:00Z}]");

  @TempDir Path folder;

  private static ControlRecord record(String kind, String payload) {
    return ControlRecord.of(kind, "bank", 1, Instant.EPOCH, payload);
  }

  @Test
  void aWindowOnControlSuppressesWhatItExplains() {
    try (DrivenTopology topology = new DrivenTopology(folder).control(WINDOW)) {
      topology.pipe(finding(5, "tpp-1", 0), finding(6, "tpp-9", 0), clock(20));
      List<Alert> alerts = topology.alerts();
      Alert explained = alerts.get(0);
      assertThat(explained.status()).isEqualTo(Status.SUPPRESSED);
      assertThat(explained.triage().disposition()).isEqualTo(Disposition.IN_MAINTENANCE);
      assertThat(alerts.get(1).status()).isEqualTo(Status.NEW);
    }
  }

  @Test
  void whatIsNoControlRecordOrCannotBeUsedIsPassedOver() {
    try (DrivenTopology topology = new DrivenTopology(folder)) {
      topology
          .controlBytes("heartbeat".getBytes(StandardCharsets.UTF_8))
          .controlBytes(null)
          .control(record(DeskBook.MAINTENANCE, "maintenance: [{id: w}]"))
          .control(WINDOW);
      topology.pipe(finding(5, "tpp-1", 0), clock(20));
      assertThat(topology.alerts()).extracting(Alert::status).containsExactly(Status.SUPPRESSED);
    }
  }

  @Test
  void withRegistryAndWindowsTheRowsAreThoseOfTheFoldOnOneThread() {
    List<DetectionRecord> records = Traffic.random(11);
    DeskBook book = new DeskBook();
    book.add(REGISTRY);
    book.add(WINDOW);
    List<Alert> local = new ArrayList<>();
    LocalAlerting alerting =
        new LocalAlerting(DrivenTopology.CONFIG, book, local::add, quota -> {});
    for (DetectionRecord r : records) {
      if (r.clock() != null) {
        alerting.clock(r.clock().time());
      } else {
        alerting.detection(r.detection());
      }
    }
    alerting.finish();
    try (DrivenTopology topology =
        new DrivenTopology(folder).control(REGISTRY).control(WINDOW).pipe(records)) {
      List<Alert> alerts = topology.alerts();
      assertThat(alerts).isEqualTo(local);
      assertThat(alerts).anyMatch(a -> a.status() == Status.SUPPRESSED);
      assertThat(alerts).anyMatch(a -> "Open banking desk".equals(a.triage().owner()));
    }
  }
}
