package io.gatewatch.models.training;

import io.gatewatch.models.Trees;
import java.util.List;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.ensemble.WeightedEnsembleModel;

/** A random forest (Breiman 2001) of CART trees, each with a vote. */
final class Forest implements Trainer {
  private static final float LEAST_WEIGHT = 5;

  @Override
  public boolean labelled() {
    return true;
  }

  @Override
  public boolean scaled() {
    return false;
  }

  @Override
  public int leastRows() {
    return 48;
  }

  /** What a recipe may say. */
  private record Settings(int trees, int depth, Double share) {
    static Settings of(Parameters parameters) {
      Settings settings =
          new Settings(
              parameters.whole("trees", 100, 1, 500),
              parameters.whole("depth", 8, 1, 16),
              parameters.given("share", 0.01, 0.99));
      parameters.done();
      return settings;
    }
  }

  @Override
  public void check(Parameters parameters) {
    Settings.of(parameters);
  }

  @Override
  public Trained train(List<double[]> rows, List<String> labels, Parameters parameters, long seed) {
    Settings said = Settings.of(parameters);
    int width = rows.get(0).length;
    double share = said.share() == null ? StrictMath.sqrt(1.0 / width) : said.share();
    WeightedEnsembleModel<Label> model = fit(rows, labels, said.trees(), said.depth(), share, seed);
    return new Trained(trees(model, Examples.order(labels), width), Provenance.of(model));
  }

  static WeightedEnsembleModel<Label> fit(
      List<double[]> rows, List<String> labels, int trees, int depth, double share, long seed) {
    // One input at least is looked at in each split.
    float some = (float) Math.min(0.99, Math.max(share, 1.001 / rows.get(0).length));
    CARTClassificationTrainer cart =
        new CARTClassificationTrainer(depth, LEAST_WEIGHT, 0f, some, false, new GiniIndex(), seed);
    RandomForestTrainer<Label> trainer =
        new RandomForestTrainer<>(cart, new VotingCombiner(), trees, seed);
    return (WeightedEnsembleModel<Label>) trainer.train(Examples.balanced(rows, labels));
  }

  private static Trees trees(WeightedEnsembleModel<Label> model, List<String> labels, int width) {
    int[] inputs = TreeArrays.inputs(model.getFeatureIDMap(), width);
    TreeArrays arrays = new TreeArrays();
    for (Model<Label> member : model.getModels()) {
      arrays.tree(-1);
      add(((TreeModel<Label>) member).getRoot(), inputs, labels, arrays);
    }
    return arrays.trees(labels, Trees.Link.VOTES, 0);
  }

  private static int add(Node<Label> node, int[] inputs, List<String> labels, TreeArrays arrays) {
    if (node instanceof SplitNode<Label> split) {
      int own = arrays.split(inputs[split.getFeatureID()], split.splitValue());
      int left = add(split.getLessThanOrEqual(), inputs, labels, arrays);
      arrays.children(own, left, add(split.getGreaterThan(), inputs, labels, arrays));
      return own;
    }
    return arrays.leaf(labels.indexOf(((LeafNode<Label>) node).getOutput().getLabel()));
  }

  @Override
  public String weaknesses() {
    return Trainer.LABELLED_WEAKNESSES
        + " Scores are steps of one tree's vote, so many rows score alike.";
  }
}
