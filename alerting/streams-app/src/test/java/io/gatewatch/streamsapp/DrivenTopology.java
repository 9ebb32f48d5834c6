package io.gatewatch.streamsapp;

import io.gatewatch.alerting.Act;
import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.alerting.AlertingConfig;
import io.gatewatch.alerting.AnalystVerdict;
import io.gatewatch.alerting.Heartbeat;
import io.gatewatch.alerting.QuotaJson;
import io.gatewatch.alerting.QuotaMode;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.alerting.audit.AuditEntry;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.DetectionCodec;
import io.gatewatch.detectors.DetectionRecord;
import io.gatewatch.detectors.chronicle.ChronicleCodec;
import io.gatewatch.detectors.chronicle.UsageRow;
import io.gatewatch.ingest.ControlRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The real topology with its real stores, driven without a broker. */
final class DrivenTopology implements AutoCloseable {
  static final AlertingConfig CONFIG =
      AlertingConfig.defaults().withMode("bank/*", QuotaMode.ENFORCE).withActiveAgents(70);

  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> detections;
  private final TestInputTopic<byte[], byte[]> controlled;
  private final TestOutputTopic<byte[], byte[]> alerts;
  private final TestOutputTopic<byte[], byte[]> quotas;
  private final TestOutputTopic<byte[], byte[]> control;
  private final TestOutputTopic<byte[], byte[]> audit;

  DrivenTopology(Path folder) {
    AlertingAppConfig config =
        AlertingAppConfig.of("nowhere:1", folder.resolve("state"), folder.resolve("keys"), 1)
            .with(CONFIG);
    StreamsBuilder builder = new StreamsBuilder();
    AlertingTopology.draw(
        builder,
        config.alerting(),
        config.detectionsPartitions(),
        SigningKeys.in(config.keysDir()));
    driver = new TopologyTestDriver(builder.build(), AlertingApp.properties(config), Traffic.START);
    ByteArraySerializer in = new ByteArraySerializer();
    ByteArrayDeserializer out = new ByteArrayDeserializer();
    detections = driver.createInputTopic(Detection.TOPIC, in, in);
    controlled = driver.createInputTopic(ControlRecord.TOPIC, in, in);
    alerts = driver.createOutputTopic(Alert.TOPIC, out, out);
    quotas = driver.createOutputTopic(QuotaUpdate.TOPIC, out, out);
    control = driver.createOutputTopic(Heartbeat.TOPIC, out, out);
    audit = driver.createOutputTopic(AuditEntry.TOPIC, out, out);
  }

  DrivenTopology pipe(DetectionRecord... records) {
    return pipe(List.of(records));
  }

  DrivenTopology pipe(List<DetectionRecord> records) {
    for (DetectionRecord record : records) {
      pipeBytes(DetectionCodec.write(record));
    }
    return this;
  }

  DrivenTopology pipeBytes(byte[] value) {
    detections.pipeInput("any".getBytes(StandardCharsets.UTF_8), value);
    return this;
  }

  DrivenTopology approval(Act act) {
    return bytes(Act.TOPIC, "any", new String(act.toJson(), StandardCharsets.UTF_8));
  }

  /** Recorded then, as the broker would date it. */
  DrivenTopology verdict(String json, Instant recorded) {
    ByteArraySerializer in = new ByteArraySerializer();
    driver
        .createInputTopic(AnalystVerdict.TOPIC, in, in)
        .pipeInput(
            "any".getBytes(StandardCharsets.UTF_8),
            json.getBytes(StandardCharsets.UTF_8),
            recorded);
    return this;
  }

  DrivenTopology usage(UsageRow row) {
    return bytes(UsageRow.TOPIC, row.key(), ChronicleCodec.write(row));
  }

  DrivenTopology control(ControlRecord record) {
    return bytes(
        ControlRecord.TOPIC, record.key(), new String(record.write(), StandardCharsets.UTF_8));
  }

  DrivenTopology controlBytes(byte[] value) {
    controlled.pipeInput("any".getBytes(StandardCharsets.UTF_8), value);
    return this;
  }

  DrivenTopology bytes(String topic, String key, String value) {
    ByteArraySerializer in = new ByteArraySerializer();
    driver
        .createInputTopic(topic, in, in)
        .pipeInput(key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Rows of the audit since the last look. */
  List<String> audit() {
    return audit.readValuesToList().stream()
        .map(row -> new String(row, StandardCharsets.UTF_8))
        .toList();
  }

  /** Updates since the last look, as replay would give them. */
  List<QuotaUpdate> updates() {
    return quotas().stream().map(r -> unstamped(QuotaJson.read(r.value()))).toList();
  }

  /** How many values a store has under a prefix. */
  int kept(String store, String prefix) {
    int count = 0;
    try (var all = driver.<String, byte[]>getKeyValueStore(store).range(prefix, prefix + "~")) {
      for (; all.hasNext(); all.next()) {
        count++;
      }
    }
    return count;
  }

  void letWallClockPass(Duration time) {
    driver.advanceWallClockTime(time);
  }

  /** Alerts since the last look, in the order of files. */
  List<Alert> alerts() {
    return alerts.readValuesToList().stream()
        .map(AlertJson::read)
        .sorted(
            Comparator.comparing(Alert::time)
                .thenComparing(Alert::alertId)
                .thenComparingInt(Alert::version))
        .toList();
  }

  List<TestRecord<byte[], byte[]>> quotas() {
    return quotas.readRecordsToList();
  }

  List<TestRecord<byte[], byte[]>> control() {
    return control.readRecordsToList();
  }

  /** The same update as replay would give it. */
  static QuotaUpdate unstamped(QuotaUpdate update) {
    Instant time = update.time();
    return update.stamped(0, time);
  }

  @Override
  public void close() {
    driver.close();
  }
}
