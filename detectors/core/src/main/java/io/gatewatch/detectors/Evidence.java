package io.gatewatch.detectors;

import static java.util.Objects.requireNonNull;

/**
 * One feature that speaks for a finding.
 *
 * @param feature name in the FeatureSchema, or of a stream of evidence ({@code stream_…})
 * @param value what was seen
 * @param baseline what is usual for this entity, or the threshold when it has no history
 * @param unit of value and baseline
 * @param contribution share of the score, 0..1; the contributions of one detection add up to 1
 */
public record Evidence(
    String feature, double value, double baseline, String unit, double contribution) {
  public Evidence {
    requireNonNull(feature, "feature");
    requireNonNull(unit, "unit");
  }
}
