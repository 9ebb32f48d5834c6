package io.gatewatch.replaydata.up;

import io.gatewatch.ingest.LogEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All records of a topic, read from its beginning while it grows. */
final class TopicTail implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration STILL = Duration.ofSeconds(3);

  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  private long calls;

  TopicTail(String servers, String topic) {
    this.topic = topic;
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  List<ConsumerRecord<byte[], byte[]>> records() {
    return records;
  }

  /** Calls among the records; only for gatewatch.calls. */
  long calls() {
    return calls;
  }

  /**
   * Reads until the condition holds and nothing has come for a while; fails when it takes too long.
   */
  void await(Predicate<TopicTail> condition) {
    if (!reaches(condition)) {
      throw new AssertionError(
          topic + ": " + records.size() + " records and not what was waited for");
    }
  }

  /** Reads until the condition holds, or patience ends: false then. */
  boolean reaches(Predicate<TopicTail> condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!(condition.test(this) && poll(Duration.ZERO) == 0)) {
      poll(Duration.ofMillis(200));
      if (System.nanoTime() > deadline) {
        return false;
      }
    }
    return true;
  }

  /** Reads until nothing has come for a while. */
  void awaitStillness() {
    long quietSince = System.nanoTime();
    while (System.nanoTime() - quietSince < STILL.toNanos()) {
      if (poll(Duration.ofMillis(200)) > 0) {
        quietSince = System.nanoTime();
      }
    }
  }

  private int poll(Duration timeout) {
    int count = 0;
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
      records.add(record);
      count++;
      if (topic.equals(LogEntry.TOPIC) && LiveEqualsReplayIT.isCall(record.value())) {
        calls++;
      }
    }
    return count;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
