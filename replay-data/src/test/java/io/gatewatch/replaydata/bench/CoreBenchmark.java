package io.gatewatch.replaydata.bench;

import io.gatewatch.detectors.book.Book;
import io.gatewatch.ingest.ApiCall;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Observe, merge and judge as a replay does it, parsing left out: generated traffic of 70 agents
 * with attacks, from its first call on. The model's share is the difference of the two that have
 * the shipped rules. Beside the time on the wall {@code cpuNanosPerCall} says what the thread
 * really used, so that a busy machine shows.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(
    value = 3,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx2g"})
public class CoreBenchmark {
  private static final int CALLS = 200_000;
  private static final int AGENTS = 70;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** What the thread itself used. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Cpu {
    private long nanos;
    private long rounds;

    /** CPU time of this thread, per call. */
    public double cpuNanosPerCall() {
      return rounds == 0 ? 0 : (double) nanos / rounds / CALLS;
    }

    /** Each iteration counts for itself. */
    @Setup(Level.Iteration)
    public void forget() {
      nanos = 0;
      rounds = 0;
    }

    void add(long more) {
      nanos += more;
      rounds++;
    }
  }

  /** What is in force: see {@link CoreCost}. */
  @Param({"30 rules", "1,000 rules", "rules alone", "rules and model", "observing alone"})
  private String inForce;

  private List<ApiCall> calls;
  private Book book;

  /** Makes the traffic. */
  @Setup
  public void prepare() {
    calls = CoreCost.calls(CALLS, AGENTS);
    book = CoreCost.book(CoreCost.NAMES.indexOf(inForce));
  }

  @Benchmark
  @OperationsPerInvocation(CALLS)
  public void replaying(Cpu cpu) {
    long before = THREADS.getCurrentThreadCpuTime();
    CoreCost.play(calls, book);
    cpu.add(THREADS.getCurrentThreadCpuTime() - before);
  }
}
