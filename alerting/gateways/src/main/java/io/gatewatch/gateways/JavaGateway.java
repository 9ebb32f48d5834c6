package io.gatewatch.gateways;

import static java.util.Objects.requireNonNull;

import io.gatewatch.alerting.Limit;
import io.gatewatch.alerting.QuotaKey;
import io.gatewatch.ingest.config.Globs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A gateway that is this process: limits in memory, asked for each call. For filters written in
 * Java, and for those who ask over the network. Limits end on read.
 *
 * <p>A call has to pass the limit of its agent and that for everybody. With a base limit of its own
 * it has to pass that too, unless the agent's is above it: then a raise really allows more.
 *
 * <p>The same pacing as in HAProxy and nginx (GCRA, see {@link LimitText}). About 1 KB for each
 * limit, and 200 B for each agent under a base limit who called lately. Safe for use by many
 * threads.
 */
public final class JavaGateway implements Gateway {
  /** The scope of base limits; no operation group is empty. */
  private static final String BASE = "";

  private final InstantSource clock;
  private final Function<String, Limit> base;
  private final Map<Slot, EffectiveLimit> limits = new LinkedHashMap<>();
  private final Pacer pacer = new Pacer();

  /** A gateway without base limits: the operator keeps them elsewhere. */
  public JavaGateway(InstantSource clock) {
    this(clock, null);
  }

  /**
   * A gateway that keeps the base limits itself.
   *
   * @param base an agent's limit on all that it calls, on this node; null for none
   */
  public JavaGateway(InstantSource clock, Function<String, Limit> base) {
    this.clock = requireNonNull(clock, "clock");
    this.base = base;
  }

  /**
   * A call that may not pass.
   *
   * @param quotaId what to tell the caller as reference; {@code base} where it is the base limit
   */
  public record Refusal(String quotaId, long retryAfterSeconds) {}

  /**
   * Judges one call, and counts it when it may pass.
   *
   * @param agent as the gateway has checked it; empty when nobody was: limits for everybody hold
   *     for strangers too
   * @param scope the call's operation group
   * @param clear false where a backend may read the path otherwise than the scope says ({@link
   *     PathReading}): then no limit on {@code *} spares it
   * @return empty when it may pass
   */
  public synchronized Optional<Refusal> ask(String agent, String scope, boolean clear) {
    Instant now = clock.instant();
    List<EffectiveLimit> applying = applying(agent, scope, clear, now);
    Refusal longest = null;
    for (EffectiveLimit limit : applying) {
      long wait = pacer.secondsToWait(limit, now);
      if (wait > (longest == null ? 0 : longest.retryAfterSeconds())) {
        longest = new Refusal(limit.quotaId(), wait);
      }
    }
    if (longest == null) {
      applying.forEach(limit -> pacer.admit(limit, now));
    }
    return Optional.ofNullable(longest);
  }

  private List<EffectiveLimit> applying(String agent, String scope, boolean clear, Instant now) {
    List<EffectiveLimit> applying = new ArrayList<>(3);
    // Nobody is called as everybody is.
    boolean named = !agent.isEmpty() && !agent.equals(QuotaKey.ALL);
    EffectiveLimit own = named ? own(agent, scope, clear, now) : null;
    EffectiveLimit usual = named && base != null ? usual(agent) : null;
    add(own, applying);
    add(own != null && usual != null && isAbove(own, usual) ? null : usual, applying);
    add(inForce(new Slot(QuotaKey.ALL, scope), now), applying);
    return applying;
  }

  private static void add(EffectiveLimit limit, List<EffectiveLimit> to) {
    if (limit != null) {
      to.add(limit);
    }
  }

  private EffectiveLimit own(String agent, String scope, boolean clear, Instant now) {
    EffectiveLimit narrow = inForce(new Slot(agent, scope), now);
    if (narrow != null) {
      return narrow;
    }
    EffectiveLimit wide = inForce(new Slot(agent, QuotaKey.ALL), now);
    return wide == null || (clear && spares(wide, scope)) ? null : wide;
  }

  private EffectiveLimit usual(String agent) {
    Limit limit = base.apply(agent);
    return limit == null
        ? null
        : new EffectiveLimit(
            new Slot(agent, BASE),
            List.of(),
            false,
            limit.requests(),
            limit.windowSeconds(),
            limit.burst(),
            Long.MAX_VALUE,
            0,
            "base",
            0,
            0);
  }

  private static boolean isAbove(EffectiveLimit own, EffectiveLimit usual) {
    return !own.blocked() && LimitText.every(own) < LimitText.every(usual);
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
        "the time between two calls in steps of 10 us, rounded up; 100 min at most",
        base != null);
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
    pacer.forget(slot);
  }

  @Override
  public synchronized void replaceAll(Collection<EffectiveLimit> wanted) {
    limits.clear();
    wanted.forEach(limit -> limits.put(limit.slot(), limit));
    pacer.forgetUnless(slot -> slot.scope().equals(BASE) || limits.containsKey(slot));
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
