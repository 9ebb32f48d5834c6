package io.gatewatch.streamsapp;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertVersion;
import io.gatewatch.alerting.AlertingConfig;
import io.gatewatch.alerting.Incident;
import io.gatewatch.alerting.IncidentShard;
import io.gatewatch.alerting.ServiceHealth;
import io.gatewatch.alerting.Told;
import io.gatewatch.detectors.DetectionRecord;
import io.gatewatch.detectors.Ticks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Lends a partition's {@link IncidentShard} its store; forwards to the desk the versions of alerts,
 * to the governor their grounds, and to both, once a tick, the partition's Clock.
 */
final class IncidentsProcessor implements Processor<byte[], byte[], String, Row> {
  static final String STORE = "incidents";

  /** Entity keys hold a slash, so this is none. */
  private static final String CLOCK = "clock";

  private final AlertingConfig config;
  private ProcessorContext<String, Row> context;
  private KeyValueStore<String, byte[]> store;
  private IncidentShard shard;

  IncidentsProcessor(AlertingConfig config) {
    this.config = config;
  }

  @Override
  public void init(ProcessorContext<String, Row> context) {
    this.context = context;
    this.store = context.getStateStore(STORE);
    this.shard = new IncidentShard(config, new RocksStates(store));
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        restore(all.next());
      }
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    DetectionReader.read(record.value()).ifPresent(r -> take(r, record.timestamp()));
  }

  private void take(DetectionRecord record, long timestamp) {
    if (record.detection() != null) {
      tell(shard.detection(record.detection()), timestamp);
      return;
    }
    Instant before = shard.clock();
    tell(shard.clock(record.clock().time()), timestamp);
    Instant now = shard.clock();
    if (now.isAfter(before)) {
      store.put(CLOCK, now.toString().getBytes(StandardCharsets.UTF_8));
    }
    // Governor and desk decide whole ticks: they hear of no Clock that ends none.
    if (Ticks.of(now.toEpochMilli()) > Ticks.of(before.toEpochMilli())) {
      int partition = context.taskId().partition();
      Row clock = GovernorInput.of(partition, now).toRow();
      context.forward(new Record<>(CLOCK, clock, timestamp));
      context.forward(new Record<>(CLOCK, DeskInput.of(partition, now).toRow(), timestamp));
    }
  }

  private void tell(List<AlertVersion> versions, long timestamp) {
    for (AlertVersion version : versions) {
      Alert alert = version.alert();
      Row row = DeskInput.of(version).toRow();
      context.forward(new Record<>(alert.alertId(), row, timestamp));
      if (version.grounds() != null) {
        tellGovernor(Told.of(version.grounds()), timestamp);
      }
      ServiceHealth.of(alert).ifPresent(health -> tellGovernor(Told.of(health), timestamp));
    }
  }

  private void tellGovernor(Told told, long timestamp) {
    context.forward(new Record<>(told.key(), GovernorInput.of(told).toRow(), timestamp));
  }

  private void restore(KeyValue<String, byte[]> kept) {
    if (kept.key.equals(CLOCK)) {
      shard.restoreClock(Instant.parse(new String(kept.value, StandardCharsets.UTF_8)));
    } else {
      shard.restore(kept.key, Incident.fromBytes(kept.value));
    }
  }

  private record RocksStates(KeyValueStore<String, byte[]> store) implements IncidentShard.Store {
    @Override
    public Incident get(String key) {
      byte[] bytes = store.get(key);
      return bytes == null ? null : Incident.fromBytes(bytes);
    }

    @Override
    public void put(String key, Incident state) {
      store.put(key, state.toBytes());
    }

    @Override
    public void remove(String key) {
      store.delete(key);
    }
  }
}
