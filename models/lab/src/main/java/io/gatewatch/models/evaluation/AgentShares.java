package io.gatewatch.models.evaluation;

/** Shares of rows in several classes, kept by agent so that agents can be redrawn. */
final class AgentShares {
  private final double[][] of;
  private final double[][] all;
  private final Resampled[] resampled;

  AgentShares(int agents, int classes, int resamples) {
    of = new double[classes][agents];
    all = new double[classes][agents];
    resampled = new Resampled[classes];
    for (int c = 0; c < classes; c++) {
      resampled[c] = new Resampled(resamples);
    }
  }

  void add(int kind, int agent, double weight, boolean counts) {
    all[kind][agent] += weight;
    of[kind][agent] += counts ? weight : 0;
  }

  void resample(int[] times) {
    for (int c = 0; c < of.length; c++) {
      resampled[c].add(share(c, times));
    }
  }

  private double share(int kind, int[] times) {
    double some = 0;
    double total = 0;
    for (int a = 0; a < times.length; a++) {
      some += of[kind][a] * times[a];
      total += all[kind][a] * times[a];
    }
    return total == 0 ? Double.NaN : some / total;
  }

  /** The share in a class and its interval; null of no rows. */
  Estimate estimate(int kind, int[] once) {
    double share = share(kind, once);
    return Double.isNaN(share) ? null : Estimate.of(share, resampled[kind].interval(share));
  }
}
