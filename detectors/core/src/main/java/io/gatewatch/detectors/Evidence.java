package io.gatewatch.detectors;

import static java.util.Objects.requireNonNull;

import java.util.List;

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

  /**
   * Those that say something, their contributions scaled to add up to 1: nothing where nothing is
   * usual does not. Empty where none does.
   */
  public static List<Evidence> telling(List<Evidence> weighed) {
    List<Evidence> telling = weighed.stream().filter(e -> e.value != 0 || e.baseline != 0).toList();
    double sum = telling.stream().mapToDouble(Evidence::contribution).sum();
    return telling.stream().map(e -> e.contributing(e.contribution / sum)).toList();
  }

  private Evidence contributing(double share) {
    return new Evidence(feature, value, baseline, unit, share);
  }
}
