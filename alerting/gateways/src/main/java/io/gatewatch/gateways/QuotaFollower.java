package io.gatewatch.gateways;

import io.gatewatch.alerting.QuotaSignature;
import io.gatewatch.alerting.QuotaUpdate;
import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Keeps a {@link QuotaTable} in step with {@code gatewatch.quotas}, on one thread of its own.
 *
 * <p>Cold start: it reads to the end offset seen at start into a table on the side; until that is
 * whole, {@link #table()} is empty and a gateway holds its base limits. Then the whole set is
 * replaced at once and followed. When the broker fails the same table is read over: applying twice
 * changes nothing, and what is not renewed expires.
 */
public final class QuotaFollower implements Quotas, AutoCloseable {
  private final QuotaIntake intake;
  private final TopicFollower topic;

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
    this.intake = new QuotaIntake(signers, clock, told);
    this.topic =
        new TopicFollower(
            QuotaUpdate.TOPIC,
            consumers,
            new TopicFollower.Listener() {
              @Override
              public void heard(ConsumerRecord<byte[], byte[]> row, boolean isNew) {
                intake.take(row.key(), row.value(), signature(row));
              }

              @Override
              public void caughtUp() {
                intake.whole();
              }
            });
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
    return new QuotaFollower(() -> TopicFollower.consumer(bootstrapServers), signers, clock, told);
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
    topic.close();
  }

  private static byte[] signature(ConsumerRecord<byte[], byte[]> row) {
    Header header = row.headers().lastHeader(QuotaSignature.HEADER);
    return header == null ? null : header.value();
  }
}
