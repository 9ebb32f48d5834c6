package io.gatewatch.alerting;

import io.gatewatch.alerting.QuotaUpdate.Action;
import io.gatewatch.alerting.QuotaUpdate.Identity;
import io.gatewatch.alerting.QuotaUpdate.Waiting;
import io.gatewatch.ingest.Principal.Assurance;
import java.time.Instant;
import java.util.List;

/** Puts a decided step into the form of the control topic. */
final class QuotaWriter {
  private final QuotaPolicy policy;
  private final int ttlSeconds;
  private final int waitSeconds;

  QuotaWriter(QuotaPolicy policy, QuotaPolicyConfig config) {
    this.policy = policy;
    this.ttlSeconds = config.pace().ttlSeconds();
    this.waitSeconds = config.approvals().waitSeconds();
  }

  QuotaUpdate write(
      LedgerEntry e, Standing standing, QuotaDecision decision, long version, Instant time) {
    String key = e.key.text();
    Limit base = policy.base(e.key, standing);
    int ttl = ttl(e, key, time);
    String cause = e.lastCauses.isEmpty() ? "" : e.lastCauses.first();
    return new QuotaUpdate(
        1,
        Ids.of("q-", key, cause, Long.toString(version)),
        key,
        time,
        e.key.agent(),
        e.agentName,
        new Identity(e.issuer, Assurance.VERIFIED),
        e.key.scope(),
        "rate_limit",
        0,
        version,
        e.mode,
        decision.action(),
        e.pin == null ? decision.limit().requests() / (double) base.requests() : decision.factor(),
        QuotaUpdate.Applied.of(decision.limit()),
        base,
        reason(e, decision),
        List.copyOf(e.lastCauses),
        ttl,
        time,
        time.plusSeconds(ttl),
        e.approval,
        e.approvedBy,
        decision.collateral(),
        "gatewatch-alerting",
        policy.exceptions(e.key, e.category),
        e.blockSince == LedgerEntry.NEVER
            ? null
            : new Waiting(
                Action.BLOCK, Instant.ofEpochMilli(e.blockSince).plusSeconds(waitSeconds)));
  }

  /** A pin's last update does not outlive it. */
  private int ttl(LedgerEntry e, String key, Instant time) {
    int ttl = Jitter.ttlSeconds(key, ttlSeconds);
    if (e.pin == null) {
      return ttl;
    }
    long left = Orders.endOf(e.pin).getEpochSecond() - time.getEpochSecond();
    return (int) Math.max(1, Math.min(ttl, left));
  }

  private static String reason(LedgerEntry e, QuotaDecision decision) {
    if (e.pin != null) {
      return "set by " + e.pin.who() + ": " + e.pin.why();
    }
    if (decision.action() == Action.RAISE) {
      return "head-room ahead of a forecast peak";
    }
    String cause = e.category == null ? "limit" : e.category.wireName();
    return switch (e.approval) {
      case REFUSED -> cause + ", refused by " + e.approvedBy;
      case LAPSED -> cause + ", nobody answered in time";
      default ->
          decision.action() == Action.RESTORE
              ? over(e, cause, decision)
              : cause + ", risk " + e.risk;
    };
  }

  private static String over(LedgerEntry e, String cause, QuotaDecision decision) {
    if (e.approvedBy != null && decision.factor() == 1 && !e.causes.isEmpty()) {
      return cause + ", released by " + e.approvedBy;
    }
    return cause + " over, on the way back to base";
  }
}
