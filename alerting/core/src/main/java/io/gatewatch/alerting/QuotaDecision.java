package io.gatewatch.alerting;

/**
 * What the policy wants for one quota.
 *
 * @param factor of the base limit, 1.0 is base
 * @param limit the same, absolute
 * @param mode how far the update may go
 * @param collateral what the limit would have cost the agent's usual traffic
 */
public record QuotaDecision(
    QuotaUpdate.Action action, double factor, Limit limit, QuotaMode mode, Collateral collateral) {}
