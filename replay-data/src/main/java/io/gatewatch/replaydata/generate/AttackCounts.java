package io.gatewatch.replaydata.generate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the calls of attacks as they are logged. */
final class AttackCounts {
  private final Map<String, Count> counts = new LinkedHashMap<>();

  private static final class Count {
    private final Attack attack;
    private final long first;
    private long last;
    private long calls;

    Count(Attack attack, long first) {
      this.attack = attack;
      this.first = first;
      this.last = first;
    }
  }

  void count(Attack attack, long moment) {
    Count count = counts.computeIfAbsent(attack.id(), id -> new Count(attack, moment));
    count.calls++;
    count.last = moment;
  }

  /** An attack that shows by what does not come, from {@code from} to {@code to}. */
  void silence(Attack attack, long from, long to) {
    counts.computeIfAbsent(attack.id(), id -> new Count(attack, from)).last = to;
  }

  /**
   * In the order of their first calls.
   *
   * @param end nothing is known from this moment on
   */
  List<LabelledAttack> attacks(long end) {
    List<LabelledAttack> labels = new ArrayList<>(counts.size());
    for (Count count : counts.values()) {
      if (count.first < end) {
        labels.add(label(count, end));
      }
    }
    return labels;
  }

  private static LabelledAttack label(Count count, long end) {
    Attack attack = count.attack;
    return new LabelledAttack(
        attack.id(),
        attack.variant(),
        attack.entity(),
        attack.victim() == null ? null : LabelEntity.of(attack.victim()),
        attack.networks().stream().map(n -> LabelEntity.network(n).id()).toList(),
        Instant.ofEpochMilli(attack.from()),
        Instant.ofEpochMilli(count.first),
        Instant.ofEpochMilli(Math.min(count.last, end)),
        count.calls,
        attack.stealth());
  }
}
