package io.gatewatch.replaydata.evaluate;

import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.network.NetworkAddress;

/** Whether an alert names an attack's doer. */
final class Coverage {
  private Coverage() {}

  /**
   * True for the same agent; for a source in one of the attack's networks; for a route or service
   * (there alerts on many callers at once) when the category is the attack's, or sample calls came
   * from its networks.
   */
  static boolean covers(KnownAttack attack, Raised alert) {
    return switch (alert.entityKind()) {
      case AGENT -> isAgent(attack, alert.entityId());
      case SOURCE -> isSource(attack, alert.entityId());
      case ROUTE, SERVICE ->
          alert.category().wireName().equals(attack.kind())
              || alert.networks().stream().anyMatch(n -> isSource(attack, n));
    };
  }

  /** Whether a cut of this principal hits an attack's doer. */
  static boolean covers(KnownAttack attack, String principalId) {
    return isAgent(attack, principalId) || isSource(attack, principalId);
  }

  /** The same, of a principal whose kind is known; null when it is not. */
  static boolean covers(KnownAttack attack, String principalId, Principal.Kind kind) {
    return (kind != Principal.Kind.SOURCE && isAgent(attack, principalId))
        || (kind != Principal.Kind.AGENT && isSource(attack, principalId));
  }

  /** Whether others did it in this agent's name. */
  static boolean isVictim(KnownAttack attack, String agentId) {
    return agentId.equals(attack.victimId()) && !agentId.equals(attack.entityId());
  }

  private static boolean isAgent(KnownAttack attack, String id) {
    return attack.entityKind().equals("agent") && attack.entityId().equals(id);
  }

  private static boolean isSource(KnownAttack attack, String addressOrNetwork) {
    NetworkAddress address = NetworkAddress.of(addressOrNetwork);
    String network = address == null ? addressOrNetwork : address.network();
    boolean named =
        attack.entityKind().equals("source")
            && (attack.entityId().equals(network) || attack.entityId().equals(addressOrNetwork));
    return named || attack.networks().contains(network);
  }
}
