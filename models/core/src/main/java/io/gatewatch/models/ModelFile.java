package io.gatewatch.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.ingest.Sha256;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model on disk and on {@code gatewatch.control}: one JSON object of text and numbers. Nothing in
 * it is believed: what is too large, of another form, out of range or made for other features is
 * refused in one line, and only what stands in {@link Scorer} can run. The same data, recipe and
 * seed give the same bytes.
 *
 * @param format version of this form
 * @param inputs what the model sees, in order
 * @param calibration what makes its scores p-values, of agents of classes without their own
 * @param byClass the same for classes of agents with enough of them, by name; null in files of form
 *     1, which had one for all
 * @param reference what its inputs looked like when it was made; null when nobody kept that
 */
public record ModelFile(
    int format,
    ModelCard card,
    List<Input> inputs,
    Scaling scaling,
    Scorer scorer,
    Calibration calibration,
    SortedMap<String, Calibration> byClass,
    Reference reference) {
  /** Largest file, in bytes of UTF-8. */
  public static final int MOST_BYTES = 7 << 20;

  private static final int FORMAT = 2;
  private static final int MOST_CLASSES = 16;
  private static final int MOST_INPUTS = 256;
  private static final int DEEPEST = 12;
  private static final int HASH_SHOWN = 12;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(MOST_BYTES)
                          .maxDocumentLength(MOST_BYTES)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
          .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  /** A file of today's form, with the same p-values for all classes, and without a reference. */
  public static ModelFile of(
      ModelCard card, List<Input> inputs, Scaling scaling, Scorer scorer, Calibration calibration) {
    return new ModelFile(
        FORMAT, card, List.copyOf(inputs), scaling, scorer, calibration, new TreeMap<>(), null);
  }

  /** The same with p-values of their own for some classes of agents. */
  public ModelFile with(SortedMap<String, Calibration> own) {
    return new ModelFile(format, card, inputs, scaling, scorer, calibration, own, reference);
  }

  /** The same with what its inputs looked like. */
  public ModelFile with(Reference remembered) {
    return new ModelFile(format, card, inputs, scaling, scorer, calibration, byClass, remembered);
  }

  /** What makes scores of a class of agents p-values. */
  Calibration calibration(String cohort) {
    return byClass == null ? calibration : byClass.getOrDefault(cohort, calibration);
  }

  /** The file's text. */
  public String write() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a model always has a JSON form", e);
    }
  }

  /**
   * Opens a model file.
   *
   * @throws IllegalArgumentException with one line when it is none, or none for these features
   */
  public static AnomalyModel open(String text) {
    ModelFile file = read(text);
    String hash = Sha256.hex(text);
    return new AnomalyModel(file.card().name() + "-" + hash.substring(0, HASH_SHOWN), file);
  }

  /**
   * Opens a file on disk; its size is looked at before it is read.
   *
   * @throws IllegalArgumentException as for {@link #open(String)}, and when it cannot be read
   */
  public static AnomalyModel open(Path path) {
    return open(ModelBytes.text(path));
  }

  /** A file's bytes as the text that {@link #open(String)} takes; refused as there. */
  public static String text(byte[] bytes) {
    return ModelBytes.text(bytes);
  }

  /** The text of a file on disk; refused as by {@link #open(Path)}. */
  public static String text(Path path) {
    return ModelBytes.text(path);
  }

  /**
   * Reads and checks a model file.
   *
   * @throws IllegalArgumentException as {@link #open(String)} does
   */
  public static ModelFile read(String text) {
    // A text of fewer letters may still be of more bytes.
    if (text.length() > MOST_BYTES || text.getBytes(UTF_8).length > MOST_BYTES) {
      throw refused("over " + MOST_BYTES + " bytes");
    }
    if (!text.startsWith("{")) {
      throw refused("not a model file (it does not begin with {)");
    }
    ModelFile file;
    try {
      file = JSON.readValue(text, ModelFile.class);
    } catch (JsonProcessingException | RuntimeException e) {
      throw refused("not a model file (" + reason(e) + ")");
    }
    if (file == null) {
      throw refused("not a model file (empty)");
    }
    try {
      file.check();
      return file;
    } catch (IllegalArgumentException e) {
      throw refused(e.getMessage());
    }
  }

  private void check() {
    Numbers.require(
        format == 1 || format == FORMAT, "form " + format + " (expected: 1 or " + FORMAT + ")");
    Numbers.require(
        card != null && scaling != null && scorer != null && calibration != null && inputs != null,
        "not a model file (a part is missing)");
    Numbers.require(
        card.schemaVersion() >= 1 && card.schemaVersion() <= FeatureSchema.VERSION,
        "made for feature schema "
            + card.schemaVersion()
            + " (expected: at most "
            + FeatureSchema.VERSION
            + ")");
    Numbers.require(
        !inputs.isEmpty() && inputs.size() <= MOST_INPUTS && !inputs.contains(null),
        inputs.size() + " inputs (expected: 1 to " + MOST_INPUTS + ")");
    card.check();
    scaling.check(inputs.size());
    scorer.check(inputs.size());
    calibration.check();
    checkClasses();
    if (reference != null) {
      reference.check(inputs.size());
    }
  }

  private void checkClasses() {
    Numbers.require(
        (byClass == null) == (format == 1) && (byClass == null || byClass.size() <= MOST_CLASSES),
        "calibration: (expected: by class, from form 2 on)");
    if (byClass != null) {
      for (Calibration own : byClass.values()) {
        Numbers.require(own != null, "calibration: a class without scores");
        own.check();
      }
    }
  }

  /** Where and what kind of mistake, without a word of the file. */
  private static String reason(Exception e) {
    if (e.getCause() instanceof IllegalArgumentException) {
      return "an unknown feature, or a value of another kind";
    }
    String where = "";
    if (e instanceof JsonProcessingException json && json.getLocation() != null) {
      where = " at character " + json.getLocation().getCharOffset();
    }
    return e.getClass().getSimpleName() + where;
  }

  static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException("model: " + why);
  }
}
