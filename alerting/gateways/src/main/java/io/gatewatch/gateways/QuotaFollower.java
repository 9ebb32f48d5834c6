package io.gatewatch.gateways;

import io.gatewatch.alerting.QuotaSignature;
import io.gatewatch.alerting.QuotaUpdate;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link QuotaTable} in step with {@code gatewatch.quotas}, on one thread of its own.
 *
 * <p>Cold start: it reads to the end offset seen at start into a table on the side; until that is
 * whole, {@link #table()} is empty and a gateway holds its base limits. Then the whole set is
 * replaced at once and followed. When the broker fails the same table is read over: applying twice
 * changes nothing, and what is not renewed expires.
 */
public final class QuotaFollower implements Quotas, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QuotaFollower.class);
  private static final TopicPartition PARTITION = new TopicPartition(QuotaUpdate.TOPIC, 0);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long RETRY_MILLIS = 1_000;

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final QuotaIntake intake;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  /** Hears what became of each record, on the follower's thread; during the cold start too. */
  @FunctionalInterface
  public interface Listener {
    /**
     * One record was taken or ignored.
     *
     * @param key the record's key, which nobody may have signed; null when it has none
     */
    void told(byte[] key, Outcome outcome);

    /** The same with all of the record, as it was published. */
    default void heard(byte[] key, byte[] value, byte[] signature, Outcome outcome) {
      told(key, outcome);
    }
  }

  /** Follows with consumers from elsewhere: one at a time, each closed before the next. */
  QuotaFollower(
      Supplier<Consumer<byte[], byte[]>> consumers,
      Collection<PublicKey> signers,
      InstantSource clock,
      Listener told) {
    this.consumers = consumers;
    this.intake = new QuotaIntake(signers, clock, told);
    this.thread = new Thread(this::followUntilStopped, "gatewatch-quota-follower");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Starts to follow; returns at once.
   *
   * @param signers whose signatures are believed
   * @param clock the reader's wall clock, for expiry
   * @param told hears what became of each record, on the follower's thread; during the cold start
   *     too
   */
  public static QuotaFollower start(
      String bootstrapServers,
      Collection<PublicKey> signers,
      InstantSource clock,
      java.util.function.Consumer<Outcome> told) {
    return follow(bootstrapServers, signers, clock, (key, outcome) -> told.accept(outcome));
  }

  /** The same for a listener that wants the keys too. */
  public static QuotaFollower follow(
      String bootstrapServers, Collection<PublicKey> signers, InstantSource clock, Listener told) {
    return new QuotaFollower(() -> consumer(bootstrapServers), signers, clock, told);
  }

  /** What holds now: empty until the first reading is whole. */
  public QuotaTable table() {
    return intake.table();
  }

  /** Whether the first reading is whole. */
  @Override
  public boolean isCaughtUp() {
    return intake.isCaughtUp();
  }

  @Override
  public List<HeldQuota> inForce(Instant now) {
    return intake.inForce(now);
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

  private void followUntilStopped() {
    while (stop.getCount() > 0) {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        follow(consumer);
      } catch (RuntimeException e) {
        LOG.warn("the control topic cannot be read, trying again: {}", e.toString());
        pause();
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    consumer.assign(List.of(PARTITION));
    consumer.seekToBeginning(List.of(PARTITION));
    long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
    while (stop.getCount() > 0) {
      for (ConsumerRecord<byte[], byte[]> row : consumer.poll(POLL)) {
        intake.take(row.key(), row.value(), signature(row));
      }
      if (!intake.isCaughtUp() && consumer.position(PARTITION) >= end) {
        intake.whole();
      }
    }
  }

  private static byte[] signature(ConsumerRecord<byte[], byte[]> row) {
    Header header = row.headers().lastHeader(QuotaSignature.HEADER);
    return header == null ? null : header.value();
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

  private static Consumer<byte[], byte[]> consumer(String bootstrapServers) {
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
}
