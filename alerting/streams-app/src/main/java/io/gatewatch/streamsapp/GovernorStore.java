package io.gatewatch.streamsapp;

import io.gatewatch.alerting.LowWater;
import io.gatewatch.alerting.QuotaLedger;
import io.gatewatch.alerting.Told;
import io.gatewatch.alerting.usage.UsageBook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How the governor's state lies in its store: the ledger, each partition's Clock, what waits for
 * its tick, the agent registries, each agent's use, and the controller's epoch.
 */
final class GovernorStore {
  static final String STORE = "governor";

  private static final String LEDGER = "ledger";
  private static final String EPOCH = "epoch";
  private static final String CLOCK = "clock/";
  private static final String PENDING = "pending/";
  private static final String REGISTRY = "registry/";
  private static final String USE = "use/";

  private final KeyValueStore<String, byte[]> store;

  GovernorStore(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  QuotaLedger ledger() {
    byte[] bytes = store.get(LEDGER);
    QuotaLedger ledger = bytes == null ? new QuotaLedger() : QuotaLedger.fromBytes(bytes);
    tell(ledger.book());
    return ledger;
  }

  /** Keeps what has changed of ledger and book. */
  void keep(QuotaLedger ledger) {
    if (ledger.drainChanged()) {
      store.put(LEDGER, ledger.toBytes());
    }
    for (String agent : ledger.book().drainChanged()) {
      store.put(USE + agent, ledger.book().bytes(agent));
    }
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

  void keep(Told told) {
    store.put(PENDING + told.key(), GovernorInput.of(told).toRow().value());
  }

  void drop(Told told) {
    store.delete(PENDING + told.key());
  }

  /** What waits; what an older version kept is kept anew under the key of this one. */
  List<Told> pending() {
    List<Told> pending = new ArrayList<>();
    for (KeyValue<String, byte[]> kept : under(PENDING)) {
      Told told = GovernorInput.fromBytes(kept.value).told();
      if (!kept.key.equals(PENDING + told.key())) {
        store.delete(kept.key);
        keep(told);
      }
      pending.add(told);
    }
    return pending;
  }

  void keep(PackedRegistry registry) {
    store.put(REGISTRY + registry.order(), GovernorInput.of(registry).toRow().value());
  }

  /** Drops the registry of that order. */
  void dropRegistry(String order) {
    store.delete(REGISTRY + order);
  }

  /** All that are kept; what an older version kept is kept anew under the key of this one. */
  List<PackedRegistry> registries() {
    List<PackedRegistry> registries = new ArrayList<>();
    for (KeyValue<String, byte[]> kept : under(REGISTRY)) {
      PackedRegistry registry = GovernorInput.fromBytes(kept.value).registry();
      if (!kept.key.equals(REGISTRY + registry.order())) {
        store.delete(kept.key);
        keep(registry);
      }
      registries.add(registry);
    }
    return registries;
  }

  private void tell(UsageBook book) {
    under(USE).forEach(kept -> book.restore(kept.value));
  }

  private List<KeyValue<String, byte[]>> under(String prefix) {
    List<KeyValue<String, byte[]>> found = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = store.range(prefix, prefix + "\uffff")) {
      all.forEachRemaining(found::add);
    }
    return found;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
