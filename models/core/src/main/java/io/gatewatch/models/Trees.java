package io.gatewatch.models;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Decision trees in flat arrays. A node either asks whether an input is over its threshold (then
 * right, else left), or is a leaf. Children stand behind their parents and have no other, so every
 * walk ends.
 */
public final class Trees implements Labelling {
  /** What leaves add up to. */
  public enum Link {
    /** Each tree votes for one label: a random forest (Breiman 2001). */
    VOTES,
    /** Margins in single precision, then softmax: boosted trees (Chen &amp; Guestrin 2016). */
    SOFTMAX
  }

  /** Deepest tree: a leaf behind so many questions. */
  public static final int DEEPEST = 24;

  /** Most trees. */
  public static final int MOST_TREES = 5_000;

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
  private transient Walks walks;

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
    Walks ways = walks();
    double[] votes = new double[labels.size()];
    for (int t = 0; t < roots.length; t++) {
      votes[(int) ways.leaf(t, row)]++;
    }
    for (int k = 0; k < votes.length; k++) {
      votes[k] /= roots.length;
    }
    return votes;
  }

  private double[] boosted(double[] row) {
    Walks ways = walks();
    double[] single = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      single[i] = (float) row[i];
    }
    double[] margins = start.clone();
    for (int t = 0; t < roots.length; t++) {
      // Rounded after each tree, as the library adds.
      margins[tells[t]] = (float) (margins[tells[t]] + ways.leaf(t, single));
    }
    return Softmax.normalised(margins);
  }

  private Walks walks() {
    Walks known = walks;
    if (known == null) {
      known = new Walks(roots, input, threshold, left, right, leaf);
      walks = known;
    }
    return known;
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
        nodes >= 1 && nodes <= MOST_NODES,
        "trees: " + nodes + " nodes (expected: 1 to " + MOST_NODES + ")");
    Numbers.require(
        roots.length >= 1 && roots.length <= MOST_TREES,
        "trees: " + roots.length + " (expected: 1 to " + MOST_TREES + ")");
    boolean sized = tells.length == roots.length && left.length == nodes && right.length == nodes;
    Numbers.require(sized, "trees: parts of different lengths");
    Numbers.check("trees: threshold", threshold, nodes);
    Numbers.check("trees: leaf", leaf, nodes);
    Numbers.check("trees: start", start, labels.size());
    for (int t = 0; t < roots.length; t++) {
      Numbers.require(told(tells[t]), "trees: tree " + t + " speaks for no label");
    }
    for (int n = 0; n < nodes; n++) {
      Numbers.require(
          input[n] < 0 ? isLeaf(n) : isSplit(n, width),
          "trees: node "
              + n
              + " (expected: children behind it, a label or an input that is there)");
    }
    checkShape();
  }

  /** Each node is a root or has one parent, and none lies too deep: a walk is short. */
  private void checkShape() {
    int[] parents = new int[input.length];
    int[] depth = new int[input.length];
    for (int root : roots) {
      Numbers.require(root >= 0 && root < input.length, "trees: a tree begins nowhere");
      parents[root]++;
    }
    for (int n = 0; n < input.length; n++) {
      Numbers.require(
          parents[n] == 1 && depth[n] <= DEEPEST,
          "trees: node " + n + " (expected: one parent, depth " + DEEPEST + " at most)");
      if (input[n] >= 0) {
        parents[left[n]]++;
        parents[right[n]]++;
        depth[left[n]] = depth[n] + 1;
        depth[right[n]] = depth[n] + 1;
      }
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
