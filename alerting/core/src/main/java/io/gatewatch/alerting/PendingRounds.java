package io.gatewatch.alerting;

import io.gatewatch.features.Rounds;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Grounds of rounds that are not decided yet, in the one order that counts. */
public final class PendingRounds {
  private final TreeMap<Long, TreeSet<QuotaGrounds>> byRound = new TreeMap<>();

  /** Adds grounds to their round, or to the first one that is still open. */
  void add(QuotaGrounds grounds, long firstOpenRound) {
    long round = Math.max(Rounds.of(grounds.time().toEpochMilli()), firstOpenRound);
    byRound.computeIfAbsent(round, r -> new TreeSet<>(QuotaGrounds.ORDER)).add(grounds);
  }

  /** The earliest round with grounds; the largest number when there is none. */
  long first() {
    return byRound.isEmpty() ? Long.MAX_VALUE : byRound.firstKey();
  }

  /** Takes out the grounds of a round, in order. */
  List<QuotaGrounds> take(long round) {
    TreeSet<QuotaGrounds> grounds = byRound.remove(round);
    return grounds == null ? List.of() : List.copyOf(grounds);
  }
}
