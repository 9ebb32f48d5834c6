package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Finding;
import io.gatewatch.features.Observation;
import io.gatewatch.ingest.registry.AgentRegistry;
import io.gatewatch.ingest.registry.RegisteredAgent;
import java.util.List;

/**
 * An authenticated agent that no entry names, in a gateway group that the registry closes.
 * Threshold: told again after {@code tellEveryHours}.
 */
final class UnregisteredClient extends RegistryRule {
  private final double tellEveryHours;

  UnregisteredClient(Rule rule) {
    this(rule, null);
  }

  private UnregisteredClient(Rule rule, AgentRegistry registry) {
    super(rule, registry);
    tellEveryHours = rule.threshold("tellEveryHours");
  }

  @Override
  UnregisteredClient under(AgentRegistry inForce) {
    return new UnregisteredClient(rule(), inForce);
  }

  @Override
  Finding inspect(Observation observation, AgentRegistry inForce, RegisteredAgent entry) {
    String tenant = observation.who().tenant();
    String group = observation.who().group();
    if (entry != null || !inForce.isClosed(tenant, group)) {
      return null;
    }
    return new Finding(
        1,
        rule().severity(),
        "is in no registry",
        "it is authenticated, but no entry of registry "
            + inForce.version()
            + " names it, and "
            + tenant
            + "/"
            + group
            + " is closed to unregistered agents",
        List.of(new Evidence("registry_entries", 0, 1, "entries", 1)),
        "quiet when an entry names it, or the group is open",
        "unregistered",
        hours(tellEveryHours));
  }
}
