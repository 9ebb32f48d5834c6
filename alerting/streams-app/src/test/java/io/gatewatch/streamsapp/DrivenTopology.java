package io.gatewatch.streamsapp;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.alerting.AlertingConfig;
import io.gatewatch.alerting.Heartbeat;
import io.gatewatch.alerting.QuotaMode;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.DetectionCodec;
import io.gatewatch.detectors.DetectionRecord;
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
      AlertingConfig.defaults().withMode("bank/*", QuotaMode.ENFORCE);

  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> detections;
  private final TestInputTopic<byte[], byte[]> controlled;
  private final TestOutputTopic<byte[], byte[]> alerts;
  private final TestOutputTopic<byte[], byte[]> quotas;
  private final TestOutputTopic<byte[], byte[]> control;

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

  DrivenTopology control(ControlRecord record) {
    return controlBytes(record.write());
  }

  DrivenTopology controlBytes(byte[] value) {
    controlled.pipeInput("any".getBytes(StandardCharsets.UTF_8), value);
    return this;
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
