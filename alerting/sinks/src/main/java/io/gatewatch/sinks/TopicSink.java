package io.gatewatch.sinks;

import io.gatewatch.alerting.Alert;
import io.gatewatch.sinks.Delivery.Refused;
import io.gatewatch.sinks.Delivery.Unavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Rows in another shape to a topic, keyed by alertId. */
final class TopicSink implements Sink {
  private static final Duration WITHIN = Duration.ofSeconds(15);

  private final String topic;
  private final Function<Alert, byte[]> shape;
  private final Producer<byte[], byte[]> producer;

  TopicSink(String topic, Function<Alert, byte[]> shape, Producer<byte[], byte[]> producer) {
    this.topic = topic;
    this.shape = shape;
    this.producer = producer;
  }

  @Override
  public Delivery deliver(Alert alert, byte[] row) {
    byte[] key = alert.alertId().getBytes(StandardCharsets.UTF_8);
    try {
      producer
          .send(new ProducerRecord<>(topic, key, shape.apply(alert)))
          .get(WITHIN.toSeconds(), TimeUnit.SECONDS);
      return Delivery.TAKEN;
    } catch (ExecutionException e) {
      return e.getCause() instanceof RecordTooLargeException
          ? new Refused("row too large for the topic")
          : new Unavailable("topic: " + e.getCause().getClass().getSimpleName(), 0);
    } catch (TimeoutException e) {
      return new Unavailable("topic: no answer", 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Unavailable("interrupted", 0);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
