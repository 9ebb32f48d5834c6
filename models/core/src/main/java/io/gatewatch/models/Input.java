package io.gatewatch.models;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureVector;
import java.util.Locale;

/**
 * One number that a model sees: log(1 + x) of a feature, or of a feature against another one, log(1
 * + x) − log(1 + y), such as the calls of a minute against those of a usual minute. On this scale
 * shares and counts have comparable spreads.
 *
 * @param against the feature it is held against; null for none
 */
public record Input(Feature feature, Feature against) {

  /**
   * Reads {@code calls_1m} or {@code calls_1m/usual_calls_1m}.
   *
   * @throws IllegalArgumentException when a feature is not in today's schema
   */
  @JsonCreator
  public static Input of(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new Input(feature(text), null)
        : new Input(feature(text.substring(0, slash)), feature(text.substring(slash + 1)));
  }

  private static Feature feature(String id) {
    for (Feature feature : Feature.values()) {
      if (feature.id().equals(id)) {
        return feature;
      }
    }
    throw new IllegalArgumentException("feature " + id + " (expected: one of features/README.md)");
  }

  /** What a model sees of a vector. */
  public double read(FeatureVector vector) {
    double own = StrictMath.log1p(vector.get(feature));
    return against == null ? own : own - StrictMath.log1p(vector.get(against));
  }

  /** The feature's value that would be seen as {@code seen}, all else in the vector as it is. */
  double valueOf(double seen, FeatureVector vector) {
    double other = against == null ? 0 : StrictMath.log1p(vector.get(against));
    return Math.max(0, StrictMath.expm1(seen + other));
  }

  /** As {@link #of} reads it. */
  @JsonValue
  @Override
  public String toString() {
    return against == null ? feature.id() : feature.id() + "/" + against.id();
  }

  /** A name that sorts in the order of the inputs, for libraries that sort their columns. */
  public static String column(int input) {
    return String.format(Locale.ROOT, "%03d", input);
  }
}
