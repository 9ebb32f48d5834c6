package io.gatewatch.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gatewatch.features.FeatureSchema;
import java.util.Base64;
import java.util.List;
import org.tribuo.Model;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.kmeans.KMeansModel;
import org.tribuo.math.la.DenseVector;
import org.tribuo.protos.core.ModelProto;

/**
 * A model on disk and on {@code gatewatch.control}: its card, its calibration, and the Tribuo model
 * with its provenance. One JSON object.
 *
 * @param tribuo the Tribuo model in its protobuf form, base64
 * @param calibration distances of held-out data, ascending
 */
record ModelFile(ModelCard card, Scaling scaling, List<Double> calibration, String tribuo) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  String write() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a model always has a JSON form", e);
    }
  }

  static ModelFile read(String json) {
    try {
      ModelFile file = JSON.readValue(json, ModelFile.class);
      if (file == null || !file.complete()) {
        throw new IllegalArgumentException("model: not a model file (a part is missing)");
      }
      return file;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "model: not a model file (" + e.getClass().getSimpleName() + ")");
    }
  }

  private boolean complete() {
    return card != null
        && card.features() != null
        && scaling != null
        && scaling.fits(card.features().size())
        && calibration != null
        && !calibration.contains(null)
        && tribuo != null;
  }

  /** The model, scored from arrays taken out of the Tribuo model. */
  AnomalyModel open() {
    // Features are only added: a model of an earlier schema reads what it was made for.
    if (card.schemaVersion() > FeatureSchema.VERSION
        || !card.features().equals(ModelTraining.featureIds())) {
      throw new IllegalArgumentException(
          "model: made for feature schema "
              + card.schemaVersion()
              + " (expected: at most "
              + FeatureSchema.VERSION
              + ", and the features of today)");
    }
    double[] ascending = calibration.stream().mapToDouble(Double::doubleValue).toArray();
    return new KMeansDistance(scaling, centroids(kmeans()), ascending);
  }

  KMeansModel kmeans() {
    try {
      ModelProto proto = ModelProto.parseFrom(Base64.getDecoder().decode(tribuo));
      Model<?> model = Model.deserialize(proto);
      Model<ClusterID> clusters = model.castModel(ClusterID.class);
      return (KMeansModel) clusters;
    } catch (com.google.protobuf.InvalidProtocolBufferException | RuntimeException e) {
      throw new IllegalArgumentException(
          "model: Tribuo cannot read it (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static double[][] centroids(KMeansModel model) {
    DenseVector[] vectors = model.getCentroidVectors();
    double[][] centroids = new double[vectors.length][];
    for (int c = 0; c < vectors.length; c++) {
      centroids[c] = new double[ModelInputs.FEATURES.size()];
      for (int i = 0; i < centroids[c].length; i++) {
        int column = model.getFeatureIDMap().get(ModelTraining.column(i)).getID();
        centroids[c][i] = vectors[c].get(column);
      }
    }
    return centroids;
  }
}
