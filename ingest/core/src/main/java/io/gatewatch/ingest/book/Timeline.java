package io.gatewatch.ingest.book;

import io.gatewatch.ingest.ControlRecord;
import java.util.Map;
import java.util.TreeMap;

/**
 * The contents of one kind of control record, by the time from which they count. Of two that count
 * from the same time the higher version holds (then the greater id), so that the order in which
 * they were read does not show.
 */
public final class Timeline<T> {
  /** What a record holds, ranked among those that count from the same time. */
  private record Ranked<T>(int version, String id, T content) {
    static <T> Ranked<T> higher(Ranked<T> a, Ranked<T> b) {
      int order = Integer.compare(a.version, b.version);
      return (order == 0 ? a.id.compareTo(b.id) : order) > 0 ? a : b;
    }
  }

  private final TreeMap<Long, Ranked<T>> from = new TreeMap<>();

  /** An empty timeline. */
  public Timeline() {}

  /** A timeline that holds what another one holds now. */
  public Timeline(Timeline<T> other) {
    from.putAll(other.from);
  }

  /** Adds what a record holds. */
  public void add(ControlRecord record, T content) {
    Ranked<T> ranked = new Ranked<>(record.version(), record.id(), content);
    from.merge(record.effectiveFrom().toEpochMilli(), ranked, Ranked::higher);
  }

  /** What is in force at a time; null when nothing is yet. */
  public T inForce(long epochMillis) {
    Map.Entry<Long, Ranked<T>> entry = from.floorEntry(epochMillis);
    return entry == null ? null : entry.getValue().content();
  }

  /** Since when that has been in force; Long.MIN_VALUE when nothing is. */
  public long since(long epochMillis) {
    Long since = from.floorKey(epochMillis);
    return since == null ? Long.MIN_VALUE : since;
  }

  /** Until when what is in force at a time stays so, as far as is known; exclusive. */
  public long until(long epochMillis) {
    Long next = from.higherKey(epochMillis);
    return next == null ? Long.MAX_VALUE : next;
  }
}
