package io.gatewatch.features;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The contexts of the rounds that may still be asked for, by round and view. Of strangers the
 * newest is kept for a day: they come and go, and what was usual of late counts; of what is in use,
 * and of what agents of a kind do, for eight days.
 */
public final class RecentContexts {
  private static final int KEPT_ROUNDS = 8;
  private static final int LASTING_ROUNDS = 8_640;
  private static final int USE_LASTING_ROUNDS = 69_120;

  private final TreeMap<Long, Map<View, ContextEntry>> rounds = new TreeMap<>();
  private final Map<View, TreeMap<Long, ContextEntry>> lasting = new HashMap<>();

  /** What lasts is pruned when its view is told of anew, and all of it once an hour. */
  private long prunedTo = Long.MIN_VALUE;

  /** Adds what a view looked like in a round. */
  public void add(ContextEntry entry) {
    if (lasts(entry.view())) {
      TreeMap<Long, ContextEntry> entries =
          lasting.computeIfAbsent(entry.view(), v -> new TreeMap<>());
      entries.put(entry.round(), entry);
      pruneLasting(entries, prunedTo, lastingRounds(entry.view()));
    } else {
      rounds.computeIfAbsent(entry.round(), r -> new HashMap<>()).put(entry.view(), entry);
    }
  }

  /**
   * What a view looked like in a round; null when nobody touched it then. Of strangers the latest
   * up to that round.
   */
  public ContextEntry find(View view, long round) {
    if (lasts(view)) {
      TreeMap<Long, ContextEntry> entries = lasting.get(view);
      Map.Entry<Long, ContextEntry> latest = entries == null ? null : entries.floorEntry(round);
      boolean counts = latest != null && round - latest.getKey() <= lastingRounds(view);
      return counts ? latest.getValue() : null;
    }
    Map<View, ContextEntry> entries = rounds.get(round);
    return entries == null ? null : entries.get(view);
  }

  /**
   * Forgets the rounds that nobody who waits at this watermark can ask for. Counted from the
   * asker's own time: contexts may run far ahead of it.
   */
  public void prune(long watermark) {
    long oldest = oldestKept(watermark);
    rounds.headMap(oldest, false).clear();
    boolean hourly = Rounds.hour(oldest) > Rounds.hour(prunedTo);
    prunedTo = Math.max(prunedTo, oldest);
    if (hourly) {
      lasting.forEach((view, entries) -> pruneLasting(entries, oldest, lastingRounds(view)));
      lasting.values().removeIf(TreeMap::isEmpty);
    }
  }

  private static void pruneLasting(
      NavigableMap<Long, ContextEntry> entries, long oldest, int rounds) {
    Long newestOfBefore = entries.floorKey(oldest);
    if (newestOfBefore != null) {
      boolean isOver = oldest - newestOfBefore > rounds;
      entries.headMap(newestOfBefore, isOver).clear();
    }
  }

  /** Whether an entry that was added is still kept. */
  public boolean keeps(ContextEntry entry) {
    if (lasts(entry.view())) {
      TreeMap<Long, ContextEntry> entries = lasting.get(entry.view());
      return entries != null && entries.containsKey(entry.round());
    }
    return rounds.containsKey(entry.round());
  }

  private static boolean lasts(View view) {
    return view.isOfStrangers() || view.isOfDays();
  }

  private static int lastingRounds(View view) {
    return view.isOfDays() ? USE_LASTING_ROUNDS : LASTING_ROUNDS;
  }

  /** The oldest round that is kept at a watermark. */
  public static long oldestKept(long watermark) {
    return watermark == Long.MIN_VALUE ? Long.MIN_VALUE : Rounds.of(watermark) - KEPT_ROUNDS;
  }
}
