package io.gatewatch.alerting;

import io.gatewatch.alerting.QuotaUpdate.Action;
import io.gatewatch.alerting.QuotaUpdate.Approval;
import io.gatewatch.alerting.QuotaUpdate.Identity;
import io.gatewatch.ingest.Principal.Assurance;
import java.time.Instant;
import java.util.List;

/** Puts a decided step into the form of the control topic. */
final class QuotaWriter {
  private final QuotaPolicy policy;
  private final int ttlSeconds;

  QuotaWriter(QuotaPolicy policy, int ttlSeconds) {
    this.policy = policy;
    this.ttlSeconds = ttlSeconds;
  }

  QuotaUpdate write(LedgerEntry e, QuotaDecision decision, long version, Instant time) {
    String key = e.key.text();
    Limit base = policy.base(e.key);
    QuotaMode mode = e.mode.atMost(policy.mode(e.key.tenant(), e.key.group()));
    return new QuotaUpdate(
        1,
        Ids.of("q-", key, e.lastCauses.first(), Long.toString(version)),
        key,
        time,
        e.key.agent(),
        e.agentName,
        new Identity(e.issuer, Assurance.VERIFIED),
        e.key.scope(),
        "rate_limit",
        0,
        version,
        mode,
        decision.action(),
        decision.limit().requests() / (double) base.requests(),
        QuotaUpdate.Applied.of(decision.limit()),
        base,
        reason(e, decision),
        List.copyOf(e.lastCauses),
        ttlSeconds,
        time,
        time.plusSeconds(ttlSeconds),
        mode == QuotaMode.RECOMMEND && decision.action() == Action.THROTTLE
            ? Approval.PENDING
            : Approval.NOT_NEEDED,
        null,
        decision.collateral(),
        "gatewatch-alerting",
        policy.exceptions(e.key, e.category));
  }

  private static String reason(LedgerEntry e, QuotaDecision decision) {
    return decision.action() == Action.RESTORE
        ? e.category.wireName() + " over, on the way back to base"
        : e.category.wireName() + ", risk " + e.risk;
  }
}
