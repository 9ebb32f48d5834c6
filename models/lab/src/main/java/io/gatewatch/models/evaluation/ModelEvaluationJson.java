package io.gatewatch.models.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** An evaluation for programs: {@code schemas/model-evaluation.schema.json}. */
public final class ModelEvaluationJson {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private ModelEvaluationJson() {}

  /** The object, indented. */
  public static String of(ModelEvaluation found) {
    return write(found);
  }

  /**
   * Reads it back.
   *
   * @throws IllegalArgumentException with one line when it is none
   */
  public static ModelEvaluation read(String json) {
    try {
      ModelEvaluation found = MAPPER.readValue(json, ModelEvaluation.class);
      if (found != null && found.schema() == 1) {
        return found;
      }
    } catch (JsonProcessingException e) {
      // Said below, in one line.
    }
    throw new IllegalArgumentException("evaluation: not one of a model");
  }

  static String write(Object value) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    try {
      return MAPPER
              .writer(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
              .writeValueAsString(value)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("it always has a JSON form", e);
    }
  }
}
