package io.gatewatch.detectors.drift;

import java.util.Comparator;
import java.util.List;

/**
 * How far a week of traffic lies from what a model was made for.
 *
 * @param model version of the model
 * @param cohort class of agents
 * @param dayAfter the day after the week, in days since 1970
 * @param votes agents' hours in the week
 * @param psi of each input, and of the p-value as {@link #SCORE}; largest first
 */
public record DriftReading(
    String model, String cohort, long dayAfter, int votes, List<Measured> psi) {
  /** The name of the p-value among the inputs. */
  public static final String SCORE = "p_value";

  /**
   * One input.
   *
   * @param input as the model file names it
   * @param psi population stability index, 0 or more
   */
  public record Measured(String input, double psi) {}

  public DriftReading {
    psi =
        psi.stream()
            .sorted(
                Comparator.comparingDouble(Measured::psi).reversed().thenComparing(Measured::input))
            .toList();
  }
}
