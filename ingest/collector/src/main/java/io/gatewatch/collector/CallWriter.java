package io.gatewatch.collector;

import io.gatewatch.ingest.Clock;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.avro.LogEntryCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes rows and clocks through one idempotent producer, so that within a partition whatever was
 * given first lies first. Safe for use by many threads.
 */
final class CallWriter implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Producer<byte[], byte[]> producer;

  CallWriter(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /** Connects to a broker. A broker that is away shows within ten seconds. */
  static CallWriter connect(String bootstrapServers, String writer) {
    return new CallWriter(
        new KafkaProducer<>(
            Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "gatewatch-" + writer),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 5),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000)),
            new ByteArraySerializer(),
            new ByteArraySerializer()));
  }

  /**
   * Gives rows to the producer before it returns; the answer is done when the broker has all of
   * them, and fails when it refuses one.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback tells the same
  CompletableFuture<Void> write(List<ProducerRecord<byte[], byte[]>> rows) {
    CompletableFuture<Void> stored = new CompletableFuture<>();
    AtomicInteger open = new AtomicInteger(rows.size() + 1);
    try {
      for (ProducerRecord<byte[], byte[]> row : rows) {
        if (stored.isCompletedExceptionally()) {
          break;
        }
        producer.send(row, (metadata, failure) -> settle(stored, open, failure));
      }
    } catch (KafkaException | IllegalStateException e) {
      stored.completeExceptionally(e);
    }
    settle(stored, open, null);
    return stored;
  }

  /** Writes a clock to every partition of {@code gatewatch.calls}, behind all rows given so far. */
  CompletableFuture<Void> write(Clock clock) {
    byte[] key = ("clock/" + Principal.encode(clock.writer())).getBytes(StandardCharsets.UTF_8);
    byte[] value = new LogEntryCodec().write(clock);
    List<PartitionInfo> partitions = producer.partitionsFor(LogEntry.TOPIC);
    return write(
        partitions.stream()
            .map(p -> new ProducerRecord<>(LogEntry.TOPIC, p.partition(), key, value))
            .toList());
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }

  private static void settle(
      CompletableFuture<Void> stored, AtomicInteger open, Exception failure) {
    if (failure != null) {
      stored.completeExceptionally(failure);
    }
    if (open.decrementAndGet() == 0) {
      stored.complete(null);
    }
  }
}
