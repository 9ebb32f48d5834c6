package io.gatewatch.gateways;

import static java.util.Objects.requireNonNull;

import io.gatewatch.alerting.QuotaKey;
import io.gatewatch.ingest.config.Globs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A gateway that is this process: limits in memory, asked for each call. For filters written in
 * Java, and for those who ask over the network. Limits end on read.
 *
 * <p>The same pacing as in HAProxy and nginx (GCRA, see {@link LimitText}). About 1 KB for each
 * limit; nothing is kept for agents without one. Safe for use by many threads.
 */
public final class JavaGateway implements Gateway {
  private final InstantSource clock;
  private final Map<Slot, EffectiveLimit> limits = new LinkedHashMap<>();

  /** When the next call of a slot is due, in ticks. */
  private final Map<Slot, Long> due = new HashMap<>();

  public JavaGateway(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * A call that may not pass.
   *
   * @param quotaId what to tell the caller as reference
   */
  public record Refusal(String quotaId, long retryAfterSeconds) {}

  /**
   * Judges one call, and counts it when it may pass.
   *
   * @param agent as the gateway has checked it
   * @param scope the call's operation group
   * @return empty when it may pass
   */
  public synchronized Optional<Refusal> ask(String agent, String scope) {
    Instant now = clock.instant();
    EffectiveLimit limit = inForce(new Slot(agent, scope), now);
    if (limit == null) {
      limit = inForce(new Slot(agent, QuotaKey.ALL), now);
      if (limit == null || spares(limit, scope)) {
        return Optional.empty();
      }
    }
    if (limit.blocked()) {
      long left = limit.until() - now.getEpochSecond();
      return Optional.of(new Refusal(limit.quotaId(), Math.max(1, left)));
    }
    return pace(limit, now);
  }

  private Optional<Refusal> pace(EffectiveLimit limit, Instant now) {
    long ticks = now.getEpochSecond() * LimitText.TICKS_PER_SECOND + now.getNano() / 10_000;
    long every = LimitText.every(limit);
    long slack = LimitText.slack(limit);
    long begun = limit.since() * (LimitText.TICKS_PER_SECOND / 1_000) + slack - ticks;
    long ahead = Math.max(0, Math.max(due.getOrDefault(limit.slot(), 0L) - ticks, begun));
    ahead = Math.min(ahead, slack + every);
    if (ahead > slack) {
      long wait = (ahead - slack + LimitText.TICKS_PER_SECOND - 1) / LimitText.TICKS_PER_SECOND;
      return Optional.of(new Refusal(limit.quotaId(), wait));
    }
    due.put(limit.slot(), ticks + ahead + every);
    return Optional.empty();
  }

  private EffectiveLimit inForce(Slot slot, Instant now) {
    EffectiveLimit limit = limits.get(slot);
    return limit != null && limit.until() > now.getEpochSecond() ? limit : null;
  }

  private static boolean spares(EffectiveLimit limit, String scope) {
    return limit.except().stream().anyMatch(glob -> Globs.matches(glob, scope));
  }

  @Override
  public Manifest manifest() {
    return new Manifest(
        "java",
        true,
        true,
        true,
        Duration.ofMillis(5),
        Duration.ofSeconds(1),
        Duration.ZERO,
        "the time between two calls in steps of 10 us, rounded up; 100 min at most");
  }

  @Override
  public String incarnation() {
    return "this process";
  }

  @Override
  public synchronized void apply(EffectiveLimit limit) {
    limits.put(limit.slot(), limit);
  }

  @Override
  public synchronized void lift(Slot slot) {
    limits.remove(slot);
    due.remove(slot);
  }

  @Override
  public synchronized void replaceAll(Collection<EffectiveLimit> wanted) {
    limits.clear();
    wanted.forEach(limit -> limits.put(limit.slot(), limit));
    due.keySet().retainAll(limits.keySet());
  }

  @Override
  public synchronized Map<Slot, EffectiveLimit> readBack() {
    return new LinkedHashMap<>(limits);
  }

  @Override
  public synchronized Optional<EffectiveLimit> readBack(Slot slot) {
    return Optional.ofNullable(limits.get(slot));
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
