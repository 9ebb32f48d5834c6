package io.gatewatch.models;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Distance to the nearest of k centroids, rows of scaled inputs: the farther, the rarer. */
public final class Centroids implements Scorer {
  private final double[][] centroids;

  /** Of k rows of scaled inputs, which are kept. */
  @JsonCreator
  public Centroids(@JsonProperty("centroids") double[][] centroids) {
    this.centroids = centroids;
  }

  /** The Euclidean distance to the nearest centroid. */
  @Override
  public double score(double[] row) {
    return StrictMath.sqrt(squared(row, centroids[nearest(row)]));
  }

  /** The nearest centroid. */
  @Override
  public double[] ordinary(double[] row) {
    return centroids[nearest(row)].clone();
  }

  int nearest(double[] row) {
    int nearest = 0;
    double least = squared(row, centroids[0]);
    for (int c = 1; c < centroids.length; c++) {
      double distance = squared(row, centroids[c]);
      if (distance < least) {
        least = distance;
        nearest = c;
      }
    }
    return nearest;
  }

  private static double squared(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  @Override
  public void check(int width) {
    boolean sized = centroids != null && centroids.length >= 1 && centroids.length <= 1024;
    Numbers.require(sized, "centroids: (expected: 1 to 1024)");
    for (double[] centroid : centroids) {
      Numbers.check("centroid", centroid, width);
    }
  }
}
