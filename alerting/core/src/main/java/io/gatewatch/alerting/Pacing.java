package io.gatewatch.alerting;

import io.gatewatch.alerting.Change.Kind;
import io.gatewatch.detectors.Severity;
import java.util.Optional;

/**
 * When a quota may move, from its own times alone: at least {@code spacingSeconds} between two
 * changes by automation, renewal at half the time to live, a step up every {@code recoverySeconds}
 * once nothing keeps it down, an end to waiting after {@code waitSeconds}. A pin only renews.
 */
final class Pacing {
  private final QuotaPolicy policy;
  private final long spacing;
  private final long renewal;
  private final long recovery;
  private final long waiting;

  Pacing(QuotaPolicy policy, QuotaPolicyConfig config) {
    this.policy = policy;
    this.spacing = config.pace().spacingSeconds() * 1000L;
    this.renewal = config.pace().ttlSeconds() * 500L;
    this.recovery = config.pace().recoverySeconds() * 1000L;
    this.waiting = config.approvals().waitSeconds() * 1000L;
  }

  /** The step that is due at this time, if any; at most one a tick. */
  Optional<Change> due(LedgerEntry e, Situation s, long now) {
    if (now < dueAt(e)) {
      return Optional.empty();
    }
    if (e.isPending() && now >= after(e.pendingSince, waiting)) {
      return Optional.of(new Change(e, Kind.LAPSE, policy.toBase(s)));
    }
    if (e.blockSince != LedgerEntry.NEVER && now >= after(e.blockSince, waiting)) {
      return Optional.of(new Change(e, Kind.NO_BLOCK, policy.keep(s)));
    }
    if (e.pin == null && e.causes.isEmpty()) {
      return e.isCut() && now >= up(e)
          ? Optional.of(new Change(e, Kind.RESTORE, policy.restore(s)))
          : Optional.empty();
    }
    return e.pin == null && e.wanted && now >= after(e.changedAt, spacing)
        ? down(e, s, now)
        : renewed(e, s, now);
  }

  private Optional<Change> down(LedgerEntry e, Situation s, long now) {
    if (e.isPending() || e.blocked) {
      return renewed(e, s, now);
    }
    QuotaDecision cut = policy.cut(s);
    if (cut.factor() < e.factor) {
      return Optional.of(new Change(e, e.isCut() ? Kind.DEEPEN : Kind.CUT, cut));
    }
    e.wanted = false;
    return wantsBlock(e)
        ? Optional.of(new Change(e, Kind.ASK_BLOCK, policy.keep(s)))
        : renewed(e, s, now);
  }

  /** Whether critical evidence goes on under a cut that is in force, and nobody was asked yet. */
  static boolean wantsBlock(LedgerEntry e) {
    return e.isEnforced()
        && e.pin == null
        && !e.causes.isEmpty()
        && e.severity == Severity.CRITICAL
        && !e.blocked
        && !e.blockAnswered
        && e.blockSince == LedgerEntry.NEVER;
  }

  private Optional<Change> renewed(LedgerEntry e, Situation s, long now) {
    return e.isHeld() && now >= after(e.toldAt, renewal)
        ? Optional.of(new Change(e, Kind.RENEW, again(e, s)))
        : Optional.empty();
  }

  private QuotaDecision again(LedgerEntry e, Situation s) {
    if (e.pin != null) {
      return policy.pinned(s, e.pin.limit());
    }
    return e.blocked ? policy.block(s) : policy.keep(s);
  }

  /** When {@link #due} or {@link #isAtRest} may next say something new. */
  long dueAt(LedgerEntry e) {
    long due = Math.min(ends(e.pendingSince), ends(e.blockSince));
    if (e.pin == null && e.causes.isEmpty()) {
      return Math.min(due, e.isCut() ? up(e) : after(e.changedAt, spacing));
    }
    if (e.isHeld()) {
      due = Math.min(due, after(e.toldAt, renewal));
    }
    boolean down = e.wanted && !e.isPending() && !e.blocked;
    return down ? Math.min(due, after(e.changedAt, spacing)) : due;
  }

  /** Whether an entry can be dropped: at base, nothing keeps it down, and its spacing is over. */
  boolean isAtRest(LedgerEntry e, long now) {
    return e.pin == null && e.causes.isEmpty() && !e.isCut() && now >= after(e.changedAt, spacing);
  }

  private long up(LedgerEntry e) {
    return after(Math.max(e.quietAt, e.changedAt), recovery);
  }

  private long ends(long since) {
    return since == LedgerEntry.NEVER ? Long.MAX_VALUE : since + waiting;
  }

  private static long after(long time, long millis) {
    return time == LedgerEntry.NEVER ? LedgerEntry.NEVER : time + millis;
  }
}
