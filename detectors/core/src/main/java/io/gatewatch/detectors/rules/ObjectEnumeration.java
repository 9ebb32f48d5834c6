package io.gatewatch.detectors.rules;

import static io.gatewatch.features.Feature.CALLS_5M;
import static io.gatewatch.features.Feature.FORBIDDEN_5M;
import static io.gatewatch.features.Feature.NEW_OBJECTS_5M;
import static io.gatewatch.features.Feature.NOT_FOUND_5M;
import static io.gatewatch.features.Feature.USUAL_NEW_OBJECTS_5M;
import static io.gatewatch.features.Feature.WALK_STEPS_5M;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Need;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Observation;
import java.util.List;

/**
 * Many objects never touched before, and either refused or walked through one by one (broken object
 * level authorisation). Thresholds: {@code newObjects} in 5 min, {@code timesUsual}, {@code
 * refusedShare} of 403 and 404, {@code walkShare} of ids that follow the one before.
 */
final class ObjectEnumeration extends RuleDetector {
  private final double newObjects;
  private final double timesUsual;
  private final double refusedShare;
  private final double walkShare;

  ObjectEnumeration(Rule rule) {
    super(rule, Need.OWN);
    newObjects = rule.threshold("newObjects");
    timesUsual = rule.threshold("timesUsual");
    refusedShare = rule.threshold("refusedShare");
    walkShare = rule.threshold("walkShare");
  }

  @Override
  public Finding inspect(Observation observation, Contexts contexts) {
    FeatureVector f = observation.features();
    double fresh = f.get(NEW_OBJECTS_5M);
    double limit = Math.max(newObjects, timesUsual * f.get(USUAL_NEW_OBJECTS_5M));
    if (fresh < limit) {
      return null;
    }
    double refused = (f.get(FORBIDDEN_5M) + f.get(NOT_FOUND_5M)) / Math.max(1, f.get(CALLS_5M));
    double walked = f.get(WALK_STEPS_5M) / fresh;
    if (refused < refusedShare && walked < walkShare) {
      return null;
    }
    return new Finding(
        strength(fresh, limit),
        rule().severity(),
        "is walking through object ids (BOLA)",
        number(fresh)
            + " objects never seen before in 5 min (usual: "
            + number(f.get(USUAL_NEW_OBJECTS_5M))
            + "), "
            + percent(refused)
            + " refused, "
            + percent(walked)
            + " in sequence",
        List.of(
            evidence(f, NEW_OBJECTS_5M, f.get(USUAL_NEW_OBJECTS_5M), 0.6),
            evidence(f, WALK_STEPS_5M, 0, 0.2),
            evidence(f, FORBIDDEN_5M, 0, 0.1),
            evidence(f, NOT_FOUND_5M, 0, 0.1)),
        "quiet below " + number(limit) + " new objects in 5 min");
  }
}
