package io.gatewatch.replaydata.bench;

import io.gatewatch.detectors.book.Book;
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
import io.gatewatch.models.ModelFile;
import io.gatewatch.replaydata.train.ShippedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the model that ships costs a call: thread CPU of filling its row and scoring it, for every
 * minute of every agent that generated calls give, by the number of those calls; and that of the
 * whole core over the same calls with the rules alone, in turns with it. The features of a minute
 * are there for the rules in any case, and are not the model's.
 */
public final class ModelCost {
  private static final int ROUNDS = 9;
  private static final int WARM_UP = 5;
  private static final long MINUTE_MILLIS = 60_000;

  private final List<FeatureVector> windows = new ArrayList<>();
  private final AnomalyModel model = ModelFile.open(ShippedModel.text());
  private final List<ApiCall> calls;

  /** Keeps what was scored from being optimised away. */
  private double sum;

  private ModelCost(List<ApiCall> calls) {
    this.calls = calls;
    Map<String, Agent> agents = new LinkedHashMap<>();
    for (ApiCall call : calls) {
      if (call.principal().kind() == Principal.Kind.AGENT) {
        Agent agent = agents.computeIfAbsent(call.key(), k -> new Agent());
        Observer.observe(agent.pulse, agent.history, call, agent);
      }
    }
  }

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

  private double score() {
    long before = CoreCost.THREADS.getCurrentThreadCpuTime();
    for (FeatureVector window : windows) {
      sum += model.pValue(window, ApiCall.AgentClass.AISP);
    }
    return (CoreCost.THREADS.getCurrentThreadCpuTime() - before) / 1e3 / calls.size();
  }

  /** Arguments: how many calls (200000), how many agents (70). */
  public static void main(String[] args) {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
    int agents = args.length > 1 ? Integer.parseInt(args[1]) : 70;
    ModelCost cost = new ModelCost(CoreCost.calls(count, agents));
    Book rules = Book.shipped();
    double[] scoring = new double[ROUNDS];
    double[] judging = new double[ROUNDS];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      scoring[Math.max(0, round)] = cost.score();
      judging[Math.max(0, round)] = CoreCost.micros(cost.calls, rules);
    }
    System.out.printf(
        Locale.ROOT,
        "%d windows of %d calls (mean p %.2f)%n",
        cost.windows.size(),
        count,
        cost.sum / cost.windows.size() / (ROUNDS + WARM_UP));
    print("the model", scoring);
    print("rules alone", judging);
  }

  private static void print(String what, double[] micros) {
    Arrays.sort(micros);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.3f | %.3f | %.3f |%n",
        what,
        micros[0],
        micros[ROUNDS / 2],
        micros[ROUNDS - 1]);
  }
}
