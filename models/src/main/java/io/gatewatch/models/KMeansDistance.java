package io.gatewatch.models;

import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Fingerprint;
import java.util.Arrays;
import java.util.Locale;

/**
 * Distance to the nearest of k centroids that Tribuo found, over flat arrays: the farther, the
 * rarer.
 */
final class KMeansDistance implements AnomalyModel {
  private final String version;
  private final Scaling scaling;
  private final double[][] centroids;
  private final double[] calibration;

  /** {@code calibration}: distances of data that the model was not trained on, ascending. */
  KMeansDistance(Scaling scaling, double[][] centroids, double[] calibration) {
    this.version = "kmeans-" + contentHash(scaling, centroids, calibration);
    this.scaling = scaling;
    this.centroids = centroids;
    this.calibration = calibration;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public double pValue(FeatureVector vector) {
    double distance = distance(scaling.apply(ModelInputs.of(vector)));
    return (calibration.length - smaller(distance) + 1.0) / (calibration.length + 1.0);
  }

  /** How many calibration distances are smaller; of equal ones, as dull fleets have many, none. */
  private int smaller(double distance) {
    int at = Arrays.binarySearch(calibration, distance);
    int smaller = at >= 0 ? at : -at - 1;
    while (smaller > 0 && calibration[smaller - 1] >= distance) {
      smaller--;
    }
    return smaller;
  }

  @Override
  public String leadingFeature(FeatureVector vector) {
    double[] scaled = scaling.apply(ModelInputs.of(vector));
    double[] centroid = centroids[nearest(scaled)];
    int leading = 0;
    for (int i = 1; i < scaled.length; i++) {
      if (Math.abs(scaled[i] - centroid[i]) > Math.abs(scaled[leading] - centroid[leading])) {
        leading = i;
      }
    }
    return ModelInputs.FEATURES.get(leading).id();
  }

  @Override
  public double ordinary(String feature, FeatureVector vector) {
    double[] centroid = centroids[nearest(scaling.apply(ModelInputs.of(vector)))];
    int input = ModelInputs.FEATURES.indexOf(Feature.valueOf(feature.toUpperCase(Locale.ROOT)));
    return scaling.valueOf(input, centroid[input]);
  }

  double distance(double[] scaled) {
    return StrictMath.sqrt(squared(scaled, centroids[nearest(scaled)]));
  }

  int nearest(double[] scaled) {
    int nearest = 0;
    for (int c = 1; c < centroids.length; c++) {
      if (squared(scaled, centroids[c]) < squared(scaled, centroids[nearest])) {
        nearest = c;
      }
    }
    return nearest;
  }

  /** Of the numbers alone, so that training again on the same data gives the same version. */
  private static String contentHash(Scaling scaling, double[][] centroids, double[] calibration) {
    long hash = 0;
    for (int i = 0; i < scaling.centre().size(); i++) {
      hash = mix(mix(hash, scaling.centre().get(i)), scaling.spread().get(i));
    }
    for (double[] centroid : centroids) {
      for (double value : centroid) {
        hash = mix(hash, value);
      }
    }
    for (double distance : calibration) {
      hash = mix(hash, distance);
    }
    return Long.toHexString(hash);
  }

  private static long mix(long hash, double value) {
    return Fingerprint.mix(hash, Double.doubleToLongBits(value));
  }

  private static double squared(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
