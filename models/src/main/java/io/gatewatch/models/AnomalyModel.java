package io.gatewatch.models;

import io.gatewatch.features.FeatureVector;

/** A learned model of ordinary behaviour. Immutable. */
public interface AnomalyModel {
  /** Name and content in one short text, such as {@code kmeans-3f2a…}. */
  String version();

  /**
   * How rare such a vector is among the calibration data, as a p-value: the share of them that lie
   * at least as far out, with the vector itself counted in, so never 0. In (0, 1].
   */
  double pValue(FeatureVector vector);

  /** The feature that lies farthest out, by its id, for people to read. */
  String leadingFeature(FeatureVector vector);

  /** What the model takes for ordinary of a feature, in its own unit, for those most like this. */
  double ordinary(String feature, FeatureVector vector);
}
