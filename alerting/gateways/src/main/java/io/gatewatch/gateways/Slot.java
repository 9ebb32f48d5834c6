package io.gatewatch.gateways;

import static java.util.Objects.requireNonNull;

import io.gatewatch.alerting.QuotaKey;

/**
 * The place of one limit inside a gateway: of an agent, on an operation group or on {@code *}; or
 * of everybody together, on an operation group.
 *
 * @param agent the agent's id as the gateway has checked it, or {@link QuotaKey#ALL}
 * @param scope an operation group, or {@link QuotaKey#ALL}
 */
public record Slot(String agent, String scope) {
  public Slot {
    requireNonNull(agent, "agent");
    requireNonNull(scope, "scope");
  }

  /** Whether it is of everybody, proven agents or not. */
  public boolean isEverybodys() {
    return agent.equals(QuotaKey.ALL);
  }

  /** The quota key that the control topic has for it. */
  String quotaKey(String tenant, String group) {
    return new QuotaKey(tenant, group, scope, agent).text();
  }
}
