package io.gatewatch.alerting;

import io.gatewatch.features.Rounds;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was told of rounds that are not decided yet, in the one order that counts. */
public final class PendingRounds {
  private final TreeMap<Long, TreeSet<Told>> byRound = new TreeMap<>();

  /** Adds it to its round, or to the first one that is still open. */
  void add(Told told, long firstOpenRound) {
    long round = Math.max(Rounds.of(told.at().toEpochMilli()), firstOpenRound);
    byRound.computeIfAbsent(round, r -> new TreeSet<>(Told.ORDER)).add(told);
  }

  /** The earliest round of which anything was told; the largest number when there is none. */
  long first() {
    return byRound.isEmpty() ? Long.MAX_VALUE : byRound.firstKey();
  }

  /** Takes out what was told of a round, in order. */
  List<Told> take(long round) {
    TreeSet<Told> told = byRound.remove(round);
    return told == null ? List.of() : List.copyOf(told);
  }
}
