package io.gatewatch.detectors.rules;

import static io.gatewatch.features.Feature.CLAIMED_IDS_5M;
import static io.gatewatch.features.Feature.CLIENT_ERROR_SHARE_5M;
import static io.gatewatch.features.Feature.UNAUTHORIZED_5M;
import static io.gatewatch.features.Feature.USUAL_UNAUTHORIZED_5M;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Need;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Observation;
import java.util.List;

/**
 * Many refused logins, most calls failing, far more than usual for this caller. Thresholds: {@code
 * failures} in 5 min, {@code share} of client errors, {@code timesUsual}.
 */
final class CredentialStuffing extends RuleDetector {
  private final double failures;
  private final double share;
  private final double timesUsual;

  CredentialStuffing(Rule rule) {
    super(rule, Need.OWN);
    failures = rule.threshold("failures");
    share = rule.threshold("share");
    timesUsual = rule.threshold("timesUsual");
  }

  @Override
  public Finding inspect(Observation observation, Contexts contexts) {
    FeatureVector f = observation.features();
    double limit = Math.max(failures, timesUsual * f.get(USUAL_UNAUTHORIZED_5M));
    if (f.get(UNAUTHORIZED_5M) < limit || f.get(CLIENT_ERROR_SHARE_5M) < share) {
      return null;
    }
    String claims =
        f.get(CLAIMED_IDS_5M) > 1
            ? ", " + number(f.get(CLAIMED_IDS_5M)) + " claimed identities"
            : "";
    return new Finding(
        strength(f.get(UNAUTHORIZED_5M), limit),
        rule().severity(),
        "is trying credentials",
        number(f.get(UNAUTHORIZED_5M))
            + " refused logins in 5 min (usual: "
            + number(f.get(USUAL_UNAUTHORIZED_5M))
            + "), "
            + percent(f.get(CLIENT_ERROR_SHARE_5M))
            + " of its calls refused"
            + claims,
        List.of(
            evidence(f, UNAUTHORIZED_5M, f.get(USUAL_UNAUTHORIZED_5M), 0.7),
            evidence(f, CLIENT_ERROR_SHARE_5M, share, 0.2),
            evidence(f, CLAIMED_IDS_5M, 1, 0.1)),
        "quiet below " + number(limit) + " refused logins in 5 min");
  }
}
