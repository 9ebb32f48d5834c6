package io.gatewatch.replaydata.up;

import io.gatewatch.ingest.Feed;
import io.gatewatch.ingest.FeedCount;
import io.gatewatch.ingest.FeedReport;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.avro.LogEntryCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Eight days of reports about a log source that always spoke, up to a moment. */
final class FeedPast {
  private static final Duration SPAN = Duration.ofMinutes(1);

  private FeedPast() {}

  static void write(String servers, Instant until, Feed feed) {
    FeedCount count = new FeedCount(feed, 600, 300_000, 0, 0, 0, new TreeMap<>(), new TreeMap<>());
    LogEntryCodec codec = new LogEntryCodec();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Instant t = until.minus(Duration.ofDays(8)); t.isBefore(until); t = t.plus(SPAN)) {
        FeedReport report = new FeedReport("past", t, t.plus(SPAN), List.of(count));
        byte[] key = report.key().getBytes(StandardCharsets.UTF_8);
        var unused = // flushed at the end
            producer.send(new ProducerRecord<>(LogEntry.TOPIC, key, codec.write(report)));
      }
      producer.flush();
    }
  }
}
