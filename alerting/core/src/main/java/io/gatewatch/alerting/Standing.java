package io.gatewatch.alerting;

import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.registry.AgentLimit;
import io.gatewatch.ingest.registry.AgentRegistry;
import io.gatewatch.ingest.registry.BusinessValue;
import io.gatewatch.ingest.registry.RegisteredAgent;

/**
 * How an agent stands with the bank, as the agent registry says.
 *
 * @param tier level of service; null when nothing is written
 * @param value what its calls are worth; null likewise
 * @param limit its base limit; null when the registry names none
 */
record Standing(String tier, BusinessValue value, Limit limit) {
  static final Standing UNKNOWN = new Standing(null, null, null);

  /** That of an agent. */
  static Standing of(AgentRegistry registry, QuotaKey key, String issuer) {
    RegisteredAgent entry =
        registry == null
            ? null
            : registry.find(Principal.agent(key.agent(), issuer), key.tenant(), key.group());
    if (entry == null) {
      return UNKNOWN;
    }
    AgentLimit limit = entry.limit(key.tenant(), key.group());
    return new Standing(
        entry.tier(),
        entry.businessValue(),
        limit == null ? null : new Limit(limit.requests(), limit.windowSeconds(), limit.burst()));
  }

  /** Whether its calls are worth much. */
  boolean isValued() {
    return value == BusinessValue.HIGH || value == BusinessValue.CRITICAL;
  }
}
