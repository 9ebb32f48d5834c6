package io.gatewatch.gateways;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.detectors.DetectionCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes {@code gatewatch.quota-status}. It never holds the reader up for longer than a tenth of a
 * second: a row that cannot be written is counted and given up.
 */
final class KafkaStatus implements Consumer<QuotaStatus>, AutoCloseable {
  private static final ObjectMapper JSON = DetectionCodec.mapper();

  private final Producer<byte[], byte[]> producer;

  KafkaStatus(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  static KafkaStatus to(String bootstrapServers) {
    return new KafkaStatus(
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "max.block.ms", "100",
                "delivery.timeout.ms", "30000",
                "request.timeout.ms", "10000",
                "linger.ms", "5",
                "buffer.memory", "4194304"),
            new ByteArraySerializer(),
            new ByteArraySerializer()));
  }

  @Override
  public void accept(QuotaStatus status) {
    try {
      // What fails later comes to the callback.
      Future<?> unused =
          producer.send(
              new ProducerRecord<>(
                  QuotaStatus.TOPIC,
                  status.recordKey().getBytes(StandardCharsets.UTF_8),
                  json(status)),
              (written, failure) -> {
                if (failure != null) {
                  ReaderMetrics.STATUS_LOST.inc();
                }
              });
    } catch (KafkaException e) {
      ReaderMetrics.STATUS_LOST.inc();
    }
  }

  static byte[] json(QuotaStatus status) {
    try {
      return JSON.writeValueAsBytes(status);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a status always has a JSON form", e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}
