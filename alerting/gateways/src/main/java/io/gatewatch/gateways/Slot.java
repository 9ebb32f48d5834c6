package io.gatewatch.gateways;

import static java.util.Objects.requireNonNull;

import io.gatewatch.alerting.QuotaKey;

/**
 * The place of one limit inside a gateway: of an agent, on an operation group or on {@code *}.
 *
 * @param agent the agent's id as the gateway has checked it
 * @param scope an operation group, or {@link QuotaKey#ALL}
 */
public record Slot(String agent, String scope) {
  public Slot {
    requireNonNull(agent, "agent");
    requireNonNull(scope, "scope");
  }

  /** The quota key that the control topic has for it. */
  String quotaKey(String tenant, String group) {
    return new QuotaKey(tenant, group, scope, agent).text();
  }
}
