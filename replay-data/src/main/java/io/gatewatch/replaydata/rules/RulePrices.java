package io.gatewatch.replaydata.rules;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Detector;
import io.gatewatch.features.Observation;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;

/**
 * What rules cost on this machine now, in nanoseconds an evaluation: the median of rounds over the
 * same observations, each of which takes all rules in turn, so that what else the machine does
 * falls on all of them; after all were run warm.
 */
final class RulePrices {
  private static final int ROUNDS = 25;

  /** Of work first for each rule: the compiler has its last word then on a busy machine too. */
  private static final long WARM_NANOS = 80_000_000;

  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  static final Contexts NO_PEERS = (view, round) -> null;

  private final List<Observation> observations;
  private long spoke;

  RulePrices(List<Observation> observations) {
    this.observations = observations;
  }

  /** The price of each. */
  long[] of(List<Detector> detectors) {
    long warm = now() + WARM_NANOS * detectors.size();
    while (now() < warm) {
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
    long before = now();
    for (Observation observation : observations) {
      spoke += detector.inspect(observation, NO_PEERS) == null ? 0 : 1;
    }
    long nanos = now() - before;
    // What was found is looked at, so that nothing is optimised away.
    if (spoke < 0) {
      throw new IllegalStateException("more findings than can be counted");
    }
    return nanos / (double) observations.size();
  }

  /** This thread's own time: what others do meanwhile is not the rules' price. */
  private static long now() {
    return CLOCK.isCurrentThreadCpuTimeSupported()
        ? CLOCK.getCurrentThreadCpuTime()
        : System.nanoTime();
  }
}
