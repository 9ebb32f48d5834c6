package io.gatewatch.detectors.rules;

import static io.gatewatch.features.Feature.CALLS_5M;
import static io.gatewatch.features.Feature.NEW_ROUTES_5M;
import static io.gatewatch.features.Feature.NOT_FOUND_5M;
import static io.gatewatch.features.Feature.USUAL_NOT_FOUND_5M;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Need;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Observation;
import java.util.List;

/**
 * Many paths that do not exist. Thresholds: {@code newRoutes} in 5 min, {@code notFoundShare},
 * {@code timesUsual} of the usual answers 404.
 */
final class EndpointDiscovery extends RuleDetector {
  private final double newRoutes;
  private final double notFoundShare;
  private final double timesUsual;

  EndpointDiscovery(Rule rule) {
    super(rule, Need.OWN);
    newRoutes = rule.threshold("newRoutes");
    notFoundShare = rule.threshold("notFoundShare");
    timesUsual = rule.threshold("timesUsual");
  }

  @Override
  public Finding inspect(Observation observation, Contexts contexts) {
    FeatureVector f = observation.features();
    double missing = f.get(NOT_FOUND_5M) / Math.max(1, f.get(CALLS_5M));
    double limit = Math.max(newRoutes, timesUsual * f.get(USUAL_NOT_FOUND_5M));
    if (f.get(NEW_ROUTES_5M) < newRoutes
        || f.get(NOT_FOUND_5M) < limit
        || missing < notFoundShare) {
      return null;
    }
    return new Finding(
        strength(f.get(NOT_FOUND_5M), limit),
        rule().severity(),
        "is looking for endpoints",
        number(f.get(NEW_ROUTES_5M))
            + " routes it never used in 5 min, "
            + number(f.get(NOT_FOUND_5M))
            + " calls to what does not exist (usual: "
            + number(f.get(USUAL_NOT_FOUND_5M))
            + ")",
        List.of(
            evidence(f, NEW_ROUTES_5M, newRoutes, 0.5),
            evidence(f, NOT_FOUND_5M, f.get(USUAL_NOT_FOUND_5M), 0.5)),
        "quiet below "
            + number(newRoutes)
            + " new routes or "
            + number(limit)
            + " answers 404 in 5 min");
  }
}
