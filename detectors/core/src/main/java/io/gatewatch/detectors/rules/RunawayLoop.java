package io.gatewatch.detectors.rules;

import static io.gatewatch.features.Feature.BUSY_CALLS_1M;
import static io.gatewatch.features.Feature.CALLS_1M;
import static io.gatewatch.features.Feature.REPEAT_RUN;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Need;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Observation;
import java.util.List;

/**
 * The very same call again and again, faster than this caller's busy minutes. Thresholds: {@code
 * repeats} in a row, {@code callsPerMinute}, {@code timesBusy} of the 99th percentile of its
 * minutes.
 */
final class RunawayLoop extends RuleDetector {
  private final double repeats;
  private final double callsPerMinute;
  private final double timesBusy;

  RunawayLoop(Rule rule) {
    super(rule, Need.OWN);
    repeats = rule.threshold("repeats");
    callsPerMinute = rule.threshold("callsPerMinute");
    timesBusy = rule.threshold("timesBusy");
  }

  @Override
  public Finding inspect(Observation observation, Contexts contexts) {
    FeatureVector f = observation.features();
    double rate = Math.max(callsPerMinute, timesBusy * f.get(BUSY_CALLS_1M));
    if (f.get(REPEAT_RUN) < repeats || f.get(CALLS_1M) < rate) {
      return null;
    }
    return new Finding(
        strength(f.get(REPEAT_RUN), repeats),
        rule().severity(),
        "is caught in a loop",
        "the same call "
            + number(f.get(REPEAT_RUN))
            + " times in a row, "
            + number(f.get(CALLS_1M))
            + " calls in the last minute (busy minutes: "
            + number(f.get(BUSY_CALLS_1M))
            + ")",
        List.of(
            evidence(f, REPEAT_RUN, repeats, 0.7),
            evidence(f, CALLS_1M, f.get(BUSY_CALLS_1M), 0.3)),
        "quiet below " + number(repeats) + " repeats or " + number(rate) + " calls a minute");
  }
}
