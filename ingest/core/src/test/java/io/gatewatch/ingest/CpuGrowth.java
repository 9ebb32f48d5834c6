package io.gatewatch.ingest;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * How many times the CPU one work costs of another: the least of each over rounds that take turns,
 * so that neither a slow machine, a busy one, nor a compiler that is still at it counts.
 */
public final class CpuGrowth {
  /** What eight times the input may cost at most; what grows as squares costs 64 times. */
  public static final double EIGHTFOLD = 24;

  private static final int ROUNDS = 200;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private CpuGrowth() {}

  /** The times, measured until they are below {@code enough} or all rounds are over. */
  public static double times(Runnable work, Runnable plain, double enough) {
    long ofWork = Long.MAX_VALUE;
    long ofPlain = Long.MAX_VALUE;
    double times = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS && times >= enough; round++) {
      ofPlain = Math.min(ofPlain, nanos(plain));
      ofWork = Math.min(ofWork, nanos(work));
      times = (double) ofWork / Math.max(1, ofPlain);
    }
    return times;
  }

  private static long nanos(Runnable work) {
    long before = THREADS.getCurrentThreadCpuTime();
    work.run();
    return THREADS.getCurrentThreadCpuTime() - before;
  }
}
