package io.gatewatch.replaydata.bench;

import java.util.ArrayList;
import java.util.List;

/** Fixed limits on what a caller may do in a window. */
record Limits(double calls, double objects, double clientErrors, double serverErrors) {
  private static final double QUANTILE = 0.999;
  private static final double FACTOR = 1.5;
  private static final int LEAST_COUNT = 20;
  private static final double LEAST_SHARE = 0.3;
  private static final double MOST_SHARE = 0.9;

  /** Windows to learn limits from. */
  static final class Sample {
    private final List<Double> calls = new ArrayList<>();
    private final List<Double> objects = new ArrayList<>();
    private final List<Double> clientErrors = new ArrayList<>();
    private final List<Double> serverErrors = new ArrayList<>();

    void add(Window window) {
      calls.add((double) window.calls());
      objects.add((double) window.objects());
      if (window.calls() >= LEAST_COUNT) {
        clientErrors.add(window.clientErrorShare());
        serverErrors.add(window.serverErrorShare());
      }
    }

    Limits limits() {
      return new Limits(
          Math.max(LEAST_COUNT, FACTOR * quantile(calls)),
          Math.max(LEAST_COUNT, FACTOR * quantile(objects)),
          share(clientErrors),
          share(serverErrors));
    }

    private static double share(List<Double> seen) {
      return Math.min(MOST_SHARE, Math.max(LEAST_SHARE, FACTOR * quantile(seen)));
    }

    private static double quantile(List<Double> numbers) {
      List<Double> sorted = numbers.stream().sorted().toList();
      return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(QUANTILE * sorted.size()) - 1);
    }
  }

  boolean isPassedByCounts(Window window) {
    return window.calls() > calls || window.objects() > objects;
  }

  boolean isPassedByShares(Window window) {
    return window.calls() >= LEAST_COUNT
        && (window.clientErrorShare() > clientErrors || window.serverErrorShare() > serverErrors);
  }
}
