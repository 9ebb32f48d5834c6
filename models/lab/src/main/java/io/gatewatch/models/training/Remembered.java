package io.gatewatch.models.training;

import io.gatewatch.models.Input;
import io.gatewatch.models.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What a model's file remembers of the traffic that it was made for: one row an agent and hour, as
 * votes on drift are cast later.
 */
public final class Remembered {
  private static final long HOUR_SECONDS = 3_600;
  private static final int LEAST_AGENTS = 5;

  private Remembered() {}

  /**
   * Of ordinary rows, in the order of their times. A class of fewer than five agents is left out:
   * that one of them changes says nothing of the model.
   *
   * @param pValue of a row of inputs
   */
  public static Reference of(
      List<Input> inputs, List<TrainingRow> rows, ToDoubleFunction<double[]> pValue) {
    TreeMap<String, List<double[]>> cohorts = new TreeMap<>();
    Map<String, Set<String>> agents = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (TrainingRow row : rows) {
      long hour = row.time().getEpochSecond() / HOUR_SECONDS;
      if (seen.add(row.agent() + "|" + hour)) {
        String cohort = row.cohort().name().toLowerCase(Locale.ROOT);
        agents.computeIfAbsent(cohort, c -> new HashSet<>()).add(row.agent());
        cohorts
            .computeIfAbsent(cohort, c -> new ArrayList<>())
            .add(inputs.stream().mapToDouble(input -> input.read(row.features())).toArray());
      }
    }
    cohorts.keySet().removeIf(cohort -> agents.get(cohort).size() < LEAST_AGENTS);
    return Reference.of(cohorts, pValue);
  }
}
