package io.gatewatch.ingest;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came in from one feed in a span of time.
 *
 * @param accepted lines that became calls
 * @param bytes of all lines, in bytes
 * @param clamped calls that were dated more than 2 min ahead, and so dated at their receipt
 * @param late calls older than what the writer had promised before: they count, and do not move
 *     time
 * @param outOfOrder calls older than one of the same feed that was read before
 * @param rejected lines that could not be read, by reason
 * @param filled how many of the accepted calls had a field, by {@link CallField#wireName}; all
 *     fields that the writer knows are there, with 0 as well
 */
public record FeedCount(
    Feed feed,
    long accepted,
    long bytes,
    long clamped,
    long late,
    long outOfOrder,
    SortedMap<String, Long> rejected,
    SortedMap<String, Long> filled) {
  public FeedCount {
    requireNonNull(feed, "feed");
    if (accepted < 0 || bytes < 0) {
      throw new IllegalArgumentException("accepted, bytes: (expected: 0 or more)");
    }
    rejected = checked("rejected", rejected, Long.MAX_VALUE);
    filled = checked("filled", filled, accepted);
    for (long some : new long[] {clamped, late, outOfOrder}) {
      if (some < 0 || some > accepted) {
        throw new IllegalArgumentException(
            "clamped, late, outOfOrder: " + some + " (expected: 0.." + accepted + ")");
      }
    }
  }

  private static SortedMap<String, Long> checked(String name, Map<String, Long> counts, long most) {
    TreeMap<String, Long> sorted = counts == null ? new TreeMap<>() : new TreeMap<>(counts);
    for (Long count : sorted.values()) {
      if (count == null || count < 0 || count > most) {
        throw new IllegalArgumentException(name + ": " + count + " (expected: 0.." + most + ")");
      }
    }
    return Collections.unmodifiableSortedMap(sorted);
  }
}
