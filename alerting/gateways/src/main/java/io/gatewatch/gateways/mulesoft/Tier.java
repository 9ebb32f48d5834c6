package io.gatewatch.gateways.mulesoft;

import io.gatewatch.gateways.EffectiveLimit;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * An SLA tier: its tightest limit, as requests in a period.
 *
 * @param isUsable whether a contract may be moved there: active, approved by nobody, and with a
 *     period of whole seconds, so that it can be told exactly
 */
record Tier(long id, long requests, long periodMillis, boolean isUsable) {
  /** From the slowest to the fastest; of equal ones the one with the highest id first. */
  static final Comparator<Tier> BY_RATE =
      ((Comparator<Tier>) Tier::compareRate)
          .thenComparing(Comparator.comparingLong(Tier::id).reversed());

  Tier {
    if (requests < 1 || periodMillis < 1) {
      throw new IllegalArgumentException(
          "tier %d: %d requests in %d ms (expected: 1 or more)"
              .formatted(id, requests, periodMillis));
    }
    isUsable = isUsable && periodMillis % 1_000 == 0;
  }

  /**
   * The tier that a contract should have under a limit: its own when that is not faster, else the
   * fastest usable one that is not. Empty when there is none.
   *
   * @param own null when the contract has none that limits anything
   */
  static Optional<Tier> under(EffectiveLimit limit, Tier own, Collection<Tier> tiers) {
    if (limit.blocked()) {
      return Optional.empty();
    }
    if (own != null && own.isWithin(limit)) {
      return Optional.of(own);
    }
    return tiers.stream().filter(Tier::isUsable).filter(t -> t.isWithin(limit)).max(BY_RATE);
  }

  private boolean isWithin(EffectiveLimit limit) {
    return requests * limit.windowSeconds() * 1_000L <= limit.requests() * periodMillis;
  }

  /** Compares requests a second, exactly. */
  private int compareRate(Tier other) {
    return Long.compare(requests * other.periodMillis, other.requests * periodMillis);
  }

  /** A limit as this tier keeps it; a period of no whole seconds is told by the second. */
  EffectiveLimit keep(EffectiveLimit limit) {
    boolean whole = periodMillis % 1_000 == 0;
    long told = whole ? requests : (requests * 1_000 + periodMillis - 1) / periodMillis;
    return new EffectiveLimit(
        limit.slot(),
        limit.except(),
        false,
        (int) Math.min(Integer.MAX_VALUE, told),
        (int) Math.min(Integer.MAX_VALUE, whole ? periodMillis / 1_000 : 1),
        limit.burst(),
        limit.until(),
        limit.since(),
        limit.quotaId(),
        limit.epoch(),
        limit.version());
  }
}
