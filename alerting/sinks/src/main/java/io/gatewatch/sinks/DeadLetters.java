package io.gatewatch.sinks;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes dead letters; safe for use by several sinks. */
final class DeadLetters implements AutoCloseable {
  private static final Duration WITHIN = Duration.ofSeconds(15);

  private final Producer<byte[], byte[]> producer;

  DeadLetters(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /** Writes one; false when the topic cannot be reached, so that nothing is passed over. */
  boolean write(DeadLetter letter) {
    try {
      producer
          .send(new ProducerRecord<>(DeadLetter.TOPIC, letter.key(), letter.value()))
          .get(WITHIN.toSeconds(), TimeUnit.SECONDS);
      SinkMetrics.DEAD.labelValues(letter.sink()).inc();
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
