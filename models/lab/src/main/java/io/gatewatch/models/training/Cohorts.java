package io.gatewatch.models.training;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.models.ModelCard;
import java.util.Arrays;
import java.util.Locale;

/** Which agents a model is for. */
final class Cohorts {
  private Cohorts() {}

  static void check(String cohort) {
    boolean known =
        cohort.equals(ModelCard.ALL)
            || Arrays.stream(ApiCall.AgentClass.values()).anyMatch(c -> name(c).equals(cohort));
    if (!known) {
      throw new IllegalArgumentException(
          "cohort: " + cohort + " (expected: all, or a class of agents such as aisp)");
    }
  }

  static boolean has(String cohort, TrainingRow row) {
    return cohort.equals(ModelCard.ALL) || cohort.equals(of(row));
  }

  /** Name of a row's class. */
  static String of(TrainingRow row) {
    return name(row.cohort());
  }

  private static String name(ApiCall.AgentClass agentClass) {
    return agentClass.name().toLowerCase(Locale.ROOT);
  }
}
