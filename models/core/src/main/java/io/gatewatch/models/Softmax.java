package io.gatewatch.models;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Multinomial logistic regression: the probability of label k is exp(w_k·x + b_k), divided by the
 * sum of these over all labels.
 */
public final class Softmax implements Labelling {
  private final List<String> labels;
  private final double[][] weights;
  private final double[] bias;

  /** Of a row of weights and a bias for each label, which are kept. */
  @JsonCreator
  public Softmax(
      @JsonProperty("labels") List<String> labels,
      @JsonProperty("weights") double[][] weights,
      @JsonProperty("bias") double[] bias) {
    this.labels = labels;
    this.weights = weights;
    this.bias = bias;
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  @Override
  public double[] probabilities(double[] row) {
    double[] margins = bias.clone();
    for (int k = 0; k < margins.length; k++) {
      double[] own = weights[k];
      for (int i = 0; i < row.length; i++) {
        margins[k] += own[i] * row[i];
      }
    }
    return normalised(margins);
  }

  /** The same array, as probabilities. */
  static double[] normalised(double[] margins) {
    double most = margins[0];
    for (double margin : margins) {
      most = Math.max(most, margin);
    }
    double sum = 0;
    for (int k = 0; k < margins.length; k++) {
      margins[k] = StrictMath.exp(margins[k] - most);
      sum += margins[k];
    }
    for (int k = 0; k < margins.length; k++) {
      margins[k] /= sum;
    }
    return margins;
  }

  @Override
  public void check(int width) {
    Labelling.checkLabels(labels);
    Numbers.check("bias", bias, labels.size());
    Numbers.require(
        weights != null && weights.length == labels.size(), "weights: (expected: a row a label)");
    for (double[] row : weights) {
      Numbers.check("weights", row, width);
    }
  }
}
