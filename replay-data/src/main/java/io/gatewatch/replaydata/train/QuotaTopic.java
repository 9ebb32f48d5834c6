package io.gatewatch.replaydata.train;

import io.gatewatch.alerting.QuotaSignature;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.gateways.Outcome;
import io.gatewatch.gateways.QuotaTable;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Quota updates as a gateway takes them from {@code gatewatch.quotas}: one whose signature does not
 * hold counts as little here as there. Without a key to check by, all count that can be read.
 */
public final class QuotaTopic {
  private final QuotaTable table;
  private final List<QuotaUpdate> updates = new ArrayList<>();
  private int unreadable;
  private int unbelieved;

  private QuotaTopic(Collection<PublicKey> signers) {
    table = signers.isEmpty() ? null : new QuotaTable(signers);
  }

  /**
   * Reads what stands on the topic.
   *
   * @param signers whose signatures hold; empty to check none
   */
  public static QuotaTopic read(String broker, Collection<PublicKey> signers) {
    QuotaTopic topic = new QuotaTopic(signers);
    TopicTexts.records(broker, QuotaUpdate.TOPIC).forEach(topic::take);
    return topic;
  }

  /** The updates that count, in the order in which they were made. */
  public List<QuotaUpdate> updates() {
    return QuotaUpdates.inOrder(updates);
  }

  /** How many records are no quota update. */
  public int unreadable() {
    return unreadable;
  }

  /** How many records no gateway would have believed. */
  public int unbelieved() {
    return unbelieved;
  }

  private void take(ConsumerRecord<byte[], byte[]> row) {
    QuotaUpdate update;
    try {
      update = QuotaUpdates.read(new String(row.value(), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      unreadable++;
      return;
    }
    Outcome outcome = table == null ? null : judged(row);
    if (outcome instanceof Outcome.Ignored no) {
      switch (no.reason()) {
        case UNREADABLE -> unreadable++;
        case UNSIGNED, UNKNOWN_KEY, FORGED, WRONG_KEY -> unbelieved++;
        case STALE, EXPIRED -> {} // Gateways knew it already, or it asked for no time at all.
      }
    } else {
      updates.add(update);
    }
  }

  /** By a gateway that heard it before it expired. */
  private Outcome judged(ConsumerRecord<byte[], byte[]> row) {
    Header header = row.headers().lastHeader(QuotaSignature.HEADER);
    byte[] signature = header == null ? null : header.value();
    return table.apply(row.key(), row.value(), signature, Instant.EPOCH);
  }
}
