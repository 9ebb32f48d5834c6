package io.gatewatch.collector;

import io.gatewatch.ingest.Clock;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.avro.LogEntryCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How far time has come on {@code gatewatch.calls}, read from the end backwards. */
final class CallsEnd {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int ANSWER_WITHIN_MILLIS = 10_000;
  private static final int FIRST_LOOK = 256;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final LogEntryCodec codec = new LogEntryCodec();
  private long newest = Long.MIN_VALUE;

  private CallsEnd(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Time of the newest Clock of any partition, in ms since 1970; none when none has been told. */
  static OptionalLong newestClock(String broker) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            ANSWER_WITHIN_MILLIS);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return new CallsEnd(consumer).search();
    }
  }

  private OptionalLong search() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(LogEntry.TOPIC).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    for (TopicPartition partition : partitions) {
      search(partition, starts.get(partition), ends.get(partition));
    }
    return newest == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(newest);
  }

  /** A Clock comes once a second, so it is soon found; twice as far back each time. */
  private void search(TopicPartition partition, long start, long end) {
    long to = end;
    long look = FIRST_LOOK;
    boolean found = false;
    while (!found && to > start) {
      long from = Math.max(start, to - look);
      found = read(partition, from, to);
      to = from;
      look *= 2;
    }
  }

  private boolean read(TopicPartition partition, long from, long to) {
    boolean found = false;
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    while (consumer.position(partition) < to) {
      for (ConsumerRecord<byte[], byte[]> row : consumer.poll(POLL)) {
        found |= row.offset() < to && isClock(row.value());
      }
    }
    return found;
  }

  private boolean isClock(byte[] value) {
    try {
      LogEntry entry = codec.read(value);
      if (entry instanceof Clock clock) {
        newest = Math.max(newest, clock.time().toEpochMilli());
        return true;
      }
      return false;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
