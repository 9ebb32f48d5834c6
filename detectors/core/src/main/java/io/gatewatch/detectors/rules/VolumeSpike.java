package io.gatewatch.detectors.rules;

import static io.gatewatch.features.Feature.BUSY_CALLS_1M;
import static io.gatewatch.features.Feature.BUSY_MINUTES;
import static io.gatewatch.features.Feature.CALLS_1M;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Need;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Observation;
import java.util.List;

/**
 * Far more calls than in this caller's busy minutes, while its peers go on as usual: when many
 * peers are up as well, it is a flash crowd or the retries of an outage. Thresholds: {@code calls}
 * a minute, {@code timesBusy}, {@code minMinutes} of history, {@code peersElevated} share of the
 * cohort.
 */
final class VolumeSpike extends RuleDetector {
  private final double calls;
  private final double timesBusy;
  private final double minMinutes;
  private final double peersElevated;

  VolumeSpike(Rule rule) {
    super(rule, Need.PAST);
    calls = rule.threshold("calls");
    timesBusy = rule.threshold("timesBusy");
    minMinutes = rule.threshold("minMinutes");
    peersElevated = rule.threshold("peersElevated");
  }

  @Override
  public Finding inspect(Observation observation, Contexts contexts) {
    FeatureVector f = observation.features();
    double limit = Math.max(calls, timesBusy * f.get(BUSY_CALLS_1M));
    if (f.get(BUSY_MINUTES) < minMinutes
        || f.get(CALLS_1M) < limit
        || peersAreUpToo(observation, contexts, peersElevated)) {
      return null;
    }
    return new Finding(
        strength(f.get(CALLS_1M), limit),
        rule().severity(),
        "calls far more than usual",
        number(f.get(CALLS_1M))
            + " calls in a minute (busy minutes: "
            + number(f.get(BUSY_CALLS_1M))
            + ")",
        List.of(evidence(f, CALLS_1M, f.get(BUSY_CALLS_1M), 1)),
        "quiet below " + number(limit) + " calls a minute");
  }
}
