package io.gatewatch.replaydata.generate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * When agents do not come by themselves, because somebody does in their place or something broke.
 * Told in the order of their beginnings; the last few of an agent are kept.
 */
final class Absences {
  private static final int KEPT = 6;

  private record Absence(long from, long to) {}

  private final Map<Agent, Deque<Absence>> byAgent = new HashMap<>();
  private long last = Long.MIN_VALUE;

  void add(Agent agent, long from, long to) {
    Deque<Absence> own = byAgent.computeIfAbsent(agent, a -> new ArrayDeque<>(2));
    own.addLast(new Absence(from, to));
    if (own.size() > KEPT) {
      own.removeFirst();
    }
    last = Math.max(last, to);
  }

  boolean covers(Agent agent, long moment) {
    if (moment >= last) {
      return false;
    }
    Deque<Absence> own = byAgent.get(agent);
    if (own != null) {
      for (Absence absence : own) {
        if (moment >= absence.from() && moment < absence.to()) {
          return true;
        }
      }
    }
    return false;
  }
}
