package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Need;
import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Observation;
import java.util.List;

/**
 * An agent that works at hours when it seldom or never does; for the operations lane, hence SAME.
 * Thresholds: {@code slots} of ten minutes with calls, one after the other, with less than six
 * hours between them; told again after {@code tellEveryHours}.
 */
final class OffHours extends RuleDetector {
  private final double slots;
  private final long tellEvery;

  OffHours(Rule rule) {
    super(rule, Need.SAME);
    slots = rule.threshold("slots");
    tellEvery = RegistryRule.hours(rule.threshold("tellEveryHours"));
  }

  @Override
  public Finding inspect(Observation observation, Contexts contexts) {
    FeatureVector features = observation.features();
    double worked = features.get(Feature.OFF_HOURS_SLOTS);
    if (worked < slots) {
      return null;
    }
    return new Finding(
        strength(worked, slots),
        rule().severity(),
        "works at hours when it never does",
        "calls in " + number(worked) + " times ten minutes at hours in which it usually makes none",
        List.of(evidence(features, Feature.OFF_HOURS_SLOTS, 0, 1)),
        "quiet at " + below(slots) + " times ten minutes or fewer",
        "off hours",
        tellEvery);
  }
}
