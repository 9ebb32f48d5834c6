package io.gatewatch.replaydata.bench;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Detector;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.judge.Judge;
import io.gatewatch.detectors.judge.Suspicion;
import io.gatewatch.features.Observation;
import io.gatewatch.replaydata.rules.SampleObservations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * Judging an observation by few rules and by many, as the judge does it (which asks only those that
 * may hold), and by asking each. Hours of generated traffic, attacks included.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
public class RulesBenchmark {
  private static final int OBSERVATIONS = 20_000;
  private static final Contexts NOBODY = (view, round) -> null;

  @Param({"30", "1000"})
  private int rules;

  private List<Observation> observations;
  private List<Detector> detectors;
  private Book book;
  private Map<String, Suspicion> suspicions;

  /** Observes and reads the rules. */
  @Setup
  public void prepare() {
    observations = SampleObservations.of(OBSERVATIONS, 7);
    book = ManyRules.book(rules, 3);
    detectors = book.inForce(observations.get(0).time()).atOnce();
  }

  /** Everybody starts anew. */
  @Setup(Level.Invocation)
  public void forget() {
    suspicions = new HashMap<>();
    observations.forEach(o -> suspicions.putIfAbsent(o.who().key(), new Suspicion()));
  }

  @Benchmark
  @OperationsPerInvocation(OBSERVATIONS)
  public void judging(Blackhole out) {
    Judge judge = new Judge(book, NOBODY, out::consume);
    for (Observation observation : observations) {
      Suspicion suspicion = suspicions.get(observation.who().key());
      suspicion.offer(observation);
      judge.drain(suspicion, Long.MAX_VALUE);
    }
  }

  @Benchmark
  @OperationsPerInvocation(OBSERVATIONS)
  public int askingEach() {
    int found = 0;
    for (Observation observation : observations) {
      for (Detector detector : detectors) {
        Finding finding = detector.inspect(observation, NOBODY);
        found += finding == null ? 0 : 1;
      }
    }
    return found;
  }
}
