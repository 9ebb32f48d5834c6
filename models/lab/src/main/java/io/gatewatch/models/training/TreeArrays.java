package io.gatewatch.models.training;

import io.gatewatch.models.Input;
import io.gatewatch.models.Trees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.VariableIDInfo;

/** Flat arrays of trees in the making; a node is added before its children. */
final class TreeArrays {
  private final List<Integer> roots = new ArrayList<>();
  private final List<Integer> tells = new ArrayList<>();
  private final List<Integer> input = new ArrayList<>();
  private final List<Double> threshold = new ArrayList<>();
  private final List<int[]> children = new ArrayList<>();
  private final List<Double> leaf = new ArrayList<>();

  /** Which of our inputs each of the library's features is: it sorts and numbers them itself. */
  static int[] inputs(ImmutableFeatureMap features, int width) {
    int[] inputs = new int[features.size()];
    for (int i = 0; i < width; i++) {
      VariableIDInfo info = features.get(Input.column(i));
      inputs[info.getID()] = i;
    }
    return inputs;
  }

  /** Begins a tree, whose first node comes next. */
  void tree(int label) {
    roots.add(input.size());
    tells.add(label);
  }

  int split(int asked, double at) {
    return node(asked, at, 0);
  }

  int leaf(double value) {
    return node(-1, 0, value);
  }

  void children(int node, int left, int right) {
    children.set(node, new int[] {left, right});
  }

  private int node(int asked, double at, double value) {
    input.add(asked);
    threshold.add(at);
    children.add(new int[2]);
    leaf.add(value);
    return input.size() - 1;
  }

  Trees trees(List<String> labels, Trees.Link link, double start) {
    double[] starts = new double[labels.size()];
    Arrays.fill(starts, start);
    return new Trees(
        labels,
        link,
        ints(roots),
        ints(tells),
        ints(input),
        doubles(threshold),
        children.stream().mapToInt(c -> c[0]).toArray(),
        children.stream().mapToInt(c -> c[1]).toArray(),
        doubles(leaf),
        starts);
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
