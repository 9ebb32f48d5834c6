package io.gatewatch.alerting;

import io.gatewatch.detectors.Detection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The incidents of one partition of {@code gatewatch.detections} with that partition's Clock. The
 * states live in a store that the caller lends; a Clock touches only those that it concerns.
 */
public final class IncidentShard {

  /** Where the states live: a store of the engine, or a map. */
  public interface Store {
    /** The state under a key; null when there is none. */
    Incident get(String key);

    /** Keeps a state. */
    void put(String key, Incident state);

    /** Drops a state. */
    void remove(String key);
  }

  private final Incidents incidents;
  private final Store store;
  private final Deadlines deadlines = new Deadlines();
  private Instant clock = Instant.EPOCH;

  public IncidentShard(AlertingConfig config, Store store) {
    this.incidents = new Incidents(config);
    this.store = store;
  }

  /** Tells the shard of a state that its store held at start. */
  public void restore(String key, Incident state) {
    deadlines.put(key, incidents.deadline(state));
  }

  /** Sets the Clock that was in force when the store was last written. */
  public void restoreClock(Instant time) {
    clock = time;
  }

  /** Takes in a finding; gives the alert versions that it raises. */
  public List<AlertVersion> detection(Detection d) {
    if (incidents.isTooOld(d, clock)) {
      return List.of();
    }
    String key = Incident.keyOf(d);
    Incident kept = store.get(key);
    Incident state = kept == null ? new Incident() : kept;
    List<AlertVersion> told = incidents.observe(state, d);
    store.put(key, state);
    deadlines.put(key, incidents.deadline(state));
    return told;
  }

  /** Lets the Clock move, never back; gives the versions of incidents that close by it. */
  public List<AlertVersion> clock(Instant time) {
    if (!time.isAfter(clock)) {
      return List.of();
    }
    clock = time;
    List<AlertVersion> told = new ArrayList<>();
    for (Optional<String> key = deadlines.poll(time); key.isPresent(); key = deadlines.poll(time)) {
      told.addAll(look(key.get(), time));
    }
    return told;
  }

  /** The Clock as last heard; the epoch before that. */
  public Instant clock() {
    return clock;
  }

  private List<AlertVersion> look(String key, Instant time) {
    Incident state = store.get(key);
    if (state == null) {
      return List.of();
    }
    List<AlertVersion> told = incidents.advance(state, time);
    if (incidents.isForgotten(state, time)) {
      store.remove(key);
      return told;
    }
    if (!told.isEmpty()) {
      store.put(key, state);
    }
    deadlines.put(key, incidents.deadline(state));
    return told;
  }
}
