package io.gatewatch.models.training;

import io.gatewatch.models.Scorer;
import java.util.List;

/** Makes a scorer out of rows, with Tribuo. The same rows and seed give the same scorer. */
interface Trainer {
  /**
   * What was made.
   *
   * @param scorer flat arrays taken out of the library's model
   * @param provenance the library's own record, without times
   */
  record Trained(Scorer scorer, String provenance) {}

  /** What no labelled trainer sees, and how its labels were balanced. */
  String LABELLED_WEAKNESSES =
      "Knows only the kinds of attack in its data. Each label weighed the same in training, however"
          + " rare, so its probabilities are not those of traffic.";

  /** Whether it learns from labelled attacks; else from ordinary rows alone. */
  boolean labelled();

  /** Whether its rows are scaled; trees need none. */
  boolean scaled();

  /** Fewest rows that it can learn from. */
  int leastRows();

  /**
   * Looks at parameters before any row is read.
   *
   * @throws IllegalArgumentException when one is not its own or out of range
   */
  void check(Parameters parameters);

  /**
   * Trains.
   *
   * @param rows inputs, scaled if it asks so
   * @param labels of each row; all ordinary for what learns from these alone
   * @throws IllegalArgumentException when a parameter is not its own or out of range
   */
  Trained train(List<double[]> rows, List<String> labels, Parameters parameters, long seed);

  /** What it is known not to see. */
  String weaknesses();
}
