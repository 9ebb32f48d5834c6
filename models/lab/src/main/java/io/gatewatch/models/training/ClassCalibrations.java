package io.gatewatch.models.training;

import io.gatewatch.models.Calibration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * P-values by class of agents: Mondrian conformal prediction (Vovk, Lindsay, Nouretdinov &amp;
 * Gammerman 2003), where each class is held against its own ordinary minutes, so that the promise
 * holds within each. Classes of fewer than five agents are taken together; where even these are
 * fewer, the class of next fewest agents joins them, and so on.
 *
 * @param others for agents of all classes without their own
 * @param agents that calibrate {@code others}
 * @param byClass of each class with enough agents, by its name
 */
record ClassCalibrations(Calibration others, int agents, SortedMap<String, Calibration> byClass) {
  static final int LEAST_AGENTS = 5;

  /**
   * Of ordinary rows.
   *
   * @param scores of the rows, in their order
   */
  static ClassCalibrations of(List<TrainingRow> rows, double[] scores) {
    Map<String, Set<String>> agents = agents(rows);
    Set<String> together = together(agents);
    Map<String, List<Double>> own = new TreeMap<>();
    List<Double> others = new ArrayList<>();
    Set<String> otherAgents = new HashSet<>();
    for (int i = 0; i < scores.length; i++) {
      String cohort = Cohorts.of(rows.get(i));
      // A class that calibrates nothing is held against all.
      if (together.isEmpty() || together.contains(cohort)) {
        others.add(scores[i]);
        otherAgents.add(rows.get(i).agent());
      }
      if (!together.contains(cohort)) {
        own.computeIfAbsent(cohort, c -> new ArrayList<>()).add(scores[i]);
      }
    }
    TreeMap<String, Calibration> byClass = new TreeMap<>();
    own.forEach((cohort, values) -> byClass.put(cohort, calibration(values)));
    return new ClassCalibrations(calibration(others), otherAgents.size(), byClass);
  }

  private static Map<String, Set<String>> agents(List<TrainingRow> rows) {
    Map<String, Set<String>> agents = new HashMap<>();
    rows.forEach(r -> agents.computeIfAbsent(Cohorts.of(r), c -> new HashSet<>()).add(r.agent()));
    return agents;
  }

  /** Names of the classes that have no p-values of their own; empty when all have. */
  private static Set<String> together(Map<String, Set<String>> agents) {
    List<String> fewest = new ArrayList<>(agents.keySet());
    fewest.sort(
        Comparator.<String>comparingInt(c -> agents.get(c).size())
            .thenComparing(Comparator.naturalOrder()));
    Set<String> together = new HashSet<>();
    int pooled = 0;
    for (String cohort : fewest) {
      int own = agents.get(cohort).size();
      boolean few = pooled > 0 && pooled < LEAST_AGENTS;
      if (own < LEAST_AGENTS || few) {
        together.add(cohort);
        pooled += own;
      }
    }
    return together;
  }

  private static Calibration calibration(List<Double> scores) {
    return Calibration.of(scores.stream().mapToDouble(s -> s).toArray());
  }

  /** The p-value of a score of an agent of a class. */
  double pValue(String cohort, double score) {
    return byClass.getOrDefault(cohort, others).pValue(score);
  }
}
