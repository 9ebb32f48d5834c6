package io.gatewatch.gateways;

import io.gatewatch.alerting.Heartbeat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a {@link ControllerWatch} of each heartbeat that comes from now on, on its own thread. */
final class HeartbeatFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HeartbeatFollower.class);
  private static final byte[] KEY = Heartbeat.KEY.getBytes(StandardCharsets.UTF_8);
  private static final Duration POLL = Duration.ofMillis(500);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final ControllerWatch watch;
  private final InstantSource clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::follow, "gatewatch-heartbeat");

  HeartbeatFollower(
      Supplier<Consumer<byte[], byte[]>> consumers, ControllerWatch watch, InstantSource clock) {
    this.consumers = consumers;
    this.watch = watch;
    this.clock = clock;
    thread.setDaemon(true);
    thread.start();
  }

  static HeartbeatFollower start(
      String bootstrapServers, ControllerWatch watch, InstantSource clock) {
    return new HeartbeatFollower(
        () ->
            new KafkaConsumer<>(
                Map.of(
                    "bootstrap.servers", bootstrapServers,
                    "isolation.level", "read_committed",
                    "enable.auto.commit", "false",
                    "allow.auto.create.topics", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer()),
        watch,
        clock);
  }

  private void follow() {
    while (stop.getCount() > 0) {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        List<TopicPartition> partitions =
            consumer.partitionsFor(Heartbeat.TOPIC).stream()
                .map(part -> new TopicPartition(part.topic(), part.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        while (stop.getCount() > 0) {
          for (ConsumerRecord<byte[], byte[]> row : consumer.poll(POLL)) {
            if (Arrays.equals(row.key(), KEY)) {
              watch.heard(clock.instant());
            }
          }
        }
      } catch (KafkaException e) {
        LOG.warn("the control topic cannot be read, trying again: {}", e.toString());
        pause();
      }
    }
  }

  private void pause() {
    try {
      if (stop.await(1, TimeUnit.SECONDS)) {
        LOG.debug("stopped while waiting for the broker");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
