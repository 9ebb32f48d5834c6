package io.gatewatch.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.models.Input;
import io.gatewatch.models.Labelling;
import io.gatewatch.models.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.anomaly.liblinear.LibLinearAnomalyModel;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.kmeans.KMeansModel;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.math.la.DenseVector;

/** Our flat arrays against Tribuo's own predictions, on random and on extreme rows. */
class SameAsTribuoTest {
  /** More than ten, so that names sorted as text and numbers differ. */
  private static final int WIDTH = 12;

  private static final double[] EXTREMES = {
    0, -0.0, 1e-30, -1e-30, 0.5, 1, 709, -709, 1e6, -1e6, 1e30, -1e30
  };
  private static final List<double[]> ROWS = rows(900, 1);
  private static final List<String> LABELS = ROWS.stream().map(SameAsTribuoTest::label).toList();

  @Test
  void kMeansDistances() {
    KMeansModel tribuo = KMeans.fit(ROWS, 8, 30, 5);
    Scorer ours = trained(new KMeans(), Map.of("clusters", 8.0, "iterations", 30.0), 5);
    for (double[] row : asked(List.of())) {
      double[] ordered = new double[WIDTH];
      for (int i = 0; i < WIDTH; i++) {
        ordered[tribuo.getFeatureIDMap().get(Input.column(i)).getID()] = row[i];
      }
      DenseVector point = DenseVector.createDenseVector(ordered);
      int nearest =
          tribuo
              .predict(Examples.one(ClusteringFactory.UNASSIGNED_CLUSTER_ID, row))
              .getOutput()
              .getID();
      double distance =
          new L2Distance().computeDistance(tribuo.getCentroidVectors()[nearest], point);
      assertThat(ours.score(row)).isCloseTo(distance, within(1e-6 * Math.max(1, distance)));
    }
  }

  @Test
  void oneClassScores() {
    LibLinearAnomalyModel tribuo = OneClass.fit(ROWS, 0.1, 1_000, 5);
    Scorer ours = trained(new OneClass(), Map.of("nu", 0.1), 5);
    for (double[] row : asked(List.of())) {
      assertThat(ours.score(row)).isCloseTo(OneClass.score(tribuo, row), within(1e-6));
    }
  }

  @Test
  void oneClassToldOrdinaryRowsFromFarOnes() {
    Scorer ours = trained(new OneClass(), Map.of("nu", 0.1), 5);
    long near = ROWS.stream().filter(r -> ours.score(r) > 0).count();
    assertThat(near / (double) ROWS.size())
        .as("about nu are on the wrong side")
        .isBetween(0.02, 0.2);
    assertThat(ours.score(filled(30))).isPositive();
    assertThat(ours.score(filled(-30))).isPositive();
  }

  @Test
  void linearProbabilities() {
    same(
        Linear.fit(ROWS, LABELS, 5, 0.5, 5),
        trained(new Linear(), Map.of("epochs", 5.0), 5),
        List.of());
  }

  @Test
  void forestVotesAndThoseAtAThreshold() throws Exception {
    Scorer ours = trained(new Forest(), Map.of("trees", 40.0, "depth", 6.0), 5);
    double share = StrictMath.sqrt(1.0 / WIDTH);
    same(Forest.fit(ROWS, LABELS, 40, 6, share, 5), ours, atThresholds(ours));
  }

  @Test
  void boostedProbabilitiesAndThoseAtAThreshold() throws Exception {
    Native.needed("xgboost");
    Scorer ours = trained(new Boosted(), Map.of("rounds", 25.0, "subsample", 0.7), 5);
    same(Boosted.fit(ROWS, LABELS, 25, 6, 0.3, 1, 0.7, 5), ours, atThresholds(ours));
  }

