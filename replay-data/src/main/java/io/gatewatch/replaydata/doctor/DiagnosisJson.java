package io.gatewatch.replaydata.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.gatewatch.detectors.DetectionCodec;

/** A diagnosis for programs: {@code schemas/doctor.schema.json}. */
public final class DiagnosisJson {
  private DiagnosisJson() {}

  /** The object, indented. */
  public static String of(Diagnosis found) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    try {
      return DetectionCodec.mapper()
          .writer(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
          .writeValueAsString(found);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a diagnosis always has a JSON form", e);
    }
  }
}
