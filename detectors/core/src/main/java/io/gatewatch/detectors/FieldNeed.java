package io.gatewatch.detectors;

import static java.util.Objects.requireNonNull;

import io.gatewatch.ingest.CallField;

/**
 * What a detector loses when a field of its calls is missing.
 *
 * @param why the loss in a few words, for people
 */
public record FieldNeed(CallField field, Loss loss, String why) {

  /** How much is lost. */
  public enum Loss {
    /** The detector sees nothing any more. */
    BLIND,
    /** It still speaks, later or less precisely. */
    WEAKER
  }

  public FieldNeed {
    requireNonNull(field, "field");
    requireNonNull(loss, "loss");
    requireNonNull(why, "why");
  }
}
