package io.gatewatch.models;

import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.kmeans.KMeansModel;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Trains the k-means model of ordinary behaviour with Tribuo: vectors → scaled inputs → examples →
 * dataset → trainer → model. One thread and one seed, so that the same vectors give the same
 * centroids.
 */
public final class ModelTraining {
  private static final int CLUSTERS = 16;
  private static final int ITERATIONS = 50;
  private static final int MIN_ROWS = 4 * CLUSTERS;

  private ModelTraining() {}

  /**
   * The model file's text.
   *
   * @param vectors what ordinary behaviour looks like
   * @param data where they came from, in words
   * @throws IllegalArgumentException when there are too few
   */
  public static String train(List<FeatureVector> vectors, String data, long seed) {
    if (vectors.size() < MIN_ROWS) {
      throw new IllegalArgumentException(
          "training: "
              + vectors.size()
              + " vectors (expected: "
              + MIN_ROWS
              + " or more; give it more traffic)");
    }
    List<double[]> inputs = vectors.stream().map(ModelInputs::of).toList();
    Scaling scaling = Scaling.of(inputs);
    List<double[]> training = new ArrayList<>();
    List<double[]> held = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      (i % 4 == 3 ? held : training).add(scaling.apply(inputs.get(i)));
    }
    KMeansModel model = fit(training, data, seed);
    Base64.Encoder base64 = Base64.getEncoder();
    ModelFile bare =
        new ModelFile(
            card(vectors, data, seed, 0, model),
            scaling,
            List.of(),
            base64.encodeToString(model.serialize().toByteArray()));
    KMeansDistance scorer = (KMeansDistance) bare.open();
    List<Double> calibration = held.stream().map(scorer::distance).sorted().toList();
    double p95 = calibration.get((int) (0.95 * (calibration.size() - 1)));
    return new ModelFile(card(vectors, data, seed, p95, model), scaling, calibration, bare.tribuo())
        .write();
  }

  /**
   * Opens a model file.
   *
   * @throws IllegalArgumentException when it is no model of this feature schema
   */
  public static AnomalyModel open(String json) {
    return ModelFile.read(json).open();
  }

  /** The card of a model file. */
  public static ModelCard card(String json) {
    return ModelFile.read(json).card();
  }

  private static KMeansModel fit(List<double[]> rows, String data, long seed) {
    ClusteringFactory factory = new ClusteringFactory();
    OffsetDateTime undated = OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    MutableDataset<ClusterID> dataset =
        new MutableDataset<>(new SimpleDataSourceProvenance(data, undated, factory), factory);
    String[] names = new String[ModelInputs.FEATURES.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = column(i);
    }
    for (double[] row : rows) {
      Example<ClusterID> example =
          new ArrayExample<>(ClusteringFactory.UNASSIGNED_CLUSTER_ID, names, row);
      dataset.add(example);
    }
    KMeansTrainer trainer =
        new KMeansTrainer(
            clusters(rows),
            ITERATIONS,
            new L2Distance(),
            KMeansTrainer.Initialisation.PLUSPLUS,
            1,
            seed);
    return trainer.train(dataset);
  }

  /** No more clusters than there are different rows: Tribuo cannot keep empty ones. */
  private static int clusters(List<double[]> rows) {
    long different = rows.stream().map(Arrays::hashCode).distinct().count();
    return (int) Math.min(CLUSTERS, different);
  }

  private static ModelCard card(
      List<FeatureVector> vectors, String data, long seed, double p95, KMeansModel model) {
    return new ModelCard(
        "kmeans-distance",
        FeatureSchema.VERSION,
        featureIds(),
        data,
        sha256(vectors),
        vectors.size(),
        seed,
        model.getCentroidVectors().length,
        p95,
        "Knows only the kinds of agent in its data; blind to order of calls and to what stays within ordinary levels.",
        ProvenanceUtil.formattedProvenanceString(model.getProvenance().getTrainerProvenance()));
  }

  static List<String> featureIds() {
    return ModelInputs.FEATURES.stream().map(Feature::id).toList();
  }

  /** Name of an input; sorts in the order of the inputs. */
  static String column(int input) {
    return (input < 10 ? "0" : "") + input + "-" + ModelInputs.FEATURES.get(input).id();
  }

  private static String sha256(List<FeatureVector> vectors) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (FeatureVector vector : vectors) {
        for (double value : vector.toArray()) {
          digest.update(ByteBuffer.allocate(8).putDouble(value).array());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
