package io.gatewatch.replaydata.replay;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Clock;
import io.gatewatch.ingest.FeedReport;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.LowWater;
import io.gatewatch.ingest.avro.LogEntryCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * History on {@code gatewatch.calls}, from its beginning to where it ends now: each partition in
 * offset order, time as its clocks tell it. Which partition is read first does not show, as in
 * production.
 */
final class TopicSource {
  private static final Duration POLL = Duration.ofMillis(500);

  private final EntrySink sink;
  private final long from;
  private final long to;
  private final LogEntryCodec codec = new LogEntryCodec();
  private final Map<Integer, LowWater> clocks = new HashMap<>();
  private long records;
  private long foreign;

  /** A source of calls in [from, to), epoch milliseconds. */
  TopicSource(long from, long to, EntrySink sink) {
    this.from = from;
    this.to = to;
    this.sink = sink;
  }

  /** Plays the topic to the end it has now. */
  void play(String broker) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", broker);
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", "false");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(LogEntry.TOPIC).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      partitions.forEach(p -> clocks.put(p.partition(), new LowWater()));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long all = ends.values().stream().mapToLong(Long::longValue).sum();
      Set<TopicPartition> open = new HashSet<>(partitions);
      open.removeIf(p -> consumer.position(p) >= ends.get(p));
      while (!open.isEmpty()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
            take(record);
          }
        }
        open.removeIf(p -> consumer.position(p) >= ends.get(p));
        sink.progress(all == 0 ? 1 : (double) records / all, records);
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    records++;
    LogEntry entry;
    try {
      entry = codec.read(record.value());
    } catch (IllegalArgumentException e) {
      foreign++;
      return;
    }
    if (entry instanceof Clock clock) {
      clocks.get(record.partition()).observe(clock);
      long least = clocks.values().stream().mapToLong(LowWater::mark).min().orElse(Long.MIN_VALUE);
      if (least != Long.MIN_VALUE) {
        sink.mark(least - 1);
      }
    } else if (entry instanceof ApiCall call) {
      long time = call.time().toEpochMilli();
      if (time >= from && time < to) {
        sink.call(call);
      }
    } else if (entry instanceof FeedReport report) {
      long end = report.to().toEpochMilli();
      if (end >= from && end < to) {
        sink.report(report);
      }
    }
  }

  /** Records read, clocks included. */
  long records() {
    return records;
  }

  /** Records that are none of ours; left out, as the job does. */
  long foreign() {
    return foreign;
  }
}
