package io.gatewatch.replaydata.cases;

import io.gatewatch.detectors.Detector;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.book.Brain;
import io.gatewatch.features.Observation;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.masking.MaskingKeys;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.replaydata.replay.HistoryReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/**
 * What each detector costs: thread CPU of asking it about all observations of all cases, by the
 * number of their calls; the least of several passes, since noise only adds. The model is asked for
 * its p-value alone, once a minute and agent. Detectors that are asked once a round of a service,
 * or of a log feed, are not measured.
 */
public final class DetectorCost {
  private static final int PASSES = 7;
  private static final long MINUTE_MILLIS = 60_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private record Shown(Brain brain, SeenCalls seen) {}

  private final List<Shown> shown = new ArrayList<>();
  private final TreeMap<String, Long> nanos = new TreeMap<>();
  private long calls;
  private double answers;

  private DetectorCost() {}

  /** µs a call by detector, id without version. */
  public static Map<String, Double> micros(CaseBrain brain, List<Case> cases) throws IOException {
    DetectorCost cost = new DetectorCost();
    for (Case one : cases) {
      cost.see(one, brain.whole(CaseBrain.MODEL, one.registry()).inForce(0));
    }
    cost.measureAll();
    TreeMap<String, Double> micros = new TreeMap<>();
    cost.nanos.forEach((id, spent) -> micros.put(id, spent / 1e3 / Math.max(1, cost.calls)));
    return micros;
  }

  private void see(Case one, Brain brain) throws IOException {
    SeenCalls seen = new SeenCalls();
    HistoryReader.calls(
        "calls",
        new LineContext("default", "default", null, null),
        ParserSettings.shipped(MaskingKeys.wellKnown()),
        List.of(one.calls().toString()),
        seen::call,
        (share, lines) -> {});
    seen.closeRound();
    calls += seen.calls();
    shown.add(new Shown(brain, seen));
  }

  private void measureAll() {
    for (int pass = 0; pass < PASSES; pass++) {
      TreeMap<String, Long> spent = new TreeMap<>();
      for (Shown one : shown) {
        for (List<Detector> some : List.of(one.brain.atOnce(), one.brain.afterTheRound())) {
          for (Detector detector : some) {
            measure(spent, Heard.name(detector.id()), () -> ask(detector, one.seen));
          }
        }
        if (one.brain.champion() != null) {
          measure(spent, CaseBrain.MODEL, () -> askModel(one.brain.champion(), one.seen));
        }
      }
      spent.forEach((id, time) -> nanos.merge(id, time, Math::min));
    }
  }

  /** The answers are kept, so that no compiler finds them unasked for. */
  private void measure(Map<String, Long> spent, String id, DoubleSupplier asking) {
    long before = THREADS.getCurrentThreadCpuTime();
    answers = Math.max(answers, asking.getAsDouble());
    spent.merge(id, THREADS.getCurrentThreadCpuTime() - before, Long::sum);
  }

  private static double ask(Detector detector, SeenCalls seen) {
    boolean same = detector.need() == Need.SAME;
    double findings = 0;
    for (Observation observation : seen.observations()) {
      if (same ? observation.concernsRound() : !observation.isSilence()) {
        findings += detector.inspectAll(observation, seen::context).size();
      }
    }
    return findings;
  }

  private static double askModel(AnomalyModel model, SeenCalls seen) {
    Map<String, Long> minutes = new HashMap<>();
    double sum = 0;
    for (Observation observation : seen.observations()) {
      if (observation.who().principal().kind() == Principal.Kind.AGENT) {
        Long minute = Math.floorDiv(observation.time(), MINUTE_MILLIS);
        boolean isNew = !minute.equals(minutes.put(observation.who().key(), minute));
        sum += isNew ? model.pValue(observation.features(), observation.who().agentClass()) : 0;
      }
    }
    return sum;
  }
}
