package io.gatewatch.detectors.rules;

import static io.gatewatch.features.Feature.BUSY_MINUTES;
import static io.gatewatch.features.Feature.CALLS_1M;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Need;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Observation;
import io.gatewatch.features.View;
import java.util.List;

/**
 * A newcomer judged by its peers: far more calls than the busiest of its cohort two rounds ago.
 * Abstains when fewer than {@code minPeers} were there. Thresholds: {@code calls} a minute, {@code
 * timesPeers}, {@code maxMinutes} of own history, {@code minPeers}.
 */
final class PeerVolume extends RuleDetector {
  private static final int ROUNDS_BACK = 2;

  private final double calls;
  private final double timesPeers;
  private final double maxMinutes;
  private final double minPeers;

  PeerVolume(Rule rule) {
    super(rule, Need.PAST);
    calls = rule.threshold("calls");
    timesPeers = rule.threshold("timesPeers");
    maxMinutes = rule.threshold("maxMinutes");
    minPeers = rule.threshold("minPeers");
  }

  @Override
  public Finding inspect(Observation observation, Contexts contexts) {
    FeatureVector f = observation.features();
    if (f.get(BUSY_MINUTES) >= maxMinutes || f.get(CALLS_1M) < calls) {
      return null;
    }
    String where = View.where(observation.who().tenant(), observation.who().group());
    ContextEntry peers =
        contexts.find(
            View.cohort(where, observation.who().agentClass()), observation.round() - ROUNDS_BACK);
    if (peers == null || peers.tally().principals() < minPeers) {
      return null;
    }
    // The median peer: a newcomer's own vote, or a few puppets', cannot move it far.
    double peer = peers.tally().rateQuantile(0.5);
    double limit = Math.max(calls, timesPeers * peer);
    if (f.get(CALLS_1M) < limit) {
      return null;
    }
    return new Finding(
        strength(f.get(CALLS_1M), limit),
        rule().severity(),
        "is new and far busier than its peers",
        number(f.get(CALLS_1M)) + " calls in a minute (median of its peers: " + number(peer) + ")",
        List.of(new Evidence(CALLS_1M.id(), f.get(CALLS_1M), peer, CALLS_1M.unit(), 1)),
        "quiet below " + number(limit) + " calls a minute");
  }
}
