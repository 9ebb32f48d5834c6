package io.gatewatch.streamsapp;

import io.gatewatch.alerting.LowWater;
import io.gatewatch.alerting.QuotaGrounds;
import io.gatewatch.alerting.QuotaLedger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How the governor's state lies in its store: the ledger, each partition's Clock, each of the
 * grounds that wait for their round, and the controller's epoch.
 */
final class GovernorStore {
  static final String STORE = "governor";

  private static final String LEDGER = "ledger";
  private static final String EPOCH = "epoch";
  private static final String CLOCK = "clock/";
  private static final String PENDING = "pending/";

  private final KeyValueStore<String, byte[]> store;

  GovernorStore(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  QuotaLedger ledger() {
    byte[] bytes = store.get(LEDGER);
    return bytes == null ? new QuotaLedger() : QuotaLedger.fromBytes(bytes);
  }

  void keep(QuotaLedger ledger) {
    store.put(LEDGER, ledger.toBytes());
  }

  /** Raises the epoch: each take-over of the governor is a controller of its own. */
  long nextEpoch() {
    byte[] bytes = store.get(EPOCH);
    long epoch = bytes == null ? 1 : Long.parseLong(text(bytes)) + 1;
    store.put(EPOCH, bytes(Long.toString(epoch)));
    return epoch;
  }

  void keepClock(int partition, Instant time) {
    store.put(CLOCK + partition, bytes(time.toString()));
  }

  void tellClocks(LowWater lowWater) {
    for (KeyValue<String, byte[]> kept : under(CLOCK)) {
      int partition = Integer.parseInt(kept.key.substring(CLOCK.length()));
      lowWater.hear(partition, Instant.parse(text(kept.value)));
    }
  }

  void keep(QuotaGrounds grounds) {
    store.put(pendingKey(grounds), GovernorInput.of(grounds).toRow().value());
  }

  void drop(QuotaGrounds grounds) {
    store.delete(pendingKey(grounds));
  }

  List<QuotaGrounds> pending() {
    return under(PENDING).stream()
        .map(kept -> GovernorInput.fromBytes(kept.value).grounds())
        .toList();
  }

  private List<KeyValue<String, byte[]>> under(String prefix) {
    List<KeyValue<String, byte[]>> found = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = store.range(prefix, prefix + "\uffff")) {
      all.forEachRemaining(found::add);
    }
    return found;
  }

  private static String pendingKey(QuotaGrounds grounds) {
    return PENDING + grounds.alertId() + "/" + grounds.version();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
