package io.gatewatch.models.evaluation;

import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.training.TrainingRow;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;

/** What asking a model about one minute costs on this machine: CPU time of one thread. */
public final class MinuteCost {
  private static final int ROUNDS = 9;
  private static final int WARM_UP = 4;
  private static final int LEAST_CALLS = 20_000;
  private static final int MOST_ROWS = 2_000;

  private MinuteCost() {}

  /** In µs, the median of several rounds over these rows, which are not empty. */
  public static double micros(AnomalyModel model, List<TrainingRow> rows) {
    List<TrainingRow> some = rows.stream().limit(MOST_ROWS).toList();
    int times = Math.max(1, LEAST_CALLS / some.size());
    double[] micros = new double[ROUNDS];
    double kept = 0;
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      long before = cpuNanos();
      for (int i = 0; i < times; i++) {
        for (TrainingRow row : some) {
          kept += model.pValue(row.features(), row.cohort());
        }
      }
      double spent = (cpuNanos() - before) / 1_000.0 / ((double) times * some.size());
      if (round >= 0) {
        micros[round] = spent;
      }
    }
    Arrays.sort(micros);
    // What was scored is used, so that it is not optimised away; a p-value is never negative.
    return kept < 0 ? Double.NaN : micros[ROUNDS / 2];
  }

  private static long cpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.isCurrentThreadCpuTimeSupported()
        ? threads.getCurrentThreadCpuTime()
        : System.nanoTime();
  }
}
