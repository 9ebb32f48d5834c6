package io.gatewatch.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How far traffic of one class of agents lies from what a model remembers of its training: the
 * population stability index of each input, and of the p-value.
 *
 * @param votes agents' hours that were counted
 * @param psi largest first
 */
public record ModelPsi(int votes, List<Measured> psi) {
  /** The name of the p-value among the inputs. */
  public static final String P_VALUE = "p_value";

  /** Fewest votes that say anything. */
  public static final int LEAST_VOTES = 200;

  /**
   * One input.
   *
   * @param input as the model file names it, or {@link #P_VALUE}
   * @param psi 0 or more; {@link Psi#MUCH} is much
   */
  public record Measured(String input, double psi) {}

  public ModelPsi {
    psi =
        psi.stream()
            .sorted(
                Comparator.comparingDouble(Measured::psi).reversed().thenComparing(Measured::input))
            .toList();
  }

  /**
   * Of votes, each counted once in every column ({@link AnomalyModel#bins}).
   *
   * @param counts of each input by bin, and last of the p-value
   * @return null where there are too few, or the model remembers no such agents
   */
  public static ModelPsi of(AnomalyModel model, String cohort, int[][] counts) {
    int votes = Arrays.stream(counts[counts.length - 1]).sum();
    if (votes < LEAST_VOTES || !model.remembers(cohort)) {
      return null;
    }
    List<Measured> measured = new ArrayList<>();
    for (int column = 0; column < counts.length; column++) {
      int[] then = model.reference().counts(cohort, column);
      int[] now = Arrays.copyOf(counts[column], then.length);
      String name = column == counts.length - 1 ? P_VALUE : model.input(column);
      measured.add(new Measured(name, Psi.of(then, now)));
    }
    return new ModelPsi(votes, measured);
  }

  /** Whether anything has moved much. */
  public boolean much() {
    return psi.stream().anyMatch(m -> m.psi() >= Psi.MUCH);
  }
}
