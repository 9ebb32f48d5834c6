package io.gatewatch.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads some topics on one thread, without a group: every console sees everything. When the broker
 * fails it starts over; readers are idempotent, and those that begin at the end miss what was
 * written meanwhile. A record that a reader cannot read, in whatever way, is counted and passed
 * over: one record must not end the reading of all.
 */
final class TopicFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicFeed.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long RETRY_MILLIS = 1_000;

  /** Where reading begins. */
  enum From {
    BEGINNING,
    END
  }

  /** A topic, where to begin, and who reads it; the reader may throw RuntimeException. */
  record Source(String topic, From from, Reader reader) {}

  /** Takes one record with a value. */
  interface Reader {
    void read(ConsumerRecord<byte[], byte[]> row);
  }

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Map<String, Source> sources;
  private final Map<String, Long> unreadable = new ConcurrentHashMap<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean caughtUp;

  /** Reads with consumers from elsewhere: one at a time, each closed before the next. */
  TopicFeed(Supplier<Consumer<byte[], byte[]>> consumers, List<Source> sources) {
    this.consumers = consumers;
    this.sources = sources.stream().collect(Collectors.toMap(Source::topic, each -> each));
    this.thread = new Thread(this::readUntilStopped, "gatewatch-console-feed");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether the topics were read to the ends seen at the start. */
  boolean isCaughtUp() {
    return caughtUp;
  }

  /** Records that could not be read, by topic. */
  Map<String, Long> unreadable() {
    return unreadable;
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

  private void readUntilStopped() {
    while (isRunning()) {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        read(consumer);
      } catch (RuntimeException e) {
        LOG.warn("the broker cannot be read, trying again: {}", e.toString());
        pause();
      }
    }
  }

  private void read(Consumer<byte[], byte[]> consumer) {
    Map<TopicPartition, Long> ends = begin(consumer);
    while (isRunning()) {
      consumer.poll(POLL).forEach(this::give);
      ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
      caughtUp |= ends.isEmpty();
    }
  }

  /** Takes its place in every partition; answers the ends at this moment. */
  private Map<TopicPartition, Long> begin(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> all = new ArrayList<>();
    for (String topic : sources.keySet()) {
      List<PartitionInfo> partitions = consumer.partitionsFor(topic);
      if (partitions == null || partitions.isEmpty()) {
        throw new KafkaException("topic " + topic + " does not exist yet");
      }
      partitions.forEach(each -> all.add(new TopicPartition(topic, each.partition())));
    }
    consumer.assign(all);
    consumer.seekToBeginning(all.stream().filter(each -> from(each) == From.BEGINNING).toList());
    consumer.seekToEnd(all.stream().filter(each -> from(each) == From.END).toList());
    return new HashMap<>(consumer.endOffsets(all));
  }

  private From from(TopicPartition partition) {
    return sources.get(partition.topic()).from();
  }

  private void give(ConsumerRecord<byte[], byte[]> row) {
    if (row.value() == null) {
      return;
    }
    try {
      sources.get(row.topic()).reader().read(row);
    } catch (RuntimeException e) {
      if (unreadable.merge(row.topic(), 1L, Long::sum) == 1) {
        LOG.warn("{} holds a record that cannot be read, at offset {}", row.topic(), row.offset());
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

  /** A consumer that sees what is committed. */
  static Consumer<byte[], byte[]> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "isolation.level", "read_committed",
            "auto.offset.reset", "latest",
            "enable.auto.commit", "false",
            "allow.auto.create.topics", "false",
            "max.poll.records", "2000"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
