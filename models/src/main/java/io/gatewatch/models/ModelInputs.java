package io.gatewatch.models;

import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureVector;
import java.util.List;

/**
 * Which features a model sees, on a log scale: log(1 + x). Shares and counts then have comparable
 * spreads.
 */
final class ModelInputs {
  /**
   * Baselines and ages are left out: they say who somebody is, not what it does. Refusals are ours,
   * not theirs.
   */
  static final List<Feature> FEATURES =
      List.of(
          Feature.CALLS_1M,
          Feature.CALLS_5M,
          Feature.UNAUTHORIZED_5M,
          Feature.FORBIDDEN_5M,
          Feature.NOT_FOUND_5M,
          Feature.CLIENT_ERROR_SHARE_5M,
          Feature.NEW_OBJECTS_5M,
          Feature.WALK_STEPS_5M,
          Feature.NEW_ROUTES_5M,
          Feature.WRITE_SHARE_5M,
          Feature.REPEAT_RUN,
          Feature.KILOBYTES_OUT_5M);

  private ModelInputs() {}

  static double[] of(FeatureVector vector) {
    double[] inputs = new double[FEATURES.size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = StrictMath.log1p(vector.get(FEATURES.get(i)));
    }
    return inputs;
  }
}
