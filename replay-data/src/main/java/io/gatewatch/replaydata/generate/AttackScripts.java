package io.gatewatch.replaydata.generate;

import java.util.Iterator;
import java.util.List;

/** What each kind of attack does, and through whom. */
final class AttackScripts {
  private AttackScripts() {}

  static Iterator<Step> steps(Attack attack, Draw draw) {
    return switch (attack.kind()) {
      case CREDENTIAL_STUFFING -> CredentialStuffing.steps(attack, draw);
      case OBJECT_ENUMERATION -> ObjectEnumeration.steps(attack, draw);
      case VOLUME_SPIKE -> VolumeSpike.steps(attack, draw);
      case ENDPOINT_DISCOVERY -> EndpointDiscovery.steps(attack, draw);
      case RUNAWAY_LOOP -> RunawayLoop.steps(attack, draw);
      case SCRAPING -> Scraping.steps(attack, draw);
      case DATA_EXFILTRATION -> DataExfiltration.steps(attack, draw);
      case PAYMENT_BURST -> PaymentBurst.steps(attack, draw);
    };
  }

  /** Share of these attacks that come from nobody the gateway knows. */
  static double anonymous(AttackKind kind) {
    return switch (kind) {
      case CREDENTIAL_STUFFING -> 1;
      case ENDPOINT_DISCOVERY -> 0.4;
      default -> 0;
    };
  }

  /** Kinds of agents that it is done through when somebody authenticates. */
  static List<AgentKind> through(AttackKind kind) {
    return switch (kind) {
      case CREDENTIAL_STUFFING -> List.of();
      case OBJECT_ENUMERATION -> List.of(AgentKind.AI_AGENT, AgentKind.AISP, AgentKind.PARTNER);
      case VOLUME_SPIKE ->
          List.of(
              AgentKind.AI_AGENT,
              AgentKind.AISP,
              AgentKind.PARTNER,
              AgentKind.PISP,
              AgentKind.BATCH);
      case ENDPOINT_DISCOVERY ->
          List.of(AgentKind.AI_AGENT, AgentKind.PARTNER, AgentKind.AISP, AgentKind.LOAN);
      case RUNAWAY_LOOP -> List.of(AgentKind.AI_AGENT, AgentKind.PARTNER);
      case SCRAPING -> List.of(AgentKind.PARTNER, AgentKind.AI_AGENT, AgentKind.LOAN);
      case DATA_EXFILTRATION -> List.of(AgentKind.AISP, AgentKind.PARTNER, AgentKind.BATCH);
      case PAYMENT_BURST -> List.of(AgentKind.PISP);
    };
  }
}
