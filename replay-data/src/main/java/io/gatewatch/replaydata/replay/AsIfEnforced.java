package io.gatewatch.replaydata.replay;

import io.gatewatch.alerting.QuotaKey;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.alerting.QuotaUpdate.Action;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.config.Globs;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a run's quota updates would have refused, had gateways obeyed every one of them, whatever
 * its mode: a token bucket for each key, from the update's event time to its expiry. Calls that the
 * gateway itself refused (429) take no token and are not counted.
 *
 * <p>It changes nothing: what is refused here has been detected on all the same, and callers do not
 * try again. Keeps the calls of the last rounds, since a round's quotas are told after its calls.
 */
final class AsIfEnforced {
  private static final int TOO_MANY_REQUESTS = 429;

  private final Consumer<RefusedMinute> out;
  private final ArrayDeque<ApiCall> calls = new ArrayDeque<>();
  private final ArrayDeque<QuotaUpdate> updates = new ArrayDeque<>();
  private final Map<String, TreeMap<String, Bucket>> limits = new HashMap<>();
  private final TreeMap<String, RefusedMinute> minute = new TreeMap<>();
  private long openMinute = Long.MIN_VALUE;

  AsIfEnforced(Consumer<RefusedMinute> out) {
    this.out = out;
  }

  /** Updates come in order of their time. */
  void quota(QuotaUpdate update) {
    updates.addLast(update);
  }

  void call(ApiCall call) {
    if (call.status() != TOO_MANY_REQUESTS) {
      calls.addLast(call);
    }
  }

  /** All quotas up to this time are told. */
  void mark(long epochMillis) {
    while (!calls.isEmpty() && calls.peekFirst().time().toEpochMilli() < epochMillis) {
      ApiCall call = calls.pollFirst();
      while (!updates.isEmpty() && !updates.peekFirst().time().isAfter(call.time())) {
        hold(updates.pollFirst());
      }
      if (!limits.isEmpty()) {
        take(call, call.time().toEpochMilli());
      }
    }
  }

  /** There are no more calls. */
  void finish() {
    mark(Long.MAX_VALUE);
    tellMinute();
  }

  private void hold(QuotaUpdate update) {
    String key = update.key();
    String group = key.substring(0, key.indexOf('/', key.indexOf('/') + 1));
    TreeMap<String, Bucket> ofCaller =
        limits.computeIfAbsent(
            group + "/" + Principal.encode(update.agentId()), c -> new TreeMap<>());
    if (update.factor() < 1 || update.action() == Action.BLOCK) {
      Bucket before = ofCaller.get(update.scope());
      ofCaller.put(update.scope(), Bucket.of(update, before));
    } else {
      ofCaller.remove(update.scope());
    }
  }

  private void take(ApiCall call, long time) {
    String caller = caller(call);
    TreeMap<String, Bucket> ofCaller = limits.get(caller);
    if (ofCaller == null) {
      return;
    }
    ofCaller.values().removeIf(bucket -> bucket.until <= time);
    if (ofCaller.isEmpty()) {
      limits.remove(caller);
      return;
    }
    List<Bucket> held = new ArrayList<>(2);
    ofCaller.forEach(
        (scope, bucket) -> {
          if (bucket.covers(scope, call.operationGroup())) {
            held.add(bucket);
          }
        });
    if (held.isEmpty()) {
      return;
    }
    held.forEach(bucket -> bucket.refill(time));
    boolean admitted = held.stream().allMatch(bucket -> bucket.tokens >= 1);
    if (admitted) {
      held.forEach(bucket -> bucket.tokens--);
    }
    count(call, time, !admitted);
  }

  private void count(ApiCall call, long time, boolean refused) {
    long of = Math.floorDiv(time, RefusedMinute.MILLIS);
    if (of > openMinute) {
      tellMinute();
      openMinute = of;
    }
    Instant begin = Instant.ofEpochMilli(openMinute * RefusedMinute.MILLIS);
    Principal principal = call.principal();
    RefusedMinute one =
        new RefusedMinute(
            1,
            begin,
            call.tenant(),
            call.gatewayGroup(),
            principal.kind(),
            principal.id(),
            1,
            refused ? 1 : 0);
    minute.merge(one.caller(), one, RefusedMinute::plus);
  }

  private void tellMinute() {
    minute.values().stream().filter(m -> m.refused() > 0).forEach(out);
    minute.clear();
  }

  private static String caller(ApiCall call) {
    return Principal.encode(call.tenant())
        + "/"
        + Principal.encode(call.gatewayGroup())
        + "/"
        + Principal.encode(call.principal().id());
  }

  /** So many tokens a second, up to the burst; none where a block holds. */
  private static final class Bucket {
    private final long until;
    private final double perMilli;
    private final double most;
    private final List<String> except;
    private double tokens;
    private long at;

    private Bucket(QuotaUpdate update, double tokens) {
      QuotaUpdate.Applied limit = update.limit();
      boolean blocks = update.action() == Action.BLOCK;
      this.until =
          Math.min(
              update.expiresAt().toEpochMilli(),
              update.time().plusSeconds(update.ttlSeconds()).toEpochMilli());
      this.perMilli = blocks ? 0 : limit.requests() / (1000.0 * limit.windowSeconds());
      this.most = blocks ? 0 : limit.burst();
      this.except = update.except();
      this.tokens = Math.min(most, tokens);
      this.at = update.time().toEpochMilli();
    }

    static Bucket of(QuotaUpdate update, Bucket before) {
      if (before == null) {
        return new Bucket(update, Double.MAX_VALUE);
      }
      before.refill(update.time().toEpochMilli());
      return new Bucket(update, before.tokens);
    }

    boolean covers(String scope, String callScope) {
      return scope.equals(callScope)
          || (scope.equals(QuotaKey.ALL)
              && except.stream().noneMatch(glob -> Globs.matches(glob, callScope)));
    }

    void refill(long time) {
      if (time > at) {
        tokens = Math.min(most, tokens + (time - at) * perMilli);
        at = time;
      }
    }
  }
}
