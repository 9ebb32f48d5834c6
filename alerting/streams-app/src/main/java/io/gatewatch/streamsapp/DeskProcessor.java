package io.gatewatch.streamsapp;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.alerting.AlertingConfig;
import io.gatewatch.alerting.LowWater;
import io.gatewatch.alerting.desk.AlertDesk;
import io.gatewatch.alerting.desk.DeskBook;
import io.gatewatch.alerting.desk.DeskState;
import io.gatewatch.ingest.ControlRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one desk: lends {@link AlertDesk} its store, the partitions' Clocks and what control says,
 * and publishes what it tells.
 */
final class DeskProcessor implements Processor<String, Row, String, Row> {
  static final String STORE = "desk";

  private static final Logger LOG = LoggerFactory.getLogger(DeskProcessor.class);
  private static final String CLOCK = "clock/";
  private static final String CONTROL = "control/";

  private final AlertingConfig config;
  private final int detectionsPartitions;
  private ProcessorContext<String, Row> context;
  private KeyValueStore<String, byte[]> store;
  private DeskBook book;
  private AlertDesk desk;
  private DeskState state;
  private LowWater lowWater;

  DeskProcessor(AlertingConfig config, int detectionsPartitions) {
    this.config = config;
    this.detectionsPartitions = detectionsPartitions;
  }

  @Override
  public void init(ProcessorContext<String, Row> context) {
    this.context = context;
    store = context.getStateStore(STORE);
    // Made anew: a revived task must not remember what its aborted transaction had heard.
    book = new DeskBook();
    desk = new AlertDesk(config, book);
    state = new DeskState();
    lowWater = new LowWater(detectionsPartitions);
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      all.forEachRemaining(this::restore);
    }
    state.dropChanges();
  }

  private void restore(KeyValue<String, byte[]> kept) {
    if (kept.key.startsWith(CLOCK)) {
      int partition = Integer.parseInt(kept.key.substring(CLOCK.length()));
      lowWater.hear(partition, Instant.parse(new String(kept.value, StandardCharsets.UTF_8)));
    } else if (kept.key.startsWith(CONTROL)) {
      ControlReader.read(kept.value).ifPresent(this::note);
    } else {
      state.restore(kept.key, kept.value);
    }
  }

  @Override
  public void process(Record<String, Row> record) {
    byte[] value = record.value().value();
    if (record.value().isOfControl()) {
      Optional<ControlRecord> control = ControlReader.read(value);
      if (control.isPresent() && note(control.get())) {
        store.put(CONTROL + control.get().key(), value);
      }
      return;
    }
    DeskInput input = DeskInput.fromBytes(value);
    if (input.version() != null) {
      desk.observe(state, input.version());
      keep();
      return;
    }
    if (input.verdict() != null) {
      // The governor counts what is passed over, and says so.
      if (!SaneTimes.isTooFarAhead(input.verdict().effectiveFrom(), lowWater.now())) {
        desk.observe(state, input.verdict());
        keep();
      }
      return;
    }
    int partition = input.clock().partition();
    Instant time = input.clock().time();
    store.put(CLOCK + partition, time.toString().getBytes(StandardCharsets.UTF_8));
    lowWater.hear(partition, time).ifPresent(low -> tell(low, record.timestamp()));
  }

  /** Whether the desk can use it. */
  private boolean note(ControlRecord control) {
    if (!DeskBook.holds(control.kind())) {
      return false;
    }
    try {
      book.add(control);
      return true;
    } catch (RuntimeException e) {
      // Whatever it is: a record that ends the thread would end each that takes its place.
      LOG.warn("{} is left out: {}", control.key(), e.toString());
      return false;
    }
  }

  private void tell(Instant time, long timestamp) {
    for (Alert alert : desk.advance(state, time)) {
      AlertingMetrics.count(alert);
      Row row = new Row(Alert.TOPIC, AlertJson.write(alert));
      context.forward(new Record<>(alert.alertId(), row, timestamp));
    }
    keep();
  }

  private void keep() {
    state
        .changes()
        .forEach(
            (key, value) -> {
              if (value == null) {
                store.delete(key);
              } else {
                store.put(key, value);
              }
            });
  }
}
