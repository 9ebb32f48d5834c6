package io.gatewatch.models;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * What turns a row of scaled inputs into a score: the larger, the less ordinary. All but {@link
 * Foreign} are flat arrays that were taken out of a trained model, and run no code but what stands
 * here. Immutable; rows are not changed.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Centroids.class, name = "centroids"),
  @JsonSubTypes.Type(value = Hyperplane.class, name = "hyperplane"),
  @JsonSubTypes.Type(value = Softmax.class, name = "softmax"),
  @JsonSubTypes.Type(value = Trees.class, name = "trees"),
  @JsonSubTypes.Type(value = Foreign.class, name = "onnx")
})
public sealed interface Scorer permits Centroids, Hyperplane, Labelling, Foreign {
  /** The label of what is ordinary, of scorers that tell kinds apart. */
  String ORDINARY = "benign";

  /** How unlike ordinary a row is. */
  double score(double[] row);

  /** An ordinary row like this one: for each input what it would rather be. All 0 is the centre. */
  default double[] ordinary(double[] row) {
    return new double[row.length];
  }

  /** The kinds of behaviour that it tells apart, {@link #ORDINARY} among them; empty for none. */
  default List<String> labels() {
    return List.of();
  }

  /** Which of {@link #labels} but the ordinary one a row is most like; null without labels. */
  default String likeliest(double[] row) {
    return null;
  }

  /**
   * Refuses what could not be scored.
   *
   * @param width number of inputs
   * @throws IllegalArgumentException with one line
   */
  void check(int width);
}
