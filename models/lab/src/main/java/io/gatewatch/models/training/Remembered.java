package io.gatewatch.models.training;

import io.gatewatch.models.Input;
import io.gatewatch.models.ModelCard;
import io.gatewatch.models.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;

/**
 * What a model's file remembers of the traffic that it was made for: one row an agent and hour, as
 * votes on drift are cast later.
 */
public final class Remembered {
  private static final long HOUR_SECONDS = 3_600;

  private Remembered() {}

  /**
   * Of ordinary rows, in the order of their times. Classes of fewer than five agents are taken
   * together, as {@code all}: that one agent changes says nothing of the model. Where even these
   * are fewer, they are left out.
   *
   * @param pValue of a row of inputs of a class
   */
  public static Reference of(
      List<Input> inputs, List<TrainingRow> rows, ToDoubleBiFunction<String, double[]> pValue) {
    TreeMap<String, List<double[]>> cohorts = new TreeMap<>();
    Map<String, Set<String>> agents = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (TrainingRow row : rows) {
      long hour = row.time().getEpochSecond() / HOUR_SECONDS;
      if (seen.add(row.agent() + "|" + hour)) {
        String cohort = Cohorts.of(row);
        agents.computeIfAbsent(cohort, c -> new HashSet<>()).add(row.agent());
        cohorts
            .computeIfAbsent(cohort, c -> new ArrayList<>())
            .add(inputs.stream().mapToDouble(input -> input.read(row.features())).toArray());
      }
    }
    Set<String> together = new HashSet<>();
    List<double[]> others = new ArrayList<>();
    for (Map.Entry<String, Set<String>> cohort : new TreeMap<>(agents).entrySet()) {
      if (cohort.getValue().size() < ClassCalibrations.LEAST_AGENTS) {
        together.addAll(cohort.getValue());
        others.addAll(cohorts.remove(cohort.getKey()));
      }
    }
    if (together.size() >= ClassCalibrations.LEAST_AGENTS) {
      cohorts.put(ModelCard.ALL, others);
    }
    return Reference.of(cohorts, pValue);
  }
}
