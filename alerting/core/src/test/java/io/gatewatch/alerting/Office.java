package io.gatewatch.alerting;

import io.gatewatch.alerting.desk.AlertDesk;
import io.gatewatch.alerting.desk.DeskBook;
import io.gatewatch.alerting.desk.DeskState;
import io.gatewatch.detectors.Detection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shards of several partitions and one desk, as an engine runs them, over maps of bytes. */
final class Office {
  final List<Alert> alerts = new ArrayList<>();
  private final AlertingConfig config;
  private final DeskBook book;
  private final List<IncidentShard> shards = new ArrayList<>();
  private final LowWater lowWater;
  private final Map<String, byte[]> store = new TreeMap<>();
  private DeskState state = new DeskState();
  private AlertDesk desk;

  Office(AlertingConfig config, DeskBook book, int partitions) {
    this.config = config;
    this.book = book;
    this.lowWater = new LowWater(partitions);
    for (int i = 0; i < partitions; i++) {
      shards.add(new IncidentShard(config, new Bytes()));
    }
    desk = new AlertDesk(config, book);
  }

  void hear(Detection d) {
    int partition = Math.floorMod(d.entity().key().hashCode(), shards.size());
    observe(shards.get(partition).detection(d));
  }

  /** A partition's Clock. */
  void clock(int partition, Instant time) {
    observe(shards.get(partition).clock(time));
    lowWater.hear(partition, time).ifPresent(low -> alerts.addAll(desk.advance(state, low)));
    keep();
  }

  private void observe(List<AlertVersion> versions) {
    versions.forEach(v -> desk.observe(state, v));
    keep();
  }

  private void keep() {
    state
        .changes()
        .forEach(
            (key, value) -> {
              if (value == null) {
                store.remove(key);
              } else {
                store.put(key, value);
              }
            });
  }

  /** Kills the desk; another one goes on from what was kept. */
  void restartDesk() {
    state = new DeskState();
    store.forEach(state::restore);
    desk = new AlertDesk(config, book);
  }

  private static final class Bytes implements IncidentShard.Store {
    private final Map<String, byte[]> states = new HashMap<>();

    @Override
    public Incident get(String key) {
      byte[] bytes = states.get(key);
      return bytes == null ? null : Incident.fromBytes(bytes);
    }

    @Override
    public void put(String key, Incident state) {
      states.put(key, state.toBytes());
    }

    @Override
    public void remove(String key) {
      states.remove(key);
    }
  }
}
