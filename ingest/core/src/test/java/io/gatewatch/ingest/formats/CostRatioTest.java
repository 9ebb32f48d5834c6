package io.gatewatch.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.avro.LogEntryCodecBenchmark;
import io.gatewatch.ingest.combined.CombinedBenchmark;
import io.gatewatch.ingest.kong.KongBenchmark;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * Parsing and writing cost no more, against a plain work on the same bytes, than twice what they
 * did when they were last measured: the median of rounds that take turns, by thread CPU, so that
 * neither a slow machine nor a busy one counts. The figures themselves are JMH's, in the README.
 */
class CostRatioTest {
  private static final int ROUNDS = 15;
  private static final int CALLS = 4_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @Test
  void aKongRecordCostsAFewTimesItsTokens() throws Exception {
    KongBenchmark kong = new KongBenchmark();
    assertThat(ratio("kong", kong::wholeRecord, kong::tokensAlone)).isLessThan(6);
  }

  @Test
  void aCombinedLineCostsAFewTimesItsRegularExpression() throws Exception {
    CombinedBenchmark combined = new CombinedBenchmark();
    assertThat(ratio("combined", combined::wholeLine, combined::patternAlone)).isLessThan(8);
  }

  @Test
  void ourCodecCostsLessThanAvrosGenericOne() throws Exception {
    LogEntryCodecBenchmark codec = new LogEntryCodecBenchmark();
    assertThat(ratio("avro", codec::writeAndRead, codec::writeAndReadGeneric)).isLessThan(1);
  }

  private static double ratio(String name, Callable<?> ours, Callable<?> plain) throws Exception {
    double[] ratios = new double[ROUNDS];
    for (int round = -ROUNDS; round < ROUNDS; round++) {
      double ratio = (double) nanos(ours) / nanos(plain);
      ratios[Math.max(0, round)] = ratio;
    }
    Arrays.sort(ratios);
    System.out.printf(
        "%s: %.2f times the plain work (%.2f to %.2f)%n",
        name, ratios[ROUNDS / 2], ratios[0], ratios[ROUNDS - 1]);
    return ratios[ROUNDS / 2];
  }

  private static long nanos(Callable<?> work) throws Exception {
    long results = 0;
    long before = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < CALLS; i++) {
      results += work.call() == null ? 0 : 1;
    }
    long took = THREADS.getCurrentThreadCpuTime() - before;
    assertThat(results).isEqualTo(CALLS);
    return took;
  }
}
