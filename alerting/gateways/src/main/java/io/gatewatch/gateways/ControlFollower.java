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
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of what the control topic holds for a reader, on its own thread: {@link KillOrders} of
 * every kill that is there or comes, a {@link ControllerWatch} of each heartbeat that comes from
 * now on.
 */
final class ControlFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlFollower.class);
  private static final byte[] KEY = Heartbeat.KEY.getBytes(StandardCharsets.UTF_8);
  private static final Duration POLL = Duration.ofMillis(500);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final ControllerWatch watch;
  private final KillOrders kills;
  private final InstantSource clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::follow, "gatewatch-control");

  ControlFollower(
      Supplier<Consumer<byte[], byte[]>> consumers,
      ControllerWatch watch,
      KillOrders kills,
      InstantSource clock) {
    this.consumers = consumers;
    this.watch = watch;
    this.kills = kills;
    this.clock = clock;
    thread.setDaemon(true);
    thread.start();
  }

  static ControlFollower start(
      String bootstrapServers, ControllerWatch watch, KillOrders kills, InstantSource clock) {
    return new ControlFollower(
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
        kills,
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
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.seekToBeginning(partitions);
        while (stop.getCount() > 0) {
          for (ConsumerRecord<byte[], byte[]> row : consumer.poll(POLL)) {
            boolean isNew =
                row.offset() >= ends.get(new TopicPartition(row.topic(), row.partition()));
            hear(row, isNew);
          }
        }
      } catch (RuntimeException e) {
        LOG.warn("the control topic cannot be read, trying again: {}", e.toString());
        pause();
      }
    }
  }

  private void hear(ConsumerRecord<byte[], byte[]> row, boolean isNew) {
    if (isNew && Arrays.equals(row.key(), KEY)) {
      watch.heard(clock.instant());
    }
    if (row.key() != null) {
      kills.hear(new String(row.key(), StandardCharsets.UTF_8), row.value());
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
