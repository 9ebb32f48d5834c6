package io.gatewatch.collector;

import io.gatewatch.ingest.ControlRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code gatewatch.control} from its beginning: what stands there now, then what follows. Records
 * of other kinds are passed over; one that cannot be read is counted, logged by its key, and passed
 * over too. Confined to one thread, but for {@link #wakeup}.
 */
public final class ControlLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlLog.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int ANSWER_WITHIN_MILLIS = 10_000;
  private static final Pattern OUR_KEY =
      Pattern.compile("[a-z-]{1,20}:[A-Za-z0-9._-]{1,64}:\\d{1,9}");

  private final Consumer<byte[], byte[]> consumer;
  private final Set<String> kinds;
  private final List<TopicPartition> partitions;

  ControlLog(Consumer<byte[], byte[]> consumer, Set<String> kinds) {
    this.consumer = consumer;
    this.kinds = kinds;
    this.partitions =
        consumer.partitionsFor(ControlRecord.TOPIC).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * Opens the topic at a broker.
   *
   * @throws org.apache.kafka.common.KafkaException when none answers within ten seconds
   */
  public static ControlLog open(String bootstrapServers, Set<String> kinds) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            ANSWER_WITHIN_MILLIS);
    Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      return new ControlLog(consumer, kinds);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /** All that follows up to the end that the topic has now. */
  public List<ControlRecord> readToEnd() {
    Map<TopicPartition, Long> open = new HashMap<>(consumer.endOffsets(partitions));
    List<ControlRecord> records = new ArrayList<>();
    open.keySet().removeIf(p -> consumer.position(p) >= open.get(p));
    while (!open.isEmpty()) {
      records.addAll(poll(POLL));
      open.keySet().removeIf(p -> consumer.position(p) >= open.get(p));
    }
    return records;
  }

  /** What has come since, waiting for it so long at most. */
  List<ControlRecord> poll(Duration patience) {
    List<ControlRecord> records = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> row : consumer.poll(patience)) {
      ControlRecord record = isWanted(row) ? readable(row) : null;
      if (record != null) {
        records.add(record);
      }
    }
    return records;
  }

  /** Ends a poll that another thread waits in, by {@code WakeupException}. */
  void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** A record that cannot be used; what it holds is not logged. */
  static void refuse(String key) {
    IngestMetrics.CONTROL_REFUSED.inc();
    LOG.warn("a control record was refused: {}", OUR_KEY.matcher(key).matches() ? key : "no key");
  }

  private boolean isWanted(ConsumerRecord<byte[], byte[]> row) {
    String key = key(row);
    int colon = key.indexOf(':');
    return row.value() != null && colon > 0 && kinds.contains(key.substring(0, colon));
  }

  private static ControlRecord readable(ConsumerRecord<byte[], byte[]> row) {
    try {
      ControlRecord record = ControlRecord.read(row.value());
      if (record.key().equals(key(row))) {
        return record;
      }
    } catch (IllegalArgumentException e) {
      // Refused below, like one whose key is another's.
    }
    refuse(key(row));
    return null;
  }

  private static String key(ConsumerRecord<byte[], byte[]> row) {
    return row.key() == null ? "" : new String(row.key(), StandardCharsets.UTF_8);
  }
}
