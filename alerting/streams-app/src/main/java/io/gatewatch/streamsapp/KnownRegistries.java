package io.gatewatch.streamsapp;

import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.book.Timeline;
import io.gatewatch.ingest.registry.AgentRegistry;
import java.time.Instant;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent registries that the governor knows, read and in its store: the one in force, and at
 * most {@link #MOST_AHEAD} that are dated ahead of the Clock. Of more the earliest are left out:
 * the last word counts in the end.
 */
final class KnownRegistries {
  static final int MOST_AHEAD = 8;

  private static final Logger LOG = LoggerFactory.getLogger(KnownRegistries.class);

  /** Which record it was, without its payload, and what was read from that. */
  private record Known(ControlRecord record, AgentRegistry registry) {}

  private final GovernorStore store;

  /** By {@link PackedRegistry#order}. */
  private final TreeMap<String, Known> known = new TreeMap<>();

  private Timeline<AgentRegistry> timeline = new Timeline<>();

  /** Those that the store has. */
  KnownRegistries(GovernorStore store) {
    this.store = store;
    store.registries().forEach(this::know);
  }

  /** Keeps one more. */
  void keep(PackedRegistry packed) {
    store.keep(packed);
    know(packed);
  }

  private void know(PackedRegistry packed) {
    ControlRecord record = packed.open();
    AgentRegistry registry = AgentRegistry.read(record.payload());
    ControlRecord bare =
        ControlRecord.of(record.kind(), record.id(), record.version(), record.effectiveFrom(), "");
    known.put(packed.order(), new Known(bare, registry));
    timeline.add(bare, registry);
  }

  /** The registry in force at a time; null when none is. */
  AgentRegistry inForce(long epochMillis) {
    return timeline.inForce(epochMillis);
  }

  /** Forgets what another one has replaced for good: all is decided up to the Clock. */
  void advance(Instant clock) {
    int before = known.size();
    while (known.size() > 1 && !isAhead(known.higherKey(known.firstKey()), clock)) {
      forget(known.firstKey());
    }
    String inForce = known.isEmpty() || isAhead(known.firstKey(), clock) ? "" : known.firstKey();
    while (known.tailMap(inForce, false).size() > MOST_AHEAD) {
      String first = known.higherKey(inForce);
      LOG.warn("{} is passed over: too many lie ahead", known.get(first).record().key());
      AlertingMetrics.PASSED_OVER.labelValues(ControlRecord.TOPIC).inc();
      forget(first);
    }
    if (known.size() < before) {
      timeline = new Timeline<>();
      known.values().forEach(k -> timeline.add(k.record(), k.registry()));
    }
  }

  private boolean isAhead(String order, Instant clock) {
    return known.get(order).record().effectiveFrom().isAfter(clock);
  }

  private void forget(String order) {
    known.remove(order);
    store.dropRegistry(order);
  }
}
