package io.gatewatch.streamsapp;

import static io.gatewatch.streamsapp.Traffic.clock;
import static io.gatewatch.streamsapp.Traffic.finding;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.Alert.Activity;
import io.gatewatch.alerting.Heartbeat;
import io.gatewatch.alerting.LocalAlerting;
import io.gatewatch.alerting.QuotaJson;
import io.gatewatch.alerting.QuotaSignature;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.detectors.DetectionCodec;
import io.gatewatch.detectors.DetectionRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertingTopologyTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theSameFindingsGiveTheSameRowsAsTheFoldOnOneThread(long seed) {
    List<DetectionRecord> records = Traffic.random(seed);
    List<Alert> localAlerts = new ArrayList<>();
    List<QuotaUpdate> localQuotas = new ArrayList<>();
    LocalAlerting local =
        new LocalAlerting(DrivenTopology.CONFIG, localAlerts::add, localQuotas::add);
    for (DetectionRecord r : records) {
      if (r.clock() != null) {
        local.clock(r.clock().time());
      } else {
        local.detection(r.detection());
      }
    }
    local.finish();
    try (DrivenTopology topology = new DrivenTopology(folder).pipe(records)) {
      assertThat(topology.alerts()).isEqualTo(localAlerts).hasSizeGreaterThan(50);
      assertThat(updates(topology).stream().map(DrivenTopology::unstamped).toList())
          .isEqualTo(localQuotas)
          .hasSizeGreaterThan(20);
    }
  }

  @Test
  void whenAllTrafficStopsAndOnlyClocksGoOnIncidentsCloseAndLimitsLift() {
    try (DrivenTopology topology = new DrivenTopology(folder)) {
      topology.pipe(clock(0), finding(5, "tpp-1", 0), clock(20));
      assertThat(updates(topology)).extracting(QuotaUpdate::factor).containsExactly(0.5);
      for (int second = 30; second <= 900; second += 10) {
        topology.pipe(clock(second));
      }
      assertThat(topology.alerts())
          .extracting(Alert::activity)
          .containsExactly(Activity.CREATED, Activity.CLOSED);
      assertThat(updates(topology)).last().extracting(QuotaUpdate::factor).isEqualTo(1.0);
    }
  }

  @Test
  void aSuffixThatIsDeliveredAgainChangesNothing() {
    List<DetectionRecord> records = Traffic.random(7);
    try (DrivenTopology topology = new DrivenTopology(folder).pipe(records)) {
      topology.alerts();
      topology.quotas();
      topology.pipe(records.subList(records.size() / 2, records.size()));
      assertThat(topology.alerts()).isEmpty();
      assertThat(topology.quotas()).isEmpty();
    }
  }

  @Test
  void anyoneWithThePublicKeyCanTellThatAnUpdateIsOurs() throws IOException {
    try (DrivenTopology topology = new DrivenTopology(folder)) {
      topology.pipe(finding(5, "tpp-1", 0), clock(20));
      TestRecord<byte[], byte[]> record = topology.quotas().get(0);
      String signature =
          new String(
              record.headers().lastHeader("gatewatch-signature").value(),
              StandardCharsets.US_ASCII);
      PublicKey key =
          QuotaSignature.publicKey(
              Files.readAllBytes(folder.resolve("keys").resolve(SigningKeys.PUBLIC_FILE)));
      assertThat(QuotaSignature.holds(key, record.key(), record.value(), signature)).isTrue();
      byte[] otherKey = "bank/edge/cards.read/tpp-2".getBytes(StandardCharsets.UTF_8);
      assertThat(QuotaSignature.holds(key, otherKey, record.value(), signature)).isFalse();
      assertThat(new String(record.key(), StandardCharsets.UTF_8))
          .isEqualTo("bank/edge/cards.read/tpp-1")
          .isEqualTo(QuotaJson.read(record.value()).key());
    }
  }

  @Test
  void aPoisonedRecordIsPassedOverAndCounted() {
    double before = AlertingMetrics.SKIPPED.get();
    try (DrivenTopology topology = new DrivenTopology(folder)) {
      topology
          .pipeBytes(null)
          .pipeBytes(new byte[] {0, -1, 7})
          .pipeBytes("{}".getBytes(StandardCharsets.UTF_8))
          .pipeBytes("{\"detection\":{\"time\":\"never\"}}".getBytes(StandardCharsets.UTF_8))
          .pipeBytes(absurdlyDated())
          .pipe(finding(5, "tpp-1", 0), clock(20));
      assertThat(topology.alerts()).hasSize(1);
    }
    assertThat(AlertingMetrics.SKIPPED.get() - before).isEqualTo(5);
  }

  @Test
  void theControllerGivesASignOfLifeEveryFiveSeconds() {
    try (DrivenTopology topology = new DrivenTopology(folder)) {
      topology.letWallClockPass(Duration.ofSeconds(5));
      TestRecord<byte[], byte[]> beat = topology.control().get(0);
      assertThat(new String(beat.key(), StandardCharsets.UTF_8)).isEqualTo("heartbeat:controller");
      assertThat(Heartbeat.fromJson(beat.value()))
          .isEqualTo(Heartbeat.of(1, Traffic.START.plusSeconds(5)));
    }
  }

  private static List<QuotaUpdate> updates(DrivenTopology topology) {
    return topology.quotas().stream().map(r -> QuotaJson.read(r.value())).toList();
  }

  private static byte[] absurdlyDated() {
    String json = new String(DetectionCodec.write(clock(0)), StandardCharsets.UTF_8);
    return json.replace("2026-05-04T", "+12026-05-04T").getBytes(StandardCharsets.UTF_8);
  }
}
