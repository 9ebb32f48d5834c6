package io.gatewatch.models;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The linear one-class support vector machine (Schölkopf et al. 2001) over how close each scaled
 * input x is to its centre, c = 1 / (1 + x²) in (0, 1]. Ordinary rows lie near the corner (1, …, 1)
 * and on the far side of a plane: the score is offset − w·c, over 0 for what lies on the near side.
 */
public final class Hyperplane implements Scorer {
  private final double[] weights;
  private final double offset;

  /** Of a weight for each input, which are kept. */
  @JsonCreator
  public Hyperplane(
      @JsonProperty("weights") double[] weights, @JsonProperty("offset") double offset) {
    this.weights = weights;
    this.offset = offset;
  }

  /** How close a scaled input is to its centre. */
  public static double closeness(double scaled) {
    return 1 / (1 + scaled * scaled);
  }

  @Override
  public double score(double[] row) {
    double along = 0;
    for (int i = 0; i < row.length; i++) {
      along += weights[i] * closeness(row[i]);
    }
    return offset - along;
  }

  @Override
  public void check(int width) {
    Numbers.check("weights", weights, width);
    Numbers.check("offset", new double[] {offset}, 1);
  }
}
