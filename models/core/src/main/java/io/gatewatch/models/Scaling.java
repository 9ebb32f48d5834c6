package io.gatewatch.models;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;

/** Centre and spread of each input, robust: median and distance of the quartiles (at least 0.5). */
public final class Scaling {
  private static final double LEAST_SPREAD = 0.5;

  private final double[] centre;
  private final double[] spread;

  /** A centre and a spread over 0 for each input; the arrays are kept. */
  @JsonCreator
  public Scaling(@JsonProperty("centre") double[] centre, @JsonProperty("spread") double[] spread) {
    this.centre = centre;
    this.spread = spread;
  }

  /** Of these rows of inputs. */
  public static Scaling of(List<double[]> rows) {
    int width = rows.get(0).length;
    double[] centre = new double[width];
    double[] spread = new double[width];
    for (int i = 0; i < width; i++) {
      int column = i;
      double[] values = rows.stream().mapToDouble(r -> r[column]).sorted().toArray();
      centre[i] = values[values.length / 2];
      spread[i] = Math.max(LEAST_SPREAD, values[values.length * 3 / 4] - values[values.length / 4]);
    }
    return new Scaling(centre, spread);
  }

  /** One that leaves rows as they are. */
  public static Scaling none(int width) {
    double[] ones = new double[width];
    Arrays.fill(ones, 1);
    return new Scaling(new double[width], ones);
  }

  /** A row of inputs, scaled. */
  public double[] apply(double[] inputs) {
    double[] scaled = new double[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      scaled[i] = (inputs[i] - centre[i]) / spread[i];
    }
    return scaled;
  }

  /** What an input was before it was scaled. */
  double unscaled(int input, double scaled) {
    return scaled * spread[input] + centre[input];
  }

  void check(int width) {
    Numbers.check("scaling: centre", centre, width);
    Numbers.check("scaling: spread", spread, width);
    for (double s : spread) {
      if (s <= 0) {
        throw new IllegalArgumentException("scaling: spread " + s + " (expected: over 0)");
      }
    }
  }
}
