package io.gatewatch.gateways.mulesoft;

import static java.util.Objects.requireNonNull;

import io.gatewatch.gateways.EffectiveLimit;
import io.gatewatch.gateways.mulesoft.ApiManager.Contract;
import io.gatewatch.gateways.mulesoft.TierState.Moved;
import io.prometheus.metrics.core.metrics.Counter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves contracts to where their limits want them, and back. The same move is not made again within
 * {@link #SETTLES}, since API Manager may answer with the old tier for a while. One that was
 * refused (its tier is gone, the token may not approve) is tried again after 5, 10, 20 … 300 s; the
 * first refusal is logged, each is counted.
 */
final class TierMover {
  private static final Logger LOG = LoggerFactory.getLogger(TierMover.class);
  private static final Counter REFUSED =
      Counter.builder()
          .name("gatewatch_reader_moves_refused_total")
          .help("Moves of a contract to another tier that API Manager did not take")
          .register();

  static final Duration SETTLES = Duration.ofSeconds(30);

  /** Lists are not asked for more often. */
  private static final Duration LIST_EVERY = Duration.ofSeconds(60);

  /** A move that was refused is tried again after so long, then after twice that, and so on. */
  private static final Duration RETRIES = Duration.ofSeconds(5);

  private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 6;

  /**
   * The last move of a contract.
   *
   * @param until the same move is not made again before
   * @param refusals how often it was refused, one after the other
   * @param from where the contract was
   */
  private record Move(long tier, Instant until, int refusals, long from) {}

  private final ApiManager api;
  private final TierState state;
  private final InstantSource clock;
  private final Map<String, Move> moves = new HashMap<>();
  private Map<Long, Tier> tiers = Map.of();
  private Instant tiersListed = Instant.MIN;
  private Map<String, Contract> contracts = Map.of();
  private Instant contractsListed = Instant.MIN;

  TierMover(ApiManager api, TierState state, InstantSource clock) {
    this.api = requireNonNull(api, "api");
    this.state = requireNonNull(state, "state");
    this.clock = requireNonNull(clock, "clock");
  }

  /** All contracts as they are now, by client id. */
  Map<String, Contract> list() throws IOException {
    contracts = api.contracts();
    contractsListed = clock.instant();
    return contracts;
  }

  /** The tier under which a limit would be kept; empty when there is none. */
  Optional<Tier> tierUnder(EffectiveLimit limit) throws IOException {
    String client = limit.slot().agent();
    if (!contracts.containsKey(client) && isDue(contractsListed)) {
      list();
    }
    Contract contract = contracts.get(client);
    if (contract == null || contract.tierId() == 0) {
      return Optional.empty();
    }
    Moved moved = state.clients().get(client);
    Tier own = tiers().get(moved == null ? contract.tierId() : moved.original);
    return Tier.under(limit, own, tiers().values());
  }

  /** Notes a limit, and moves the contract where it has to be. */
  void keep(EffectiveLimit limit) throws IOException {
    String client = limit.slot().agent();
    Moved moved = state.clients().get(client);
    if (moved == null) {
      Contract listed = contracts.get(client);
      Contract now = listed == null ? null : api.contract(listed);
      if (now == null) {
        return;
      }
      moved = new Moved(now.id(), now.tierId());
      state.clients().put(client, moved);
    }
    if (moved.hold(limit)) {
      state.save();
    }
    bring(client, moved);
  }

  /** Brings a contract to where its limits want it; without any it goes back and is forgotten. */
  void bring(String client, Moved moved) throws IOException {
    if (isOnItsWay(client, target(moved))) {
      return;
    }
    Contract now = api.contract(new Contract(moved.contract, client, 0));
    if (now == null) {
      if (moved.limits.isEmpty()) {
        forget(client);
      }
      return;
    }
    if (now.tierId() != moved.original && !moved.used.contains(now.tierId())) {
      moved.original = now.tierId();
    }
    long target = target(moved);
    // A tier that was not asked for last may be the answer of before we moved the contract.
    if (now.tierId() != target || moved.ours != target) {
      moved.ours = target;
      moved.used.add(target);
      state.save();
      Tier tier = tiers().get(target);
      boolean taken = false;
      try {
        taken = api.move(now, target, tier == null || !tier.isUsable());
      } finally {
        note(client, now.tierId(), target, taken);
      }
    } else if (moved.limits.isEmpty()) {
      forget(client);
    } else if (!moved.lifting.isEmpty()) {
      moved.lifting.clear();
      state.save();
    }
  }

  /** Whether a contract is where it should be. */
  static boolean isKept(Moved moved, Contract now) {
    return now != null && now.tierId() == moved.ours;
  }

  /** Whether what should not hold any more still does: it is not read where it should be then. */
  boolean isBehind(Moved moved, Contract now) throws IOException {
    long target = target(moved);
    return now != null && (now.tierId() != target || moved.ours != target);
  }

  /** Whether a contract was left where it was, and it is not yet time to try again. */
  boolean isRefused(String client) {
    Move last = moves.get(client);
    return last != null
        && last.refusals() > 0
        && last.from() != last.tier()
        && clock.instant().isBefore(last.until());
  }

  private void note(String client, long from, long target, boolean taken) {
    if (taken) {
      moves.put(client, new Move(target, clock.instant().plus(SETTLES), 0, from));
      return;
    }
    REFUSED.inc();
    Move last = moves.get(client);
    int before = last == null || last.tier() != target ? 0 : last.refusals();
    if (before == 0) {
      LOG.warn("API Manager does not move {} to tier {}, trying again", client, target);
    }
    Duration rest = RETRIES.multipliedBy(1L << Math.min(before, MOST_DOUBLINGS));
    rest = rest.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : rest;
    moves.put(client, new Move(target, clock.instant().plus(rest), before + 1, from));
  }

  private long target(Moved moved) throws IOException {
    Tier own = tiers().get(moved.original);
    Tier slowest = null;
    for (EffectiveLimit limit : moved.limits.values()) {
      Tier under = Tier.under(limit, own, tiers().values()).orElse(null);
      if (slowest == null || (under != null && Tier.BY_RATE.compare(under, slowest) < 0)) {
        slowest = under;
      }
    }
    return slowest != null ? slowest.id() : moved.limits.isEmpty() ? moved.original : moved.ours;
  }

  private void forget(String client) throws IOException {
    state.clients().remove(client);
    moves.remove(client);
    state.save();
  }

  private boolean isOnItsWay(String client, long target) {
    Move last = moves.get(client);
    return last != null && last.tier() == target && clock.instant().isBefore(last.until());
  }

  private Map<Long, Tier> tiers() throws IOException {
    if (isDue(tiersListed)) {
      tiers = api.tiers();
      tiersListed = clock.instant();
    }
    return tiers;
  }

  private boolean isDue(Instant listed) {
    return !clock.instant().isBefore(listed.plus(LIST_EVERY));
  }
}
