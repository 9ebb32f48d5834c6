package io.gatewatch.models;

import java.util.List;

/**
 * A scorer that was trained on labelled examples. Its score is the probability that a row is not
 * ordinary, in [0, 1].
 */
public sealed interface Labelling extends Scorer permits Softmax, Trees {
  @Override
  List<String> labels();

  /** Probability of each label, in their order. */
  double[] probabilities(double[] row);

  @Override
  default double score(double[] row) {
    double[] probabilities = probabilities(row);
    double others = 0;
    for (int k = 0; k < probabilities.length; k++) {
      // Summed, not 1 − p: what is nearly ordinary keeps its digits.
      others += labels().get(k).equals(ORDINARY) ? 0 : probabilities[k];
    }
    return others;
  }

  @Override
  default String likeliest(double[] row) {
    double[] probabilities = probabilities(row);
    int best = -1;
    for (int k = 0; k < probabilities.length; k++) {
      boolean other = !labels().get(k).equals(ORDINARY);
      if (other && (best < 0 || probabilities[k] > probabilities[best])) {
        best = k;
      }
    }
    return labels().get(best);
  }

  /** Refuses labels of which none is ordinary, or that are not two at least and different. */
  static void checkLabels(List<String> labels) {
    boolean fine =
        labels != null
            && labels.size() >= 2
            && labels.size() <= 64
            && labels.contains(ORDINARY)
            && labels.stream().distinct().count() == labels.size()
            && labels.stream().allMatch(l -> l != null && l.matches("[a-z_]{1,40}"));
    Numbers.require(fine, "labels: " + "(expected: 2 to 64 different ones, benign among them)");
  }
}
