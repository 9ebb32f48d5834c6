package io.gatewatch.sinks;

import com.linecorp.armeria.client.retry.Backoff;
import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.sinks.Delivery.Refused;
import io.gatewatch.sinks.Delivery.Unavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code gatewatch.alerts} for one sink, on one thread, in a consumer group of its own: each
 * version is offered until it is taken or refused for good, in the topic's order, and only then
 * committed. So a version comes at least once, and again after a crash: receivers tell by its id.
 *
 * <p>While the receiver is away the sink waits, longer from attempt to attempt, and goes on where
 * it was; after {@link #GIVE_UP_AFTER} of one version it becomes a dead letter, since a receiver
 * that falls over one body must not be stuck with it for ever. A new sink begins with what comes
 * after its first start.
 */
final class SinkRunner implements AutoCloseable {
  static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

  private static final Logger LOG = LoggerFactory.getLogger(SinkRunner.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long BROKER_RETRY_MILLIS = 1_000;

  private final String name;
  private final SinkFilter filter;
  private final Sink sink;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final DeadLetters dead;
  private final InstantSource clock;
  private final Backoff backoff;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  /** What stands in the way, and since when; null while all is taken. */
  private Waiting waiting;

  private record Waiting(long offset, long since, int attempts, long until) {}

  SinkRunner(
      SinkConfig config,
      Sink sink,
      Supplier<Consumer<byte[], byte[]>> consumers,
      DeadLetters dead,
      InstantSource clock,
      Backoff backoff) {
    this.name = config.name();
    this.filter = new SinkFilter(config);
    this.sink = sink;
    this.consumers = consumers;
    this.dead = dead;
    this.clock = clock;
    this.backoff = backoff;
    this.thread = new Thread(this::runUntilStopped, "gatewatch-sink-" + name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void runUntilStopped() {
    while (!isStopped()) {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        follow(consumer);
      } catch (RuntimeException e) {
        LOG.warn("sink {}: alerts cannot be read, trying again: {}", name, e.toString());
        pause();
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    consumer.subscribe(List.of(Alert.TOPIC), beginningHere(consumer));
    while (!isStopped()) {
      ConsumerRecords<byte[], byte[]> rows = consumer.poll(POLL);
      Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
      boolean all = offer(consumer, rows, done);
      if (!done.isEmpty()) {
        consumer.commitSync(done);
      }
      if (!all) {
        consumer.pause(consumer.assignment());
      } else if (waiting != null && clock.millis() >= waiting.until()) {
        consumer.resume(consumer.paused());
      }
    }
  }

  /** Offers rows in order; at the first that is not taken now, steps back to it and gives false. */
  private boolean offer(
      Consumer<byte[], byte[]> consumer,
      ConsumerRecords<byte[], byte[]> rows,
      Map<TopicPartition, OffsetAndMetadata> done) {
    boolean going = true;
    for (TopicPartition partition : rows.partitions()) {
      for (ConsumerRecord<byte[], byte[]> row : rows.records(partition)) {
        going = going && !isStopped() && settle(row);
        if (!going) {
          consumer.seek(partition, row.offset());
          break;
        }
        done.put(partition, new OffsetAndMetadata(row.offset() + 1));
      }
    }
    return going;
  }

  /** Whether nothing is left to do with this row. */
  private boolean settle(ConsumerRecord<byte[], byte[]> row) {
    if (row.value() == null) {
      return true;
    }
    Alert alert;
    try {
      alert = AlertJson.read(row.value());
    } catch (IllegalArgumentException notAnAlert) {
      return bury(row, 0, "no alert that this sink understands");
    }
    if (!filter.wants(alert)) {
      return true;
    }
    Delivery delivery = attempt(alert, row.value());
    if (delivery instanceof Unavailable away) {
      if (!isOverdue(row)) {
        await(row, away);
        return false;
      }
      return bury(row, alert.version(), "not taken within 24 h: " + away.reason());
    }
    if (delivery instanceof Refused refused) {
      return bury(row, alert.version(), refused.reason());
    }
    SinkMetrics.DELIVERED.labelValues(name).inc();
    goOn();
    return true;
  }

  private Delivery attempt(Alert alert, byte[] row) {
    try {
      return sink.deliver(alert, row);
    } catch (RuntimeException e) {
      LOG.error("sink {}: a fault of ours with {}", name, alert.alertId(), e);
      return new Refused("a fault of ours: " + e.getClass().getSimpleName());
    }
  }

  private boolean isOverdue(ConsumerRecord<byte[], byte[]> row) {
    return waiting != null
        && waiting.offset() == row.offset()
        && clock.millis() - waiting.since() >= GIVE_UP_AFTER.toMillis();
  }

  private void await(ConsumerRecord<byte[], byte[]> row, Unavailable away) {
    boolean again = waiting != null && waiting.offset() == row.offset();
    int attempts = again ? waiting.attempts() + 1 : 1;
    long now = clock.millis();
    long pause = Math.max(backoff.nextDelayMillis(attempts), away.afterSeconds() * 1_000);
    waiting = new Waiting(row.offset(), again ? waiting.since() : now, attempts, now + pause);
    SinkMetrics.FAILED.labelValues(name).inc();
    SinkMetrics.WAITING_SINCE.labelValues(name).set(waiting.since() / 1e3);
    if (attempts == 1) {
      LOG.warn("sink {}: its receiver does not take alerts now: {}", name, away.reason());
    }
  }

  private void goOn() {
    if (waiting != null) {
      LOG.info("sink {}: its receiver takes alerts again", name);
      waiting = null;
      SinkMetrics.WAITING_SINCE.labelValues(name).set(0);
    }
  }

  private boolean bury(ConsumerRecord<byte[], byte[]> row, int version, String reason) {
    String id = row.key() == null ? "" : new String(row.key(), StandardCharsets.UTF_8);
    String text = new String(row.value(), StandardCharsets.UTF_8);
    boolean written = dead.write(new DeadLetter(name, id, version, reason, clock.instant(), text));
    if (written) {
      LOG.warn("sink {}: {} version {} became a dead letter: {}", name, id, version, reason);
      goOn();
    } else {
      await(row, new Unavailable("dead letters cannot be written", 0));
    }
    return written;
  }

  /** A group without a place in a partition gets one at its end, and keeps it. */
  private ConsumerRebalanceListener beginningHere(Consumer<byte[], byte[]> consumer) {
    return new ConsumerRebalanceListener() {
      @Override
      public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

      @Override
      public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> kept = consumer.committed(Set.copyOf(partitions));
        for (TopicPartition partition : partitions) {
          if (kept.get(partition) == null) {
            places.put(partition, new OffsetAndMetadata(consumer.position(partition)));
          }
        }
        if (!places.isEmpty()) {
          consumer.commitSync(places);
        }
      }
    };
  }

  private boolean isStopped() {
    return stop.getCount() == 0;
  }

  private void pause() {
    try {
      if (stop.await(BROKER_RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.debug("sink {}: stopped while waiting for the broker", name);
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
      thread.join(12_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sink.close();
  }
}
