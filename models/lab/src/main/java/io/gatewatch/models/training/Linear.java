package io.gatewatch.models.training;

import io.gatewatch.models.Input;
import io.gatewatch.models.Softmax;
import java.util.List;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.optimisers.AdaGrad;

/** Multinomial logistic regression by stochastic gradient descent with AdaGrad (Duchi 2011). */
final class Linear implements Trainer {
  /** Of larger ones Tribuo weighs only the sum, by the mean weight: no balance. */
  private static final int MINIBATCH = 1;

  private static final double EPSILON = 0.1;

  @Override
  public boolean labelled() {
    return true;
  }

  @Override
  public boolean scaled() {
    return true;
  }

  @Override
  public int leastRows() {
    return 48;
  }

  /** What a recipe may say. */
  private record Settings(int epochs, double rate) {
    static Settings of(Parameters parameters) {
      Settings settings =
          new Settings(
              parameters.whole("epochs", 20, 1, 500), parameters.number("rate", 0.5, 1e-4, 10));
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
    LinearSGDModel model = fit(rows, labels, said.epochs(), said.rate(), seed);
    return new Trained(
        softmax(model, Examples.order(labels), rows.get(0).length), Provenance.of(model));
  }

  static LinearSGDModel fit(
      List<double[]> rows, List<String> labels, int epochs, double rate, long seed) {
    LinearSGDTrainer trainer =
        new LinearSGDTrainer(
            new LogMulticlass(), new AdaGrad(rate, EPSILON), epochs, -1, MINIBATCH, seed);
    return trainer.train(Examples.balanced(rows, labels));
  }

  private static Softmax softmax(LinearSGDModel model, List<String> labels, int width) {
    DenseMatrix theirs = model.getWeightsCopy();
    double[][] weights = new double[labels.size()][width];
    double[] bias = new double[labels.size()];
    for (int k = 0; k < labels.size(); k++) {
      int label = model.getOutputIDInfo().getID(new Label(labels.get(k)));
      for (int i = 0; i < width; i++) {
        weights[k][i] = theirs.get(label, model.getFeatureIDMap().get(Input.column(i)).getID());
      }
      bias[k] = theirs.get(label, width);
    }
    return new Softmax(labels, weights, bias);
  }

  @Override
  public String weaknesses() {
    return Trainer.LABELLED_WEAKNESSES + " Adds inputs up: blind to what only a combination tells.";
  }
}
