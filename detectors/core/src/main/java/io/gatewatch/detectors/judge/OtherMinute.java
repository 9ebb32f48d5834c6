package io.gatewatch.detectors.judge;

import io.gatewatch.detectors.cel.Measures;
import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureVector;
import java.util.function.Predicate;

/**
 * Which other value of one feature would have made a minute look ordinary to a model: the leading
 * feature first, less of it before more; then any other that it does not say is usual. Values are
 * tried in the steps in which they are said, and the nearest that was found is told: a model's view
 * need not change evenly in between.
 */
final class OtherMinute {
  private static final int DOUBLINGS = 24;

  private final double[] values;
  private final Predicate<FeatureVector> quiet;

  private OtherMinute(FeatureVector features, Predicate<FeatureVector> quiet) {
    this.values = features.toArray();
    this.quiet = quiet;
  }

  /** In words; null when no single feature would have. */
  static String words(FeatureVector features, Feature leading, Predicate<FeatureVector> quiet) {
    OtherMinute other = new OtherMinute(features, quiet);
    String said = other.words(leading);
    for (Feature feature : Feature.values()) {
      boolean tried = said != null || feature == leading || Measures.isPast(feature);
      said = tried ? said : other.words(feature);
    }
    return said;
  }

  private String words(Feature feature) {
    double steps = Measures.stepsOfOne(feature);
    long seen = (long) Math.ceil(values[feature.ordinal()] * steps);
    if (seen > 0 && isQuiet(feature, 0)) {
      return said(feature, nearest(feature, 0, seen));
    }
    long most = (long) Math.floor(feature.max() == 1 ? steps : 0);
    for (int i = 0; i < DOUBLINGS && most == 0; i++) {
      most = isQuiet(feature, seen + (1L << i)) ? seen + (1L << i) : 0;
    }
    return most > seen && isQuiet(feature, most)
        ? said(feature, nearest(feature, most, seen))
        : null;
  }

  private long nearest(Feature feature, long quietAt, long seen) {
    long quietStep = quietAt;
    long loud = seen;
    while (Math.abs(loud - quietStep) > 1) {
      long middle = quietStep + (loud - quietStep) / 2;
      if (isQuiet(feature, middle)) {
        quietStep = middle;
      } else {
        loud = middle;
      }
    }
    return quietStep;
  }

  private boolean isQuiet(Feature feature, long step) {
    double[] other = values.clone();
    other[feature.ordinal()] = step / Measures.stepsOfOne(feature);
    return quiet.test(new FeatureVector(other));
  }

  private static String said(Feature feature, long step) {
    return "quiet at " + Measures.spoken(feature, step / Measures.stepsOfOne(feature));
  }
}
