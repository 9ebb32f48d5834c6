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
    }
  }

  void count(Attack attack, long moment) {
    Count count = counts.computeIfAbsent(attack.id(), id -> new Count(attack, moment));
    count.calls++;
    count.last = moment;
  }

  /** In the order of their first calls. */
  List<LabelledAttack> attacks() {
    List<LabelledAttack> labels = new ArrayList<>(counts.size());
    for (Count count : counts.values()) {
      Attack attack = count.attack;
      List<String> networks =
          attack.networks().stream().map(n -> LabelEntity.network(n).id()).toList();
      labels.add(
          new LabelledAttack(
              attack.id(),
              attack.kind(),
              attack.entity(),
              networks,
              Instant.ofEpochMilli(count.first),
              Instant.ofEpochMilli(count.last),
              count.calls,
              attack.stealth()));
    }
    return labels;
  }
}
