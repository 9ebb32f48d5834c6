package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Need;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Feature;
import io.gatewatch.features.Observation;
import io.gatewatch.features.Rounds;
import io.gatewatch.features.ServiceUse;
import io.gatewatch.features.View;
import java.util.List;

/**
 * Calls of one caller that make a service fail which serves the others well. Waits for the round's
 * context, because a sick service fakes this for everybody. Thresholds: {@code errors} in a round,
 * {@code peers} that the service must have served in it.
 */
final class ClientFault extends RuleDetector {
  private final double errors;
  private final double peers;

  ClientFault(Rule rule) {
    super(rule, Need.SAME);
    errors = rule.threshold("errors");
    peers = rule.threshold("peers");
  }

  @Override
  public Finding inspect(Observation observation, Contexts contexts) {
    String where = View.where(observation.who().tenant(), observation.who().group());
    for (ServiceUse use : observation.services()) {
      ContextEntry service = contexts.find(View.service(where, use.service()), observation.round());
      if (use.failing() && use.serverErrors() >= errors && servesOthersWell(service)) {
        return finding(use);
      }
    }
    return null;
  }

  private boolean servesOthersWell(ContextEntry service) {
    return service != null
        && !service.degraded()
        && service.tally().principals() - 1 >= peers
        && service.tally().failing() <= 1;
  }

  private Finding finding(ServiceUse use) {
    String unit = Feature.SERVER_ERRORS_1M.unit();
    return new Finding(
        strength(use.serverErrors(), errors),
        rule().severity(),
        "sends calls that make " + use.service() + " fail",
        use.serverErrors()
            + " of its "
            + use.calls()
            + " calls to "
            + use.service()
            + " failed within "
            + Rounds.MILLIS / 1000
            + " s, while others were served",
        List.of(new Evidence(Feature.SERVER_ERRORS_1M.id(), use.serverErrors(), 0, unit, 1)),
        "quiet at " + below(errors) + " answers 5xx of a service in 10 s or fewer");
  }
}
