package io.gatewatch.models;

/**
 * Trees laid out to be walked fast: the two children of a node are neighbours, and a leaf leads to
 * itself, so each tree is a fixed number of steps without a branch to guess.
 */
final class Walks {
  private final int[] roots;
  private final int[] steps;
  private final int[] input;
  private final double[] threshold;
  private final int[] next;
  private final double[] leaf;
  private int used;

  /** Of checked arrays, as {@link Trees} has them. */
  Walks(int[] roots, int[] input, double[] threshold, int[] left, int[] right, double[] leaf) {
    int nodes = input.length;
    this.roots = new int[roots.length];
    this.steps = new int[roots.length];
    this.input = new int[nodes];
    this.threshold = new double[nodes];
    this.next = new int[nodes];
    this.leaf = new double[nodes];
    int[] from = new int[nodes];
    for (int t = 0; t < roots.length; t++) {
      int level = used;
      this.roots[t] = used;
      from[used++] = roots[t];
      int end = used;
      while (level < end) {
        boolean asks = false;
        for (int n = level; n < end; n++) {
          asks |= lay(n, from, input, threshold, left, right, leaf);
        }
        this.steps[t] += asks ? 1 : 0;
        level = end;
        end = used;
      }
    }
  }

  /** One node, and a place for its children; whether it has any. */
  private boolean lay(
      int at,
      int[] from,
      int[] asked,
      double[] thresholds,
      int[] left,
      int[] right,
      double[] leaves) {
    int old = from[at];
    leaf[at] = leaves[old];
    if (asked[old] < 0) {
      threshold[at] = Double.POSITIVE_INFINITY;
      next[at] = at;
      return false;
    }
    input[at] = asked[old];
    threshold[at] = thresholds[old];
    next[at] = used;
    from[used++] = left[old];
    from[used++] = right[old];
    return true;
  }

  /** What the leaf of a tree says to which a row leads. */
  double leaf(int tree, double[] row) {
    int node = roots[tree];
    for (int left = steps[tree]; left > 0; left--) {
      node = next[node] + (row[input[node]] > threshold[node] ? 1 : 0);
    }
    return leaf[node];
  }
}
