package io.gatewatch.models.training;

import io.gatewatch.models.Scorer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.classification.LabelFactory;
import org.tribuo.clustering.ClusteringFactory;

/**
 * What a score costs from our flat arrays and by Tribuo's own prediction, in turns in one run:
 * thread CPU of one row of 32 inputs, the median of rounds with the least and the most of them.
 */
final class ScoringCost {
  static final int WIDTH = 32;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** One model, by both ways. */
  record Pair(String name, ToDoubleFunction<double[]> flat, ToDoubleFunction<double[]> library) {}

  /** Nanoseconds a row: of each round one. */
  record Cost(String name, Rounds flat, Rounds library) {
    double ratio() {
      return library.median() / flat.median();
    }
  }

  /** Of rounds. */
  record Rounds(double median, double least, double most) {
    static Rounds of(double[] values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      return new Rounds(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }
  }

  private ScoringCost() {}

  /** Prints the table of models/README.md. */
  public static void main(String[] args) {
    for (Cost cost : measure(pairs(true), 11, 20_000)) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %.2f (%.2f to %.2f) | %.1f | %.0f |%n",
          cost.name(),
          cost.flat().median() / 1_000,
          cost.flat().least() / 1_000,
          cost.flat().most() / 1_000,
          cost.library().median() / 1_000,
          cost.ratio());
    }
  }

  static List<Cost> measure(List<Pair> pairs, int rounds, int scores) {
    List<double[]> asked = rows(1_024, 2);
    List<Cost> costs = new ArrayList<>();
    for (Pair pair : pairs) {
      int theirs = Math.max(200, scores / 20);
      double[] flat = new double[rounds];
      double[] library = new double[rounds];
      for (int round = -4; round < rounds; round++) {
        double own = nanos(pair.flat(), asked, scores);
        double other = nanos(pair.library(), asked, theirs);
        if (round >= 0) {
          flat[round] = own;
          library[round] = other;
        }
      }
      costs.add(new Cost(pair.name(), Rounds.of(flat), Rounds.of(library)));
    }
    return costs;
  }

  private static double nanos(ToDoubleFunction<double[]> score, List<double[]> rows, int scores) {
    double sum = 0;
    long from = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < scores; i++) {
      sum += score.applyAsDouble(rows.get(i & 1_023));
    }
    long took = THREADS.getCurrentThreadCpuTime() - from;
    if (Double.isNaN(sum)) {
      throw new IllegalStateException("no score");
    }
    return took / (double) scores;
  }

  /** Models of five labels, of the sizes that the aims name. */
  static List<Pair> pairs(boolean boosted) {
    List<double[]> rows = rows(boosted ? 4_000 : 1_000, 1);
    List<String> labels = rows.stream().map(ScoringCost::label).toList();
    List<Pair> pairs = new ArrayList<>();
    pairs.add(
        pair(
            "linear",
            new Linear().train(rows, labels, of("epochs", 2), 1).scorer(),
            Linear.fit(rows, labels, 2, 0.5, 1),
            row -> Examples.one(LabelFactory.UNKNOWN_LABEL, row)));
    pairs.add(
        pair(
            "k-means, 16 clusters",
            new KMeans().train(rows, labels, of("iterations", 5), 1).scorer(),
            KMeans.fit(rows, 16, 5, 1),
            row -> Examples.one(ClusteringFactory.UNASSIGNED_CLUSTER_ID, row)));
    pairs.add(
        pair(
            "one-class",
            new OneClass().train(rows, labels, of("nu", 0.1), 1).scorer(),
            OneClass.fit(rows, 0.1, 1_000, 1),
            row -> Examples.one(AnomalyFactory.UNKNOWN_EVENT, OneClass.closeness(row))));
    pairs.add(
        pair(
            "random forest, 100 trees of depth 6",
            new Forest().train(rows, labels, of("depth", 6), 1).scorer(),
            Forest.fit(rows, labels, 100, 6, StrictMath.sqrt(1.0 / WIDTH), 1),
            row -> Examples.one(LabelFactory.UNKNOWN_LABEL, row)));
    if (boosted) {
      pairs.add(
          pair(
              "XGBoost, 100 trees of depth 6",
              new Boosted().train(rows, labels, of("rounds", 20), 1).scorer(),
              Boosted.fit(rows, labels, 20, 6, 0.3, 1, 1, 1),
              row -> Examples.one(LabelFactory.UNKNOWN_LABEL, row)));
    }
    return pairs;
  }

  private interface Asking<T extends Output<T>> {
    Example<T> of(double[] row);
  }

  private static <T extends Output<T>> Pair pair(
      String name, Scorer ours, Model<T> tribuo, Asking<T> asking) {
    return new Pair(
        name, ours::score, row -> tribuo.predict(asking.of(row)).getOutputScores().size());
  }

  private static Parameters of(String name, double value) {
    return new Parameters(Map.of(name, value));
  }

  private static List<double[]> rows(int count, long seed) {
    Random random = new Random(seed);
    List<double[]> rows = new ArrayList<>();
    for (int r = 0; r < count; r++) {
      rows.add(random.doubles(WIDTH).map(d -> 6 * d - 3).toArray());
    }
    return rows;
  }

  /** Hard to tell, so that trees grow as deep as they may. */
  private static String label(double[] row) {
    int kind = (int) Math.abs(Math.rint(row[0] * row[1] + row[2] * row[3] + row[4])) % 5;
    return List.of("benign", "scraping", "abuse", "stuffing", "probing").get(kind);
  }
}
