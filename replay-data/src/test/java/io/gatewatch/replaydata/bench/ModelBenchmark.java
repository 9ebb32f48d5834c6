package io.gatewatch.replaydata.bench;

import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.History;
import io.gatewatch.features.Observation;
import io.gatewatch.features.ObservationSink;
import io.gatewatch.features.Observer;
import io.gatewatch.features.Pulse;
import io.gatewatch.features.ViewTally;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelTraining;
import io.gatewatch.replaydata.train.ShippedModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the model that ships costs a call: filling its row and scoring it for every minute of every
 * agent that 200,000 generated calls of 70 agents give, by the number of those calls. The features
 * of a minute are there for the rules in any case, and are not counted.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 7, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx1g"})
public class ModelBenchmark {
  private static final int CALLS = 200_000;
  private static final int AGENTS = 70;
  private static final long MINUTE_MILLIS = 60_000;

  private final List<FeatureVector> windows = new ArrayList<>();
  private AnomalyModel model;

  /** One agent; the model is asked about its first observation of each minute. */
  private final class Agent implements ObservationSink {
    private final Pulse pulse = new Pulse();
    private final History history = new History(Principal.Kind.AGENT);
    private long minute = Long.MIN_VALUE;

    @Override
    public void observation(Observation observation) {
      long of = Math.floorDiv(observation.time(), MINUTE_MILLIS);
      if (!observation.isSilence() && of != minute) {
        minute = of;
        windows.add(observation.features());
      }
    }

    @Override
    public void tally(ViewTally tally) {
      // The model asks no peers.
    }
  }

  /** Plays the calls and says how many windows they give. */
  @Setup
  public void prepare() {
    model = ModelTraining.open(ShippedModel.text());
    Map<String, Agent> agents = new LinkedHashMap<>();
    for (ApiCall call : CoreCost.calls(CALLS, AGENTS)) {
      if (call.principal().kind() == Principal.Kind.AGENT) {
        Agent agent = agents.computeIfAbsent(call.key(), k -> new Agent());
        Observer.observe(agent.pulse, agent.history, call, agent);
      }
    }
    System.out.println(windows.size() + " windows of " + CALLS + " calls");
  }

  /** Nanoseconds a call. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public double scoring() {
    double sum = 0;
    for (FeatureVector window : windows) {
      sum += model.pValue(window);
    }
    return sum;
  }
}
