package io.gatewatch.gateways;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
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
 * Reads a topic from its beginning and goes on, on one thread of its own, without a consumer group.
 * When the broker fails it is read over from the beginning, a second later: its listener has to
 * bear a record twice.
 */
final class TopicFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long RETRY_MILLIS = 1_000;

  private final String topic;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Listener listener;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  /** Hears a topic, on the follower's thread. */
  interface Listener {
    /**
     * One record.
     *
     * @param isNew whether it came after the reading began
     */
    void heard(ConsumerRecord<byte[], byte[]> row, boolean isNew);

    /** All that was there when the reading began has been heard; once for each reading. */
    default void caughtUp() {}
  }

  /** Starts with consumers from elsewhere: one at a time, each closed before the next. */
  TopicFollower(String topic, Supplier<Consumer<byte[], byte[]>> consumers, Listener listener) {
    this.topic = requireNonNull(topic, "topic");
    this.consumers = requireNonNull(consumers, "consumers");
    this.listener = requireNonNull(listener, "listener");
    this.thread = new Thread(this::followUntilStopped, "gatewatch-follower-" + topic);
    thread.setDaemon(true);
    thread.start();
  }

  /** A consumer that sees what is committed. */
  static Consumer<byte[], byte[]> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest",
            "enable.auto.commit", "false",
            "allow.auto.create.topics", "false"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private void followUntilStopped() {
    while (isRunning()) {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        follow(consumer);
      } catch (RuntimeException e) {
        LOG.warn("{} cannot be read, trying again: {}", topic, e.toString());
        pause();
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(part -> new TopicPartition(part.topic(), part.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new IllegalStateException("there is no such topic yet");
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    boolean caughtUp = false;
    while (isRunning()) {
      for (ConsumerRecord<byte[], byte[]> row : consumer.poll(POLL)) {
        long end = ends.get(new TopicPartition(row.topic(), row.partition()));
        listener.heard(row, row.offset() >= end);
      }
      if (!caughtUp && partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p))) {
        caughtUp = true;
        listener.caughtUp();
      }
    }
  }

  private boolean isRunning() {
    return stop.getCount() > 0;
  }

  private void pause() {
    try {
      if (stop.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
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
