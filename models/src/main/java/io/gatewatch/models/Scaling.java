package io.gatewatch.models;

import java.util.Arrays;
import java.util.List;

/** Centre and spread of each input, robust: median and distance of the quartiles (at least 0.5). */
record Scaling(List<Double> centre, List<Double> spread) {

  /** Whether there is a centre and a spread for each of so many inputs. */
  boolean fits(int inputs) {
    return centre != null
        && spread != null
        && centre.size() == inputs
        && spread.size() == inputs
        && !centre.contains(null)
        && !spread.contains(null);
  }

  static Scaling of(List<double[]> rows) {
    int width = rows.get(0).length;
    Double[] centre = new Double[width];
    Double[] spread = new Double[width];
    for (int i = 0; i < width; i++) {
      int column = i;
      double[] values = rows.stream().mapToDouble(r -> r[column]).sorted().toArray();
      centre[i] = values[values.length / 2];
      spread[i] = Math.max(0.5, values[values.length * 3 / 4] - values[values.length / 4]);
    }
    return new Scaling(Arrays.asList(centre), Arrays.asList(spread));
  }

  double[] apply(double[] inputs) {
    double[] scaled = new double[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      scaled[i] = (inputs[i] - centre.get(i)) / spread.get(i);
    }
    return scaled;
  }

  /** The feature's value that an input was scaled from, see {@link ModelInputs}. */
  double valueOf(int input, double scaled) {
    return Math.max(0, StrictMath.expm1(scaled * spread.get(input) + centre.get(input)));
  }
}
