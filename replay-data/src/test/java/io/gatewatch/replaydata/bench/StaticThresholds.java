package io.gatewatch.replaydata.bench;

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
 * What most gateways offer: fixed limits, learned once. Of an agent's first day the 99.9 % quantile
 * of its five-minute windows, times 1.5, is its limit from then on, for calls, different objects
 * and the shares of 4xx and 5xx. Until an agent has a day behind it, the whole fleet's limits of
 * the first day hold; all strangers share one set. Nobody has limits on the first day of all.
 *
 * <p>Counts are told the moment they pass, shares at the window's end, from 20 calls on.
 */
final class StaticThresholds implements Approach {
  static final long WINDOW_MILLIS = 300_000;
  private static final long DAY_MILLIS = 86_400_000;
  private static final String NAME = "baseline.static";

  private final class Caller {
    private final Principal principal;
    private final long learnsUntil;
    private final Limits.Sample sample = new Limits.Sample();
    private Limits limits;
    private Window window;
    private boolean told;

    Caller(Principal principal, long first) {
      this.principal = principal;
      this.learnsUntil = first + DAY_MILLIS;
    }

    void call(ApiCall call, long time) {
      long start = Math.floorDiv(time, WINDOW_MILLIS) * WINDOW_MILLIS;
      if (window == null || window.start() != start) {
        end();
        window = new Window(start);
        told = false;
      }
      window.add(call);
      Limits now = limitsAt(time);
      if (!told && now != null && now.isPassedByCounts(window)) {
        told = true;
        episodes.tell(principal.kind(), principal.id(), time);
      }
    }

    /** The window is over: its shares count, and on the first day it is learned from. */
    void end() {
      if (window == null) {
        return;
      }
      long end = window.start() + WINDOW_MILLIS;
      Limits now = limitsAt(window.start());
      if (now != null && now.isPassedByShares(window)) {
        episodes.tell(principal.kind(), principal.id(), end);
      }
      if (window.start() < learnsUntil) {
        sample.add(window);
      }
      if (window.start() < firstOfAll + DAY_MILLIS) {
        shared(principal).add(window);
      }
    }

    private Limits limitsAt(long time) {
      if (time < firstOfAll + DAY_MILLIS) {
        return null;
      }
      if (principal.kind() == Principal.Kind.SOURCE || time < learnsUntil) {
        return pooled.computeIfAbsent(principal.kind(), k -> shared(principal).limits());
      }
      limits = limits == null ? sample.limits() : limits;
      return limits;
    }
  }

  private final Map<String, Caller> callers = new HashMap<>();
  private final Map<Principal.Kind, Limits.Sample> samples = new HashMap<>();
  private final Map<Principal.Kind, Limits> pooled = new HashMap<>();
  private final Episodes episodes = new Episodes(NAME, WINDOW_MILLIS);
  private long firstOfAll = Long.MIN_VALUE;

  private Limits.Sample shared(Principal principal) {
    return samples.computeIfAbsent(principal.kind(), k -> new Limits.Sample());
  }

  @Override
  public String name() {
    return "static thresholds per agent";
  }

  @Override
  public void call(ApiCall call, int bytes) {
    long time = call.time().toEpochMilli();
    firstOfAll = firstOfAll == Long.MIN_VALUE ? time : firstOfAll;
    callers.computeIfAbsent(call.key(), k -> new Caller(call.principal(), time)).call(call, time);
  }

  @Override
  public void finish() {
    // By key: what is told does not hang on a map's order.
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
