package io.gatewatch.alerting;

import io.gatewatch.detectors.Ticks;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was told of ticks that are not decided yet, in the one order that counts. */
public final class PendingTicks {
  private final TreeMap<Long, TreeSet<Told>> byTick = new TreeMap<>();

  /** Adds it to its tick, or to the first one that is still open. */
  void add(Told told, long firstOpenTick) {
    long tick = Math.max(Ticks.of(told.at().toEpochMilli()), firstOpenTick);
    byTick.computeIfAbsent(tick, r -> new TreeSet<>(Told.ORDER)).add(told);
  }

  /** The earliest tick of which anything was told; the largest number when there is none. */
  long first() {
    return byTick.isEmpty() ? Long.MAX_VALUE : byTick.firstKey();
  }

  /** Takes out what was told of a tick, in order. */
  List<Told> take(long tick) {
    TreeSet<Told> told = byTick.remove(tick);
    return told == null ? List.of() : List.copyOf(told);
  }
}
