package io.gatewatch.gateways;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * When the next call of each limit is due, as HAProxy and nginx keep it (GCRA, see {@link
 * LimitText}). What is due in the past is forgotten once there is much of it.
 */
final class Pacer {
  private static final int MANY = 100_000;

  private final Map<Slot, Long> due = new HashMap<>();

  /** Seconds that a call has to wait; 0 when it may pass. Counts nothing. */
  long secondsToWait(EffectiveLimit limit, Instant now) {
    if (limit.blocked()) {
      return Math.max(1, limit.until() - now.getEpochSecond());
    }
    long early = ahead(limit, ticks(now)) - LimitText.slack(limit);
    return early <= 0 ? 0 : (early + LimitText.TICKS_PER_SECOND - 1) / LimitText.TICKS_PER_SECOND;
  }

  /** Counts a call that passes. */
  void admit(EffectiveLimit limit, Instant now) {
    long ticks = ticks(now);
    if (due.size() >= MANY) {
      due.values().removeIf(at -> at <= ticks);
    }
    due.put(limit.slot(), ticks + ahead(limit, ticks) + LimitText.every(limit));
  }

  void forget(Slot slot) {
    due.remove(slot);
  }

  void forgetUnless(Predicate<Slot> kept) {
    due.keySet().removeIf(kept.negate());
  }

  private long ahead(EffectiveLimit limit, long ticks) {
    long slack = LimitText.slack(limit);
    long begun = limit.since() * (LimitText.TICKS_PER_SECOND / 1_000) + slack - ticks;
    long ahead = Math.max(0, Math.max(due.getOrDefault(limit.slot(), 0L) - ticks, begun));
    return Math.min(ahead, slack + LimitText.every(limit));
  }

  private static long ticks(Instant now) {
    return now.getEpochSecond() * LimitText.TICKS_PER_SECOND + now.getNano() / 10_000;
  }
}
