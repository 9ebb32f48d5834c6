package io.gatewatch.alerting;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which incident states a Clock may concern: keys by their next deadline, so that a Clock costs
 * nothing while none is due. Kept in memory beside the store and rebuilt from it at start; about
 * 150 B a key. Deadlines only move outwards between two looks, so a key is queued once and looked
 * at when its queued time comes.
 */
public final class Deadlines {
  private record Due(Instant time, String key) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = time.compareTo(other.time);
      return byTime != 0 ? byTime : key.compareTo(other.key);
    }
  }

  private final TreeSet<Due> queue = new TreeSet<>();
  private final Map<String, Instant> queued = new HashMap<>();

  /** Sees to it that the key is looked at by this time. */
  public void put(String key, Instant deadline) {
    Instant before = queued.get(key);
    if (before != null && !deadline.isBefore(before)) {
      return;
    }
    if (before != null) {
      queue.remove(new Due(before, key));
    }
    queued.put(key, deadline);
    queue.add(new Due(deadline, key));
  }

  /** Takes out the next key whose time has come; empty when there is none. */
  public Optional<String> poll(Instant now) {
    if (queue.isEmpty() || queue.first().time().isAfter(now)) {
      return Optional.empty();
    }
    Due due = queue.pollFirst();
    queued.remove(due.key());
    return Optional.of(due.key());
  }
}
