package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Need;
import io.gatewatch.features.Observation;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.registry.AgentRegistry;
import io.gatewatch.ingest.registry.RegisteredAgent;

/**
 * A rule about what the agent registry says of an authenticated agent. Without a registry in force
 * it is silent.
 */
abstract class RegistryRule extends RuleDetector {
  private static final double HOUR_MILLIS = 3_600_000;

  private final AgentRegistry registry;

  RegistryRule(Rule rule, AgentRegistry registry) {
    super(rule, Need.OWN);
    this.registry = registry;
  }

  /** The same rule under a registry; null for none. */
  abstract RegistryRule under(AgentRegistry inForce);

  /**
   * What it finds; null when nothing.
   *
   * @param entry the agent's entry; null when no entry names it
   */
  abstract Finding inspect(Observation observation, AgentRegistry inForce, RegisteredAgent entry);

  @Override
  public final Finding inspect(Observation observation, Contexts contexts) {
    Principal principal = observation.who().principal();
    if (registry == null || principal.kind() != Principal.Kind.AGENT) {
      return null;
    }
    String tenant = observation.who().tenant();
    String group = observation.who().group();
    return inspect(observation, registry, registry.find(principal, tenant, group));
  }

  /** Hours as the rule file says them, in milliseconds. */
  static long hours(double hours) {
    return Math.round(hours * HOUR_MILLIS);
  }
}
