package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Need;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Observation;
import io.gatewatch.features.View;
import java.util.List;

/**
 * An agent that does not come although it always does at these hours ({@link
 * io.gatewatch.features.presence.Presence}), while others of its class do: else it is a holiday, or
 * the log that is silent, and {@link TelemetryGap} says so. Asked again each hour of a silence,
 * told once. Threshold: {@code peers} that must have called in a round of the last minute.
 */
final class Silence extends RuleDetector {
  private static final int ROUNDS = 6;
  private static final double HOUR_MILLIS = 3_600_000;
  private static final long LASTING_MILLIS = 8 * 86_400_000L;

  private final double peers;

  Silence(Rule rule) {
    super(rule, Need.SAME);
    peers = rule.threshold("peers");
  }

  @Override
  public Finding inspect(Observation observation, Contexts contexts) {
    FeatureVector features = observation.features();
    double missed = features.get(Feature.SILENT_SLOTS);
    if (missed <= 0 || !othersCall(observation, contexts)) {
      return null;
    }
    double usual = features.get(Feature.USUAL_SILENT_SLOTS);
    double hours = features.get(Feature.SILENT_HOURS);
    return new Finding(
        1,
        rule().severity(),
        "has fallen silent",
        "no call for "
            + number(hours)
            + " h, in which it would have called in "
            + number(missed)
            + " slots of ten minutes (its long silences: "
            + number(usual)
            + ")",
        List.of(evidence(features, Feature.SILENT_SLOTS, usual, 1)),
        "quiet with one call in the last hour",
        "since " + Math.round(observation.time() - hours * HOUR_MILLIS),
        LASTING_MILLIS);
  }

  private boolean othersCall(Observation observation, Contexts contexts) {
    String where = View.where(observation.who().tenant(), observation.who().group());
    View cohort = View.cohort(where, observation.who().agentClass());
    for (long round = observation.round() - ROUNDS + 1; round <= observation.round(); round++) {
      ContextEntry entry = contexts.find(cohort, round);
      if (entry != null && entry.tally().principals() >= peers) {
        return true;
      }
    }
    return false;
  }
}
