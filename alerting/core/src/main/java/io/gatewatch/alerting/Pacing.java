package io.gatewatch.alerting;

import io.gatewatch.alerting.Change.Kind;
import java.util.Optional;

/**
 * When a quota may move, from its own times alone: at least {@code spacingSeconds} between two
 * changes, renewal at half the time to live, a step up every {@code recoverySeconds} once nothing
 * keeps it down.
 */
final class Pacing {
  private final QuotaPolicy policy;
  private final long spacing;
  private final long renewal;
  private final long recovery;

  Pacing(QuotaPolicy policy, QuotaPolicyConfig.Pace pace) {
    this.policy = policy;
    this.spacing = pace.spacingSeconds() * 1000L;
    this.renewal = pace.ttlSeconds() * 500L;
    this.recovery = pace.recoverySeconds() * 1000L;
  }

  /** The step that is due at this time, if any; at most one a round. */
  Optional<Change> due(LedgerEntry e, long now) {
    if (now < dueAt(e)) {
      return Optional.empty();
    }
    if (e.causes.isEmpty()) {
      return e.isCut() ? Optional.of(change(e, Kind.RESTORE)) : Optional.empty();
    }
    if (e.wanted && now >= after(e.changedAt, spacing)) {
      QuotaDecision cut = policy.cut(e.key, e.factor, e.severity, e.callsPerMinute);
      if (cut.factor() < e.factor) {
        return Optional.of(new Change(e, e.isCut() ? Kind.DEEPEN : Kind.CUT, cut));
      }
      e.wanted = false;
    }
    boolean renew = e.isCut() && now >= after(e.toldAt, renewal);
    return renew ? Optional.of(change(e, Kind.RENEW)) : Optional.empty();
  }

  /** When {@link #due} or {@link #isAtRest} may next say something new. */
  long dueAt(LedgerEntry e) {
    if (e.causes.isEmpty()) {
      return e.isCut()
          ? after(Math.max(e.quietAt, e.changedAt), recovery)
          : after(e.changedAt, spacing);
    }
    long renew = e.isCut() ? after(e.toldAt, renewal) : Long.MAX_VALUE;
    return e.wanted ? Math.min(renew, after(e.changedAt, spacing)) : renew;
  }

  /** Whether an entry can be dropped: at base, nothing keeps it down, and its spacing is over. */
  boolean isAtRest(LedgerEntry e, long now) {
    return e.causes.isEmpty() && !e.isCut() && now >= after(e.changedAt, spacing);
  }

  private Change change(LedgerEntry e, Kind kind) {
    QuotaDecision decision =
        kind == Kind.RESTORE
            ? policy.restore(e.key, e.factor, e.callsPerMinute)
            : policy.keep(e.key, e.factor, e.callsPerMinute);
    return new Change(e, kind, decision);
  }

  private static long after(long time, long millis) {
    return time == LedgerEntry.NEVER ? LedgerEntry.NEVER : time + millis;
  }
}
