package io.gatewatch.models.training;

import io.gatewatch.models.Hyperplane;
import io.gatewatch.models.Input;
import java.util.Arrays;
import java.util.List;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.anomaly.Event;
import org.tribuo.anomaly.liblinear.LibLinearAnomalyModel;
import org.tribuo.anomaly.liblinear.LibLinearAnomalyTrainer;
import org.tribuo.anomaly.liblinear.LinearAnomalyType;

/**
 * LibLinear's one-class support vector machine, over how close each input is to its centre: a plane
 * between the ordinary rows and what is far off in every input.
 */
final class OneClass implements Trainer {
  @Override
  public boolean labelled() {
    return false;
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
  private record Settings(double nu, int iterations) {
    static Settings of(Parameters parameters) {
      Settings settings =
          new Settings(
              parameters.number("nu", 0.05, 0.001, 0.5),
              parameters.whole("iterations", 1_000, 1, 100_000));
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
    LibLinearAnomalyModel model = fit(rows, said.nu(), said.iterations(), seed);
    return new Trained(plane(model, rows.get(0).length), Provenance.of(model));
  }

  static LibLinearAnomalyModel fit(List<double[]> rows, double nu, int iterations, long seed) {
    LibLinearAnomalyTrainer trainer =
        new LibLinearAnomalyTrainer(
            new LinearAnomalyType(LinearAnomalyType.LinearType.ONECLASS_SVM),
            1,
            iterations,
            1e-3,
            nu,
            seed);
    List<double[]> close = rows.stream().map(OneClass::closeness).toList();
    return (LibLinearAnomalyModel)
        trainer.train(
            Examples.dataset(close, i -> AnomalyFactory.EXPECTED_EVENT, new AnomalyFactory()));
  }

  static double[] closeness(double[] row) {
    return Arrays.stream(row).map(Hyperplane::closeness).toArray();
  }

  private static Hyperplane plane(LibLinearAnomalyModel model, int width) {
    de.bwaldvogel.liblinear.Model inner = model.getInnerModels().get(0);
    double[] theirs = inner.getFeatureWeights();
    double[] weights = new double[width];
    for (int i = 0; i < width; i++) {
      weights[i] = theirs[model.getFeatureIDMap().get(Input.column(i)).getID()];
    }
    // Tribuo adds a column of ones behind all others.
    double bias = theirs.length > width ? theirs[width] : 0;
    return new Hyperplane(weights, inner.getDecfunRho() - bias);
  }

  /** What Tribuo's own prediction says, in our sense: the larger, the less ordinary. */
  static double score(LibLinearAnomalyModel model, double[] row) {
    Event told =
        model.predict(Examples.one(AnomalyFactory.UNKNOWN_EVENT, closeness(row))).getOutput();
    return -told.getScore();
  }

  @Override
  public String weaknesses() {
    return "Looks at each input alone, so it is blind to ordinary levels that never come together;"
        + " what is far off and what is farther off score about the same.";
  }
}
