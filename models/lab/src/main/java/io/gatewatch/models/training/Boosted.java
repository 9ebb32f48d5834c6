package io.gatewatch.models.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.models.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.classification.Label;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.common.xgboost.XGBoostTrainer;

/**
 * Boosted trees by XGBoost (Chen &amp; Guestrin 2016), on one thread: each round adds a tree for
 * each label. Training runs native code, the model that comes out of it does not.
 */
final class Boosted implements Trainer {
  private static final ObjectMapper JSON = new ObjectMapper();

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
  private record Settings(int rounds, int depth, double rate, double lambda, double subsample) {
    static Settings of(Parameters parameters) {
      Settings settings =
          new Settings(
              parameters.whole("rounds", 20, 1, 500),
              parameters.whole("depth", 6, 1, 12),
              parameters.number("rate", 0.3, 0.001, 1),
              parameters.number("lambda", 1, 0, 1_000),
              parameters.number("subsample", 1, 0.1, 1));
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
    int rounds = said.rounds();
    List<String> order = Examples.order(labels);
    if ((long) rounds * order.size() > Trees.MOST_TREES) {
      throw new IllegalArgumentException(
          "rounds: " + rounds + " of " + order.size() + " trees (expected: 5000 trees at most)");
    }
    try {
      XGBoostModel<Label> model =
          fit(
              rows,
              labels,
              rounds,
              said.depth(),
              said.rate(),
              said.lambda(),
              said.subsample(),
              seed);
      return new Trained(trees(model, order, rows.get(0).length), Provenance.of(model));
    } catch (LinkageError e) {
      throw new IllegalArgumentException(
          "trainer: xgboost cannot run here: its native library does not load (on Linux it needs"
              + " libgomp1)");
    }
  }

  static XGBoostModel<Label> fit(
      List<double[]> rows,
      List<String> labels,
      int rounds,
      int depth,
      double rate,
      double lambda,
      double subsample,
      long seed) {
    XGBoostClassificationTrainer trainer =
        new XGBoostClassificationTrainer(
            XGBoostTrainer.BoosterType.GBTREE,
            XGBoostTrainer.TreeMethod.HIST,
            rounds,
            rate,
            0,
            depth,
            1,
            subsample,
            1,
            lambda,
            0,
            1,
            XGBoostTrainer.LoggingVerbosity.SILENT,
            seed);
    return trainer.train(Examples.balanced(rows, labels));
  }

  private static Trees trees(XGBoostModel<Label> model, List<String> labels, int width) {
    JsonNode learner = json(model.getInnerModels().get(0)).path("learner");
    JsonNode boosted = learner.path("gradient_booster").path("model");
    float start = Float.parseFloat(learner.at("/learner_model_param/base_score").asText());
    int[] inputs = TreeArrays.inputs(model.getFeatureIDMap(), width);
    TreeArrays arrays = new TreeArrays();
    for (int t = 0; t < boosted.path("trees").size(); t++) {
      int theirs = boosted.path("tree_info").path(t).asInt();
      arrays.tree(labels.indexOf(model.getOutputIDInfo().getOutput(theirs).getLabel()));
      add(boosted.path("trees").path(t), 0, inputs, arrays);
    }
    return arrays.trees(labels, Trees.Link.SOFTMAX, start);
  }

  private static int add(JsonNode tree, int node, int[] inputs, TreeArrays arrays) {
    float condition = (float) tree.path("split_conditions").path(node).asDouble();
    int less = tree.path("left_children").path(node).asInt();
    if (less < 0) {
      return arrays.leaf(condition);
    }
    // XGBoost asks for less than, we for at most: the largest number below is the same question.
    int own =
        arrays.split(
            inputs[tree.path("split_indices").path(node).asInt()], Math.nextDown(condition));
    int left = add(tree, less, inputs, arrays);
    int more = tree.path("right_children").path(node).asInt();
    arrays.children(own, left, add(tree, more, inputs, arrays));
    return own;
  }

  private static JsonNode json(Booster booster) {
    try {
      return JSON.readTree(booster.toByteArray("json"));
    } catch (XGBoostError e) {
      throw new IllegalStateException("xgboost: its model has no JSON form", e);
    } catch (IOException e) {
      throw new UncheckedIOException("xgboost: its model", e);
    }
  }

  @Override
  public String weaknesses() {
    return Trainer.LABELLED_WEAKNESSES + " Sees inputs in single precision.";
  }
}
