package io.gatewatch.models;

import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Models made by hand, of two inputs, and vectors. */
final class Models {
  static final List<Input> INPUTS =
      List.of(Input.of("calls_1m"), Input.of("not_found_5m/usual_not_found_5m"));
  static final Calibration SCORES = Calibration.of(new double[] {0, 1, 1, 2, 9});

  private Models() {}

  static ModelCard card() {
    return new ModelCard(
        "by-hand",
        "by hand",
        FeatureSchema.VERSION,
        ModelCard.ALL,
        "low",
        "name: by-hand\n",
        1,
        "made up",
        "",
        Instant.parse("2026-01-05T00:00:00Z"),
        Instant.parse("2026-01-12T00:00:00Z"),
        new TreeMap<>(),
        5,
        List.of(),
        "",
        "");
  }

  static ModelFile file(Scorer scorer) {
    return ModelFile.of(card(), INPUTS, Scaling.none(2), scorer, SCORES);
  }

  static AnomalyModel model(Scorer scorer) {
    return ModelFile.open(file(scorer).write());
  }

  static Centroids centroids() {
    return new Centroids(new double[][] {{0, 0}, {StrictMath.log1p(30), 0}});
  }

  /** Two trees: one asks for input 0 over 1, then for input 1 over 2; the other votes benign. */
  static Trees trees() {
    return new Trees(
        List.of("benign", "scraping"),
        Trees.Link.VOTES,
        new int[] {0, 5},
        new int[] {-1, -1},
        new int[] {0, -1, 1, -1, -1, -1},
        new double[] {1, 0, 2, 0, 0, 0},
        new int[] {1, 0, 3, 0, 0, 0},
        new int[] {2, 0, 4, 0, 0, 0},
        new double[] {0, 0, 0, 0, 1, 0},
        new double[2]);
  }

  static FeatureVector vector(double calls, double notFound, double usualNotFound) {
    double[] values = new double[FeatureSchema.size()];
    Arrays.fill(values, 25);
    values[Feature.CALLS_1M.ordinal()] = calls;
    values[Feature.NOT_FOUND_5M.ordinal()] = notFound;
    values[Feature.USUAL_NOT_FOUND_5M.ordinal()] = usualNotFound;
    return new FeatureVector(values);
  }
}
