package io.gatewatch.models;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Decision trees in flat arrays. A node either asks whether an input is at most its threshold (then
 * left, else right), or is a leaf. Children stand behind their parents, so every walk ends.
 */
public final class Trees implements Labelling {
  /** What leaves add up to. */
  public enum Link {
    /** Each tree votes for one label: a random forest (Breiman 2001). */
    VOTES,
    /** Margins in single precision, then softmax: boosted trees (Chen &amp; Guestrin 2016). */
    SOFTMAX
  }

  private static final int MOST_NODES = 400_000;

  private final List<String> labels;
  private final Link link;
  private final int[] roots;
  private final int[] tells;
  private final int[] input;
  private final double[] threshold;
  private final int[] left;
  private final int[] right;
  private final double[] leaf;
  private final double[] start;

  /**
   * Of these arrays, which are kept.
   *
   * @param link what the leaves add up to
   * @param roots first node of each tree
   * @param tells of each tree the label that it speaks for, by index; −1 where each leaf names it
   * @param input of each node the input that it asks for; −1 for a leaf
   * @param threshold of each node
   * @param left of each node the next one when the input is at most the threshold
   * @param right the next one otherwise
   * @param leaf of each leaf what it adds: a margin, or the index of a label
   * @param start of each label what its sum starts from
   */
  @JsonCreator
  public Trees(
      @JsonProperty("labels") List<String> labels,
      @JsonProperty("link") Link link,
      @JsonProperty("roots") int[] roots,
      @JsonProperty("tells") int[] tells,
      @JsonProperty("input") int[] input,
      @JsonProperty("threshold") double[] threshold,
      @JsonProperty("left") int[] left,
      @JsonProperty("right") int[] right,
      @JsonProperty("leaf") double[] leaf,
      @JsonProperty("start") double[] start) {
    this.labels = labels;
    this.link = link;
    this.roots = roots;
    this.tells = tells;
    this.input = input;
    this.threshold = threshold;
    this.left = left;
    this.right = right;
    this.leaf = leaf;
    this.start = start;
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  @Override
  public double[] probabilities(double[] row) {
    return link == Link.VOTES ? votes(row) : boosted(row);
  }

  private double[] votes(double[] row) {
    double[] votes = start.clone();
    for (int root : roots) {
      int node = root;
      while (input[node] >= 0) {
        node = row[input[node]] <= threshold[node] ? left[node] : right[node];
      }
      votes[(int) leaf[node]]++;
    }
    for (int k = 0; k < votes.length; k++) {
      votes[k] /= roots.length;
    }
    return votes;
  }

  private double[] boosted(double[] row) {
    double[] margins = start.clone();
    for (int t = 0; t < roots.length; t++) {
      int node = roots[t];
      while (input[node] >= 0) {
        node = (float) row[input[node]] <= threshold[node] ? left[node] : right[node];
      }
      margins[tells[t]] += leaf[node];
    }
    return Softmax.normalised(margins);
  }

  @Override
  public void check(int width) {
    Labelling.checkLabels(labels);
    Numbers.require(link != null, "trees: no link (expected: VOTES or SOFTMAX)");
    boolean there =
        roots != null && tells != null && input != null && left != null && right != null;
    Numbers.require(there, "trees: a part is missing");
    int nodes = input.length;
    Numbers.require(
        nodes >= 1 && nodes <= MOST_NODES && roots.length >= 1 && roots.length <= nodes,
        "trees: " + nodes + " nodes (expected: 1 to " + MOST_NODES + ")");
    boolean sized = tells.length == roots.length && left.length == nodes && right.length == nodes;
    Numbers.require(sized, "trees: parts of different lengths");
    Numbers.check("threshold", threshold, nodes);
    Numbers.check("leaf", leaf, nodes);
    Numbers.check("start", start, labels.size());
    for (int t = 0; t < roots.length; t++) {
      boolean tree = roots[t] >= 0 && roots[t] < nodes && told(tells[t]);
      Numbers.require(tree, "trees: tree " + t + " begins or speaks nowhere");
    }
    for (int n = 0; n < nodes; n++) {
      Numbers.require(input[n] < 0 ? isLeaf(n) : isSplit(n, width), "trees: node " + n);
    }
  }

  private boolean told(int label) {
    return link == Link.VOTES ? label == -1 : label >= 0 && label < labels.size();
  }

  private boolean isLeaf(int node) {
    boolean label = leaf[node] == Math.rint(leaf[node]) && leaf[node] >= 0;
    return link == Link.SOFTMAX || (label && leaf[node] < labels.size());
  }

  private boolean isSplit(int node, int width) {
    return input[node] < width
        && left[node] > node
        && right[node] > node
        && left[node] < input.length
        && right[node] < input.length;
  }
}
