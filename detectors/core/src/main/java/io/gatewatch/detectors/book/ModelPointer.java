package io.gatewatch.detectors.book;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.Sha256;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelFile;
import java.time.Instant;
import java.util.List;

/**
 * Which model file is the champion, or the shadow, from then on: the payload of a control record of
 * kind {@code model} with id {@link #CHAMPION} or {@link #SHADOW}, {@code {"sha256": "…", "model":
 * "minutes-kmeans-3f2a90c1d2e4"}}. The file itself is a record of kind {@code model-file}.
 *
 * @param sha256 hash of the file's text; null for no model from then on
 * @param model the file's {@link AnomalyModel#version}, for people and against mistakes; null where
 *     the hash is
 */
public record ModelPointer(String sha256, String model) {
  /** Id of the pointer to the model whose findings alert. */
  public static final String CHAMPION = "champion";

  /** Id of the pointer to the model that is on trial beside it. */
  public static final String SHADOW = "shadow";

  /** To no model. */
  public static final ModelPointer NONE = new ModelPointer(null, null);

  private static final ObjectMapper JSON = new ObjectMapper();

  public ModelPointer {
    if (sha256 != null && !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "model: sha256 " + shortened(sha256) + " (expected: 64 hexadecimal digits)");
    }
    if ((sha256 == null) != (model == null)) {
      throw new IllegalArgumentException("model: sha256 and model (expected: both or neither)");
    }
  }

  /**
   * The records that put a model in force since ever: its file, and a pointer to it.
   *
   * @param id {@link #CHAMPION} or {@link #SHADOW}
   * @throws IllegalArgumentException when the text is no model that can be used
   */
  public static List<ControlRecord> sinceEver(String id, String text) {
    String sha256 = Sha256.hex(text);
    ModelPointer pointer = new ModelPointer(sha256, ModelFile.open(text).version());
    return List.of(
        ControlRecord.of(ControlRecord.MODEL_FILE, sha256, 1, Instant.EPOCH, text),
        ControlRecord.of(ControlRecord.MODEL, id, 1, Instant.EPOCH, pointer.write()));
  }

  /** Whether records of kind {@code model} with this id are pointers; others are whole models. */
  static boolean isPointer(String id) {
    return id.equals(CHAMPION) || id.equals(SHADOW);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it is none, in one line
   */
  public static ModelPointer read(String json) {
    JsonNode tree;
    try {
      tree = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("model: a pointer that is not JSON");
    }
    if (tree == null || !tree.isObject() || !tree.has("sha256")) {
      throw new IllegalArgumentException("model: not a pointer (expected: sha256 and model)");
    }
    return new ModelPointer(text(tree.get("sha256")), text(tree.get("model")));
  }

  /** As {@link #read} reads it. */
  public String write() {
    ObjectNode tree = JSON.createObjectNode().put("sha256", sha256);
    return (model == null ? tree : tree.put("model", model)).toString();
  }

  private static String text(JsonNode value) {
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new IllegalArgumentException("model: not a pointer (expected: sha256 and model)");
    }
    return value.textValue();
  }

  private static String shortened(String text) {
    return text.length() > 70 ? text.substring(0, 70) + "…" : text;
  }
}
