package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Need;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Observation;
import io.gatewatch.features.View;
import io.gatewatch.ingest.ApiCall.AgentClass;
import java.util.List;

/**
 * An agent that does not come although it always does at these hours ({@link
 * io.gatewatch.features.presence.Presence}), while others of its gateway group do: else it is the
 * log that is silent, and {@link TelemetryGap} says so. Threshold: {@code peers} that must have
 * called within a minute.
 */
final class Silence extends RuleDetector {
  private static final int ROUNDS = 6;
  private static final AgentClass[] CLASSES = AgentClass.values();

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
    return new Finding(
        1,
        rule().severity(),
        "has fallen silent",
        "no call in "
            + number(missed)
            + " times ten minutes in which it would have called (usual: at most "
            + number(usual)
            + ")",
        List.of(evidence(features, Feature.SILENT_SLOTS, usual, 1)),
        "quiet with one call in that time");
  }

  private boolean othersCall(Observation observation, Contexts contexts) {
    String where = View.where(observation.who().tenant(), observation.who().group());
    int most = 0;
    for (long round = observation.round() - ROUNDS + 1; round <= observation.round(); round++) {
      int active = 0;
      for (AgentClass agentClass : CLASSES) {
        ContextEntry cohort = contexts.find(View.cohort(where, agentClass), round);
        active += cohort == null ? 0 : cohort.tally().principals();
      }
      most = Math.max(most, active);
    }
    return most >= peers;
  }
}
