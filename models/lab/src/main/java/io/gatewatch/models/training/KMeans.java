package io.gatewatch.models.training;

import io.gatewatch.models.Centroids;
import io.gatewatch.models.Input;
import java.util.Arrays;
import java.util.List;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.kmeans.KMeansModel;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.math.la.DenseVector;

/** Tribuo's k-means with k-means++ starts (Arthur &amp; Vassilvitskii 2007), on one thread. */
final class KMeans implements Trainer {
  @Override
  public boolean labelled() {
    return false;
  }

  @Override
  public boolean scaled() {
    return true;
  }

  @Override
  public int leastRows() {
    return 48;
  }

  /** What a recipe may say. */
  private record Settings(int clusters, int iterations) {
    static Settings of(Parameters parameters) {
      Settings settings =
          new Settings(
              parameters.whole("clusters", 16, 1, 256),
              parameters.whole("iterations", 50, 1, 1_000));
      parameters.done();
      return settings;
    }
  }

  @Override
  public void check(Parameters parameters) {
    Settings.of(parameters);
  }

  @Override
  public Trained train(List<double[]> rows, List<String> labels, Parameters parameters, long seed) {
    Settings said = Settings.of(parameters);
    KMeansModel model = fit(rows, said.clusters(), said.iterations(), seed);
    return new Trained(new Centroids(centroids(model, rows.get(0).length)), Provenance.of(model));
  }

  static KMeansModel fit(List<double[]> rows, int clusters, int iterations, long seed) {
    KMeansTrainer trainer =
        new KMeansTrainer(
            Math.min(clusters, different(rows)),
            iterations,
            new L2Distance(),
            KMeansTrainer.Initialisation.PLUSPLUS,
            1,
            seed);
    return trainer.train(
        Examples.dataset(
            rows, i -> ClusteringFactory.UNASSIGNED_CLUSTER_ID, new ClusteringFactory()));
  }

  /** No more clusters than there are different rows: Tribuo cannot keep empty ones. */
  private static int different(List<double[]> rows) {
    return (int) rows.stream().map(Arrays::hashCode).distinct().count();
  }

  private static double[][] centroids(KMeansModel model, int width) {
    DenseVector[] vectors = model.getCentroidVectors();
    double[][] centroids = new double[vectors.length][width];
    for (int c = 0; c < vectors.length; c++) {
      for (int i = 0; i < width; i++) {
        centroids[c][i] = vectors[c].get(model.getFeatureIDMap().get(Input.column(i)).getID());
      }
    }
    return centroids;
  }

  @Override
  public String weaknesses() {
    return "Knows only the kinds of agent in its data; blind to the order of calls and to what"
        + " stays within ordinary levels.";
  }
}