  @Test
  void fewAttacksAreNotDrownedByManyOrdinaryRows() {
    Random random = new Random(3);
    List<double[]> rows = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      boolean attack = i % 100 == 0;
      double[] row = random.doubles(WIDTH).map(d -> 2 * d).toArray();
      row[3] += attack ? 1.5 : 0;
      rows.add(row);
      labels.add(attack ? "scraping" : Scorer.ORDINARY);
    }
    double[] suspect = filled(1);
    suspect[3] = 2.2;
    for (Trainer trainer : List.of(new Linear(), new Forest())) {
      Scorer scorer = trainer.train(rows, labels, new Parameters(Map.of()), 1).scorer();
      assertThat(scorer.score(suspect)).as(trainer.getClass().getName()).isGreaterThan(0.5);
      assertThat(scorer.score(filled(1))).isLessThan(0.5);
    }
  }

  private static void same(Model<Label> tribuo, Scorer ours, List<double[]> more) {
    Labelling labelling = (Labelling) ours;
    for (double[] row : asked(more)) {
      Prediction<Label> theirs = tribuo.predict(Examples.one(LabelFactory.UNKNOWN_LABEL, row));
      double[] own = labelling.probabilities(row);
      double attack = 0;
      for (int k = 0; k < own.length; k++) {
        String label = labelling.labels().get(k);
        double probability = theirs.getOutputScores().get(label).getScore();
        assertThat(own[k]).as(label).isCloseTo(probability, within(1e-6));
        attack += label.equals(Scorer.ORDINARY) ? 0 : probability;
      }
      assertThat(ours.score(row)).isCloseTo(attack, within(1e-6));
    }
  }

  private static Scorer trained(Trainer trainer, Map<String, Double> parameters, long seed) {
    return trainer.train(ROWS, LABELS, new Parameters(parameters), seed).scorer();
  }

  private static List<double[]> asked(List<double[]> more) {
    List<double[]> asked = new ArrayList<>(rows(300, 9));
    Random random = new Random(4);
    for (int n = 0; n < 300; n++) {
      asked.add(random.ints(WIDTH, 0, EXTREMES.length).mapToDouble(i -> EXTREMES[i]).toArray());
    }
    asked.addAll(more);
    return asked;
  }

  /** Rows that hit a threshold exactly, and just miss it, in double and in single precision. */
  private static List<double[]> atThresholds(Scorer trees) throws Exception {
    JsonNode flat =
        new ObjectMapper()
            .setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .valueToTree(trees);
    List<double[]> rows = new ArrayList<>();
    Random random = new Random(8);
    for (int n = 0; n < flat.path("input").size(); n++) {
      int input = flat.path("input").path(n).asInt();
      double at = flat.path("threshold").path(n).asDouble();
      float single = (float) at;
      if (input >= 0 && rows.size() < 3_000) {
        for (double value :
            new double[] {
              at, Math.nextUp(at), Math.nextDown(at), Math.nextUp(single), Math.nextDown(single)
            }) {
          double[] row = ROWS.get(random.nextInt(ROWS.size())).clone();
          row[input] = value;
          rows.add(row);
        }
      }
    }
    assertThat(rows).hasSizeGreaterThan(500);
    return rows;
  }

  private static List<double[]> rows(int count, long seed) {
    Random random = new Random(seed);
    List<double[]> rows = new ArrayList<>();
    for (int r = 0; r < count; r++) {
      double[] row = new double[WIDTH];
      for (int i = 0; i < WIDTH; i++) {
        // Some are whole numbers, as counts are: many rows at the same value.
        row[i] = i % 2 == 0 ? random.nextGaussian() : random.nextInt(4);
      }
      rows.add(row);
    }
    return rows;
  }

  private static String label(double[] row) {
    if (row[10] + row[2] > 1.5) {
      return "scraping";
    }
    return row[1] > 2 && row[4] < 0 ? "credential_stuffing" : Scorer.ORDINARY;
  }

  private static double[] filled(double value) {
    double[] row = new double[WIDTH];
    java.util.Arrays.fill(row, value);
    return row;
  }
}
