package io.gatewatch.replaydata.rules;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Detector;
import io.gatewatch.features.Observation;
import java.util.Arrays;
import java.util.List;

/**
 * What rules cost on this machine now, in nanoseconds an evaluation: the median of rounds over the
 * same observations, each of which takes all rules in turn, so that what else the machine does
 * falls on all of them; after all were run warm.
 */
final class RulePrices {
  private static final int ROUNDS = 15;

  /** Enough calls of each rule for the compiler's last word. */
  private static final int WARM_ROUNDS = 12;

  static final Contexts NO_PEERS = (view, round) -> null;

  private final List<Observation> observations;
  private long spoke;

  RulePrices(List<Observation> observations) {
    this.observations = observations;
  }

  /** The price of each. */
  long[] of(List<Detector> detectors) {
    for (int i = 0; i < WARM_ROUNDS; i++) {
      detectors.forEach(this::nanos);
    }
    double[][] rounds = new double[detectors.size()][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < rounds.length; i++) {
        rounds[i][round] = nanos(detectors.get(i));
      }
    }
    long[] prices = new long[rounds.length];
    for (int i = 0; i < prices.length; i++) {
      Arrays.sort(rounds[i]);
      prices[i] = Math.max(1, Math.round(rounds[i][ROUNDS / 2]));
    }
    return prices;
  }

  private double nanos(Detector detector) {
    long before = System.nanoTime();
    for (Observation observation : observations) {
      spoke += detector.inspect(observation, NO_PEERS) == null ? 0 : 1;
    }
    long nanos = System.nanoTime() - before;
    // What was found is looked at, so that nothing is optimised away.
    if (spoke < 0) {
      throw new IllegalStateException("more findings than can be counted");
    }
    return nanos / (double) observations.size();
  }
}
