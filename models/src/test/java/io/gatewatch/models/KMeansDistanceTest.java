package io.gatewatch.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.kmeans.KMeansModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.math.la.DenseVector;

/** Our flat arrays against Tribuo itself, and what the distance is turned into. */
class KMeansDistanceTest {
  private static final ModelFile FILE =
      ModelFile.read(ModelTraining.train(Fleet.ordinary(800, 1), "a made-up fleet", 42));
  private static final KMeansDistance MODEL = (KMeansDistance) FILE.open();
  private static final int INPUTS = ModelInputs.FEATURES.size();

  @Test
  void everyVectorIsAssignedAsTribuoItselfAssignsIt() {
    KMeansModel tribuo = FILE.kmeans();
    for (FeatureVector vector : Fleet.ordinary(500, 9)) {
      double[] scaled = scaled(vector);
      assertThat(MODEL.nearest(scaled))
          .isEqualTo(tribuo.predict(example(scaled)).getOutput().getID());
    }
  }

  @Test
  void everyDistanceIsTribuosOwn() {
    KMeansModel tribuo = FILE.kmeans();
    for (FeatureVector vector : Fleet.ordinary(500, 9)) {
      double[] scaled = scaled(vector);
      double[] ordered = new double[INPUTS];
      for (int i = 0; i < INPUTS; i++) {
        ordered[tribuo.getFeatureIDMap().get(ModelTraining.column(i)).getID()] = scaled[i];
      }
      DenseVector point = DenseVector.createDenseVector(ordered);
      double nearest = Double.MAX_VALUE;
      for (DenseVector centroid : tribuo.getCentroidVectors()) {
        nearest = Math.min(nearest, new L2Distance().computeDistance(centroid, point));
      }
      assertThat(MODEL.distance(scaled)).isCloseTo(nearest, within(1e-9));
    }
  }

  @Test
  void aPValueIsNeverZeroNeverAboveOneAndFallsWithDistance() {
    TreeMap<Double, Double> byDistance = new TreeMap<>();
    for (FeatureVector vector : Fleet.ordinary(500, 9)) {
      byDistance.put(MODEL.distance(scaled(vector)), MODEL.pValue(vector));
    }
    double[] far = new double[FeatureSchema.size()];
    Arrays.fill(far, 1e9);
    byDistance.put(
        MODEL.distance(scaled(new FeatureVector(far))), MODEL.pValue(new FeatureVector(far)));
    double last = 1;
    for (double p : byDistance.values()) {
      assertThat(p).isPositive().isLessThanOrEqualTo(last);
      last = p;
    }
    assertThat(last).isEqualTo(1.0 / (FILE.calibration().size() + 1));
  }

  @Test
  void ordinaryVectorsItNeverSawHaveAboutUniformPValues() {
    List<FeatureVector> unseen = Fleet.ordinary(2_000, 77);
    assertThat(shareBelow(0.05, unseen)).isBetween(0.02, 0.09);
    assertThat(shareBelow(0.5, unseen)).isBetween(0.4, 0.6);
  }

  @Test
  void vectorsThatAreEquallyFarCountAllOfThem() {
    Scaling plain = new Scaling(Collections.nCopies(INPUTS, 0.0), Collections.nCopies(INPUTS, 1.0));
    KMeansDistance model =
        new KMeansDistance(
            plain, new double[][] {new double[INPUTS]}, new double[] {0, 0, 0, 0, 2});
    assertThat(model.pValue(new FeatureVector(new double[FeatureSchema.size()]))).isEqualTo(1);
  }

  @Test
  void theLeadingFeatureIsTheOneThatLiesFarthestOut() {
    FeatureVector ordinary = Fleet.ordinary(1, 5).get(0);
    FeatureVector refused = Fleet.with(ordinary, Feature.UNAUTHORIZED_5M, 5_000);
    assertThat(MODEL.leadingFeature(refused)).isEqualTo("unauthorized_5m");
    assertThat(MODEL.pValue(refused)).isLessThan(0.01);
  }

  @Test
  void whatIsOrdinaryOfAFeatureIsTheMiddleOfTheNearestCluster() {
    Scaling plain = new Scaling(Collections.nCopies(INPUTS, 0.0), Collections.nCopies(INPUTS, 2.0));
    double[] busy = new double[INPUTS];
    Arrays.fill(busy, StrictMath.log1p(30) / 2);
    KMeansDistance model =
        new KMeansDistance(plain, new double[][] {new double[INPUTS], busy}, new double[] {0});
    double[] values = new double[FeatureSchema.size()];
    Arrays.fill(values, 25);
    values[Feature.CALLS_1M.ordinal()] = 0;
    FeatureVector vector = new FeatureVector(values);
    assertThat(model.leadingFeature(vector)).isEqualTo("calls_1m");
    assertThat(model.ordinary("calls_1m", vector)).isCloseTo(30, within(1e-9));
  }

  private static double shareBelow(double level, List<FeatureVector> vectors) {
    long below = vectors.stream().filter(v -> MODEL.pValue(v) < level).count();
    return (double) below / vectors.size();
  }

  private static double[] scaled(FeatureVector vector) {
    return FILE.scaling().apply(ModelInputs.of(vector));
  }

  private static ArrayExample<ClusterID> example(double[] scaled) {
    String[] names = new String[INPUTS];
    for (int i = 0; i < INPUTS; i++) {
      names[i] = ModelTraining.column(i);
    }
    return new ArrayExample<>(ClusteringFactory.UNASSIGNED_CLUSTER_ID, names, scaled);
  }
}
