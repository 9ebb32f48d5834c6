package io.gatewatch.replaydata.train;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What stands on a small topic now. */
public final class TopicTexts {
  private static final Duration POLL = Duration.ofMillis(200);

  private TopicTexts() {}

  /** All values as text, each partition in its order; none where there is no such topic. */
  public static List<String> read(String broker, String topic) {
    return records(broker, topic).stream()
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .toList();
  }

  /** The same with keys and headers. */
  static List<ConsumerRecord<byte[], byte[]>> records(String broker, String topic) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", broker);
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", "false");
    // A person who named the wrong broker is told so in seconds, not in a minute.
    properties.put("default.api.timeout.ms", "15000");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.listTopics().getOrDefault(topic, List.of()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Set<TopicPartition> open = new HashSet<>(partitions);
      open.removeIf(p -> consumer.position(p) >= ends.get(p));
      while (!open.isEmpty()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.value() != null) {
            records.add(record);
          }
        }
        open.removeIf(p -> consumer.position(p) >= ends.get(p));
      }
    }
    return records;
  }
}
