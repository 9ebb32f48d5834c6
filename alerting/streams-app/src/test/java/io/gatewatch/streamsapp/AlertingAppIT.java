package io.gatewatch.streamsapp;

import static io.gatewatch.streamsapp.Traffic.clock;
import static io.gatewatch.streamsapp.Traffic.finding;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Act;
import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.alerting.AnalystVerdict;
import io.gatewatch.alerting.Heartbeat;
import io.gatewatch.alerting.QuotaJson;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.alerting.audit.AuditEntry;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.DetectionCodec;
import io.gatewatch.detectors.DetectionRecord;
import io.gatewatch.detectors.chronicle.UsageRow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application on a real broker with two partitions of detections. */
class AlertingAppIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void theGovernorWaitsForTheClocksOfAllPartitionsAndGoesOnAfterARestart() throws Exception {
    try (TestBroker broker = new TestBroker(folder.resolve("broker"))) {
      AlertingAppConfig config = config(broker);
      try (KafkaProducer<byte[], byte[]> producer = producer(broker);
          KafkaConsumer<byte[], byte[]> quotas = reader(broker, QuotaUpdate.TOPIC);
          KafkaConsumer<byte[], byte[]> alerts = reader(broker, Alert.TOPIC)) {
        try (AlertingApp app = AlertingApp.start(config)) {
          send(producer, 0, finding(5, "tpp-1", 0));
          send(producer, 0, clock(100));
          awaitRunning(app);
          assertThat(quotas.poll(Duration.ofMillis(500))).isEmpty();
          assertThat(alerts.poll(Duration.ofMillis(500))).isEmpty();
          send(producer, 1, clock(20));
          assertThat(next(alerts, 1)).hasSize(1);
          assertThat(updates(quotas, 1)).extracting(QuotaUpdate::factor).containsExactly(0.5);
        }
        try (AlertingApp app = AlertingApp.start(config)) {
          send(producer, 0, finding(5, "tpp-1", 0));
          send(producer, 0, clock(2_000));
          send(producer, 1, clock(2_000));
          List<QuotaUpdate> lifted = updates(quotas, 3);
          assertThat(lifted).extracting(QuotaUpdate::version).containsExactly(2L, 3L, 4L);
          assertThat(lifted).allMatch(u -> u.controllerEpoch() == 2);
          assertThat(lifted.get(2).factor()).isEqualTo(1.0);
          awaitRunning(app);
        }
      }
    }
  }

  /** Closed without a word to the group, as all static members are: as if it had died. */
  @Test
  void ofTwoInstancesTheOtherGoesOnWhereOneIsGone() throws Exception {
    try (TestBroker broker = new TestBroker(folder.resolve("broker"))) {
      AlertingAppConfig config = config(broker);
      AlertingAppConfig first = config.asInstance("alerting-1", folder.resolve("state-1"), 1);
      AlertingAppConfig second = config.asInstance("alerting-2", folder.resolve("state-2"), 1);
      try (KafkaProducer<byte[], byte[]> producer = producer(broker);
          KafkaConsumer<byte[], byte[]> quotas = reader(broker, QuotaUpdate.TOPIC);
          KafkaConsumer<byte[], byte[]> alerts = reader(broker, Alert.TOPIC);
          AlertingApp staying = AlertingApp.start(second)) {
        try (AlertingApp going = AlertingApp.start(first)) {
          awaitRunning(going);
          awaitRunning(staying);
          send(producer, 0, finding(5, "tpp-1", 0));
          send(producer, 0, clock(100));
          send(producer, 1, clock(100));
          assertThat(next(alerts, 1)).hasSize(1);
          assertThat(updates(quotas, 1)).extracting(QuotaUpdate::version).containsExactly(1L);
        }
        send(producer, 0, clock(4_000));
        send(producer, 1, clock(4_000));
        assertThat(updates(quotas, 3)).extracting(QuotaUpdate::version).containsExactly(2L, 3L, 4L);
        assertThat(next(alerts, 1).stream().map(AlertJson::read))
            .extracting(Alert::status)
            .containsExactly(Alert.Status.RESOLVED);
      }
    }
  }

  private AlertingAppConfig config(TestBroker broker) throws Exception {
    broker.createTopic(Detection.TOPIC, 2);
    broker.createTopic(Alert.TOPIC, 2);
    broker.createTopic(QuotaUpdate.TOPIC, 1);
    broker.createTopic(Heartbeat.TOPIC, 1);
    broker.createTopic(Act.TOPIC, 1);
    broker.createTopic(UsageRow.TOPIC, 1);
    broker.createTopic(AnalystVerdict.TOPIC, 1);
    broker.createTopic(AuditEntry.TOPIC, 1);
    return AlertingAppConfig.of(
            broker.address(), folder.resolve("state"), folder.resolve("keys"), 2)
        .with(DrivenTopology.CONFIG);
  }

  /** It may be dealing out its tasks still, or again. */
  private static void awaitRunning(AlertingApp app) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!app.isRunning()) {
      assertThat(System.nanoTime()).as("runs in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, int partition, DetectionRecord record)
      throws Exception {
    byte[] value = DetectionCodec.write(record);
    byte[] key = "any".getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(Detection.TOPIC, partition, key, value)).get();
  }

  private static List<QuotaUpdate> updates(KafkaConsumer<byte[], byte[]> reader, int count) {
    return next(reader, count).stream().map(QuotaJson::read).toList();
  }

  /** Reads on until so many have come, or patience ends. */
  private static List<byte[]> next(KafkaConsumer<byte[], byte[]> reader, int count) {
    List<byte[]> values = new ArrayList<>();
    Instant end = Instant.now().plus(PATIENCE);
    while (values.size() < count && Instant.now().isBefore(end)) {
      reader.poll(Duration.ofMillis(200)).forEach(r -> values.add(r.value()));
    }
    return values;
  }

  private static KafkaProducer<byte[], byte[]> producer(TestBroker broker) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.address()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static KafkaConsumer<byte[], byte[]> reader(TestBroker broker, String topic) {
    KafkaConsumer<byte[], byte[]> reader =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.address(),
                "group.id",
                "test-" + topic,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    reader.subscribe(List.of(topic));
    return reader;
  }
}
