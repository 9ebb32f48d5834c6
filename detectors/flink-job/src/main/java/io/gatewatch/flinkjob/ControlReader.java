package io.gatewatch.flinkjob;

import io.gatewatch.detectors.book.Book;
import io.gatewatch.ingest.ControlRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads rules, models, agent registries and verdicts from {@code gatewatch.control}; other kinds
 * are not for this job. What no book could take is refused here; a pointer to a model file that is
 * not here, by {@link LiveBook}, which knows all files.
 */
public final class ControlReader implements KafkaRecordDeserializationSchema<Broadcast> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ControlReader.class);

  private transient Counter refused;

  /** The job's first book: all that stands on the topic now, as JSON, in order. */
  public static List<String> readAll(String bootstrapServers) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", "false");
    // A person who named the wrong broker is told so in seconds, not in a minute.
    properties.put("default.api.timeout.ms", "15000");
    List<ControlRecord> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(ControlRecord.TOPIC).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Set<TopicPartition> open = new HashSet<>(partitions);
      open.removeIf(p -> consumer.position(p) >= ends.get(p));
      while (!open.isEmpty()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          ControlRecord usable = forTheBook(record) ? usable(record) : null;
          if (usable != null) {
            records.add(usable);
          }
        }
        open.removeIf(p -> consumer.position(p) >= ends.get(p));
      }
    }
    return whole(records);
  }

  /** Those that make a book together: a pointer to a file that is not among them stays out. */
  static List<String> whole(List<ControlRecord> records) {
    List<String> whole = new ArrayList<>();
    Book book = new Book();
    for (ControlRecord record : Book.filesFirst(records)) {
      try {
        book.add(record);
        whole.add(new String(record.write(), StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        LOG.warn("control record {} refused: {}", record.key(), e.getMessage());
      }
    }
    return whole;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    refused = context.getMetricGroup().counter("control_refused");
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Broadcast> out) {
    if (!forTheBook(record)) {
      return;
    }
    ControlRecord usable = usable(record);
    if (usable == null) {
      refused.inc();
    } else {
      out.collect(Broadcast.of(usable));
    }
  }

  /** The record when a book can take it, else null: what cannot be used must not stop the job. */
  private static ControlRecord usable(ConsumerRecord<byte[], byte[]> record) {
    try {
      ControlRecord control = ControlRecord.read(record.value());
      Book.check(control);
      return control;
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "control record {} refused: {}",
          new String(record.key(), StandardCharsets.UTF_8),
          e.getMessage());
      return null;
    }
  }

  private static boolean forTheBook(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null || record.value() == null) {
      return false;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    int colon = key.indexOf(':');
    return colon > 0 && Book.holds(key.substring(0, colon));
  }

  @Override
  public TypeInformation<Broadcast> getProducedType() {
    return Form.BROADCAST.<Broadcast>typeInfo();
  }
}
