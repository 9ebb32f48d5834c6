package io.gatewatch.features;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The contexts of the rounds that may still be asked for, by round and view. */
public final class RecentContexts {
  private static final int KEPT_ROUNDS = 8;

  private final TreeMap<Long, Map<View, ContextEntry>> rounds = new TreeMap<>();

  /** Adds what a view looked like in a round. */
  public void add(ContextEntry entry) {
    rounds.computeIfAbsent(entry.round(), r -> new HashMap<>()).put(entry.view(), entry);
  }

  /** What a view looked like in a round; null when nobody touched it then. */
  public ContextEntry find(View view, long round) {
    Map<View, ContextEntry> entries = rounds.get(round);
    return entries == null ? null : entries.get(view);
  }

  /**
   * Forgets the rounds that nobody who waits at this watermark can ask for. Counted from the
   * asker's own time: contexts may run far ahead of it.
   */
  public void prune(long watermark) {
    rounds.headMap(oldestKept(watermark), false).clear();
  }

  /** The oldest round that is kept at a watermark. */
  public static long oldestKept(long watermark) {
    return watermark == Long.MIN_VALUE ? Long.MIN_VALUE : Rounds.of(watermark) - KEPT_ROUNDS;
  }
}
