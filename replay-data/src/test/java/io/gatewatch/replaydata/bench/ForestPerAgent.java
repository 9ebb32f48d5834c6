package io.gatewatch.replaydata.bench;

import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;
import io.gatewatch.replaydata.evaluate.Cut;
import io.gatewatch.replaydata.evaluate.Raised;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * AWS's thresholded random cut forest, one an agent, with its own settings and shingles of four
 * windows as in its examples, on aggregates of a window (those without calls are left out). All
 * strangers together are one more agent: most are seen once; what is found of them names the
 * network with the most calls of the window. A finding is told at the window's end.
 */
final class ForestPerAgent implements Approach {
  private static final int SHINGLE = 4;
  private static final String STRANGERS = "strangers";

  private final class Caller {
    private final Principal.Kind kind;
    private final ThresholdedRandomCutForest forest;
    private Window window;

    Caller(Principal.Kind kind, String key) {
      this.kind = kind;
      this.forest =
          ThresholdedRandomCutForest.builder()
              .dimensions(SHINGLE * new Window(0).point().length)
              .shingleSize(SHINGLE)
              .randomSeed(key.hashCode())
              .build();
    }

    void call(ApiCall call, long time) {
      long start = Math.floorDiv(time, windowMillis) * windowMillis;
      if (window == null || window.start() != start) {
        end();
        window = new Window(start);
      }
      window.add(call);
    }

    void end() {
      if (window != null) {
        long end = window.start() + windowMillis;
        if (forest.process(window.point(), end / 1000).getAnomalyGrade() > 0) {
          episodes.tell(kind, window.busiest(), end);
        }
      }
    }
  }

  private final long windowMillis;
  private final Episodes episodes;
  private final Map<String, Caller> callers = new HashMap<>();

  ForestPerAgent(int minutes) {
    this.windowMillis = minutes * 60_000L;
    this.episodes = new Episodes("baseline.forest-" + minutes + "m", windowMillis);
  }

  @Override
  public String name() {
    return "random cut forest per agent, " + windowMillis / 60_000 + " min";
  }

  @Override
  public void call(ApiCall call, int bytes) {
    Principal.Kind kind = call.principal().kind();
    String key = kind == Principal.Kind.AGENT ? call.key() : STRANGERS;
    callers.computeIfAbsent(key, k -> new Caller(kind, k)).call(call, call.time().toEpochMilli());
  }

  @Override
  public void finish() {
    new TreeMap<>(callers).values().forEach(Caller::end);
  }

  @Override
  public List<Raised> alerts() {
    List<Raised> sorted = new ArrayList<>(episodes.versions());
    sorted.sort(Comparator.comparing(Raised::time));
    return sorted;
  }

  @Override
  public List<Cut> cuts() {
    return null;
  }
}
