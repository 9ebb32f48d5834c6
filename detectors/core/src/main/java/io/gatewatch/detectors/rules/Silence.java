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
 * io.gatewatch.features.presence.Presence}), while others of its class do: else it is a holiday, or
 * the log that is silent, and {@link TelemetryGap} says so. One that comes by the hour, at weekends
 * too, has no holidays, and its like are not there at a given minute: for it the others are any
 * agents of its group. Asked again each hour of a silence, told once. Threshold: {@code peers} that
 * must have called in a round of the last minute.
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
            + " h"
            + wholeHours(features.get(Feature.SILENT_WHOLE_HOURS))
            + ", in which it would have called in "
            + number(missed)
            + " slots of ten minutes (its long silences: "
            + number(usual)
            + ")",
        List.of(evidence(features, Feature.SILENT_SLOTS, usual, 1)),
        "quiet with one call in the last hour",
        "since " + Math.round(observation.time() - hours * HOUR_MILLIS),
        LASTING_MILLIS);
  }

  private static String wholeHours(double hours) {
    return hours > 0
        ? ", among them " + number(hours) + " whole hours, and it comes each hour"
        : "";
  }

  private boolean othersCall(Observation observation, Contexts contexts) {
    boolean byTheHour = observation.features().get(Feature.SILENT_WHOLE_HOURS) > 0;
    List<AgentClass> classes =
        byTheHour ? List.of(AgentClass.values()) : List.of(observation.who().agentClass());
    String where = View.where(observation.who().tenant(), observation.who().group());
    for (long round = observation.round() - ROUNDS + 1; round <= observation.round(); round++) {
      int others = 0;
      for (AgentClass agentClass : classes) {
        ContextEntry entry = contexts.find(View.cohort(where, agentClass), round);
        others += entry == null ? 0 : entry.tally().principals();
      }
      if (others >= peers) {
        return true;
      }
    }
    return false;
  }
}
