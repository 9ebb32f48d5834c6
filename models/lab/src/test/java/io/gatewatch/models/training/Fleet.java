package io.gatewatch.models.training;

import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded vectors of ordinary agents of four kinds: poller, browser, writer, batch job. */
final class Fleet {
  private static final double[] CALLS = {6, 25, 12, 300};
  private static final double[] NEW_OBJECTS = {0, 4, 2, 200};
  private static final double[] WRITES = {0, 0.05, 0.6, 0};
  private static final double[] KILOBYTES = {3, 40, 10, 2_000};

  private Fleet() {}

  static List<FeatureVector> ordinary(int size, long seed) {
    Random random = new Random(seed);
    List<FeatureVector> vectors = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      vectors.add(one(random.nextInt(CALLS.length), random));
    }
    return vectors;
  }

  private static FeatureVector one(int kind, Random random) {
    double[] v = new double[FeatureSchema.size()];
    double calls = CALLS[kind] * StrictMath.exp(0.4 * random.nextGaussian());
    v[Feature.CALLS_1M.ordinal()] = Math.rint(calls);
    v[Feature.CALLS_5M.ordinal()] = Math.rint(calls * (4 + random.nextDouble()));
    v[Feature.NOT_FOUND_5M.ordinal()] = random.nextInt(3);
    v[Feature.CLIENT_ERROR_SHARE_5M.ordinal()] = 0.05 * random.nextDouble();
    v[Feature.NEW_OBJECTS_5M.ordinal()] = Math.rint(NEW_OBJECTS[kind] * random.nextDouble());
    v[Feature.WRITE_SHARE_5M.ordinal()] = WRITES[kind] * random.nextDouble();
    v[Feature.REPEAT_RUN.ordinal()] = 1 + random.nextInt(4);
    v[Feature.KILOBYTES_OUT_5M.ordinal()] =
        KILOBYTES[kind] * StrictMath.exp(0.3 * random.nextGaussian());
    return new FeatureVector(v);
  }

  /** The same, with one feature set. */
  static FeatureVector with(FeatureVector vector, Feature feature, double value) {
    double[] v = vector.toArray();
    v[feature.ordinal()] = value;
    return new FeatureVector(v);
  }
}
