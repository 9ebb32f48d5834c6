package io.gatewatch.replaydata.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.gatewatch.detectors.DetectionCodec;

/** An evaluation for programs: {@code schemas/evaluation.schema.json}. */
public final class EvaluationJson {
  private EvaluationJson() {}

  /** The object, indented. */
  public static String of(Evaluation found) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    try {
      return DetectionCodec.mapper()
              .writer(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
              .writeValueAsString(found)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an evaluation always has a JSON form", e);
    }
  }
}
