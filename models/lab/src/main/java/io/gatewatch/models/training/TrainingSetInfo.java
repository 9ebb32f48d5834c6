package io.gatewatch.models.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.gatewatch.features.FeatureSchema;
import java.time.Instant;
import java.util.SortedMap;

/**
 * What stands beside a training set, as {@code FILE.json}: see schemas/training-set.schema.json.
 *
 * @param schema 1
 * @param featureSchema version of the features
 * @param features their fingerprint
 * @param rows one for each agent and minute
 * @param agents different ones
 * @param from time of the earliest row; null without rows
 * @param to time of the latest row; null without rows
 * @param labels rows by label
 * @param excluded rows by why nothing may be learned from them
 * @param told rows by what was told of the agent without a model
 * @param versions what was in force at the end
 * @param sha256 hash of the CSV's text, unpacked
 */
public record TrainingSetInfo(
    int schema,
    int featureSchema,
    String features,
    long rows,
    int agents,
    Instant from,
    Instant to,
    SortedMap<String, Long> labels,
    SortedMap<String, Long> excluded,
    SortedMap<String, Long> told,
    InForce versions,
    String sha256) {

  /** What was in force; each null where nothing was. */
  public record InForce(String rules, String models, String registry, String catalog) {}

  /** Version of this form. */
  public static final int SCHEMA = 1;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** As JSON, ending in a line end. */
  public String write() {
    try {
      return JSON.writeValueAsString(this).replace(System.lineSeparator(), "\n") + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("it always has a JSON form", e);
    }
  }

  /**
   * Reads one, of today's form and for today's features.
   *
   * @throws IllegalArgumentException with one line when it is none
   */
  public static TrainingSetInfo read(String json) {
    TrainingSetInfo info;
    try {
      JsonNode root = JSON.readTree(json);
      if (root.path("schema").asInt() != SCHEMA) {
        throw new IllegalArgumentException(
            "schema: " + root.path("schema").asText() + " (expected: " + SCHEMA + ")");
      }
      info = JSON.treeToValue(root, TrainingSetInfo.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not what stands beside a training set", e);
    }
    if (info.labels() == null || info.sha256() == null) {
      throw new IllegalArgumentException("labels or sha256 missing");
    }
    if (!FeatureSchema.fingerprint().equals(info.features())) {
      throw new IllegalArgumentException(
          "features: "
              + info.features()
              + " (expected: "
              + FeatureSchema.fingerprint()
              + "; extract them again from the history)");
    }
    return info;
  }
}
