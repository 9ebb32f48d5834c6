package io.gatewatch.models.training;

import io.gatewatch.models.Input;
import io.gatewatch.models.Reference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a model's file remembers of the traffic that it was made for: one row an agent and hour, as
 * votes on drift are cast later.
 */
public final class Remembered {
  private static final long HOUR_SECONDS = 3_600;

  private Remembered() {}

  /** Of ordinary rows, in the order of their times. */
  public static Reference of(List<Input> inputs, List<TrainingRow> rows) {
    TreeMap<String, List<double[]>> cohorts = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (TrainingRow row : rows) {
      long hour = row.time().getEpochSecond() / HOUR_SECONDS;
      if (seen.add(row.agent() + "|" + hour)) {
        String cohort = row.cohort().name().toLowerCase(Locale.ROOT);
        cohorts
            .computeIfAbsent(cohort, c -> new ArrayList<>())
            .add(inputs.stream().mapToDouble(input -> input.read(row.features())).toArray());
      }
    }
    return Reference.of(cohorts);
  }
}
