package io.gatewatch.models.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/** The agents of an evaluation, numbered in the order of their keys, and how they are redrawn. */
final class Agents {
  private final Map<String, Integer> numbers = new HashMap<>();

  Agents(List<ScoredRow> rows) {
    TreeSet<String> keys = new TreeSet<>();
    rows.forEach(row -> keys.add(row.row().agent()));
    keys.forEach(key -> numbers.put(key, numbers.size()));
  }

  int size() {
    return numbers.size();
  }

  int of(ScoredRow row) {
    return numbers.get(row.row().agent());
  }

  /** Every agent once: the data as they are. */
  int[] once() {
    int[] times = new int[size()];
    Arrays.fill(times, 1);
    return times;
  }

  /** How often each agent comes when as many as there are are drawn with replacement. */
  int[] redrawn(Random random) {
    int[] times = new int[size()];
    for (int i = 0; i < times.length; i++) {
      times[random.nextInt(times.length)]++;
    }
    return times;
  }
}
