package io.gatewatch.replaydata.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.formats.Formats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

  @TempDir Path data;

  @Test
  void topicsAndRecordsAreStillThereAfterARestart() throws Exception {
    try (EmbeddedBroker broker = startBroker()) {
      Topics.createMissing(broker.bootstrapServers());
      write(broker, "before the restart");
    }
    try (EmbeddedBroker broker = startBroker()) {
      Topics.createMissing(broker.bootstrapServers());
      write(broker, "after the restart");

      assertThat(read(broker)).containsExactly("before the restart", "after the restart");
    }
  }

  @Test
  void everyTopicOfTheContractIsCreatedWithItsSettings() throws Exception {
    try (EmbeddedBroker broker = startBroker();
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      Topics.createMissing(broker.bootstrapServers());

      assertThat(partitions(admin, "gatewatch.calls")).isEqualTo(4);
      assertThat(partitions(admin, "gatewatch.detections")).isEqualTo(4);
      assertThat(partitions(admin, "gatewatch.quotas")).isEqualTo(1);
      assertThat(setting(admin, "gatewatch.quotas", "cleanup.policy")).isEqualTo("compact");
      assertThat(setting(admin, "gatewatch.alerts", "cleanup.policy")).isEqualTo("compact");
      assertThat(setting(admin, "gatewatch.alerts", "min.compaction.lag.ms"))
          .isEqualTo(Long.toString(Duration.ofDays(7).toMillis()));
      assertThat(setting(admin, "gatewatch.usage", "cleanup.policy")).contains("compact", "delete");
      assertThat(setting(admin, "gatewatch.raw.kong", "retention.ms")).isEqualTo("3600000");
      assertThat(setting(admin, "gatewatch.calls", "retention.ms"))
          .isEqualTo(Long.toString(Duration.ofDays(30).toMillis()));
      assertThat(admin.listTopics().names().get()).hasSize(14 + Formats.all().size());
    }
  }

  private EmbeddedBroker startBroker() {
    return EmbeddedBroker.start(
        new BrokerConfig(
            data.resolve("a folder/broker"), "127.0.0.1", Ports.anyFree(), Ports.anyFree()));
  }

  private static void write(EmbeddedBroker broker, String text) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("gatewatch.audit", text.getBytes(UTF_8))).get();
    }
  }

  private static List<String> read(EmbeddedBroker broker) {
    TopicPartition audit = new TopicPartition("gatewatch.audit", 0);
    List<String> texts = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(audit));
      consumer.seekToBeginning(List.of(audit));
      long end = consumer.endOffsets(List.of(audit)).get(audit);
      while (consumer.position(audit) < end) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(found -> texts.add(new String(found.value(), UTF_8)));
      }
    }
    return texts;
  }

  private static int partitions(Admin admin, String topic) throws Exception {
    return admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get()
        .get(topic)
        .partitions()
        .size();
  }

  private static String setting(Admin admin, String topic, String name) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin.describeConfigs(List.of(resource)).all().get().get(resource).get(name).value();
  }
}
