package io.gatewatch.replaydata.bench;

import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.judge.DetectionPipeline;
import io.gatewatch.ingest.ApiCall;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
 * with attacks, about a day of it. From empty states on, where newcomers are learned, or with those
 * of the day before, which is played and forgotten outside of the measured time. Rules are read
 * once. The model's share is the difference of the two that have the shipped rules. Time on the
 * wall, garbage collection included; {@link CoreCost} says what the thread itself uses.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(
    value = 3,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx2g"})
public class CoreBenchmark {
  private static final int CALLS = 200_000;
  private static final int AGENTS = 70;

  /** What is in force: see {@link CoreCost}. */
  @Param({"30 rules", "1,000 rules", "rules alone", "rules and model", "observing alone"})
  private String inForce;

  /** Calls that were played before. */
  @Param({"0", "200000"})
  private int known;

  private List<ApiCall> before;
  private List<ApiCall> calls;
  private Book book;
  private DetectionPipeline pipeline;

  /** Makes the traffic. */
  @Setup
  public void prepare() {
    List<ApiCall> all = CoreCost.calls(known + CALLS, AGENTS);
    before = all.subList(0, known);
    calls = all.subList(known, all.size());
    book = CoreCost.book(CoreCost.NAMES.indexOf(inForce));
  }

  /** Each invocation begins with the same states. */
  @Setup(Level.Invocation)
  public void begin() {
    pipeline = new DetectionPipeline(book, d -> {});
    CoreCost.play(before, pipeline);
  }

  @Benchmark
  @OperationsPerInvocation(CALLS)
  public void replaying() {
    CoreCost.play(calls, pipeline);
  }
}
