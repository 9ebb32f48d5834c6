package io.gatewatch.replaydata.generate;

import static io.gatewatch.replaydata.generate.AgentKind.*;

import java.util.EnumMap;
import java.util.Map;

/** How each variant is cast and played. */
final class Plays {
  private static final Map<AttackVariant, Play> PLAYS = new EnumMap<>(AttackVariant.class);

  static {
    for (AttackVariant variant : AttackVariant.values()) {
      PLAYS.put(variant, play(variant));
    }
  }

  private Plays() {}

  static Play of(AttackVariant variant) {
    return PLAYS.get(variant);
  }

  private static Play play(AttackVariant variant) {
    return switch (variant.kind()) {
      case CREDENTIAL_STUFFING -> stuffing(variant);
      case ACCOUNT_TAKEOVER ->
          Play.by(AI_AGENT, PARTNER, PISP).fromNetworks(1, 1).acting(AccountTakeover::act);
      case CREDENTIAL_SHARING -> sharing(variant);
      case OBJECT_ENUMERATION, BULK_OBJECT_ACCESS -> enumeration(variant);
      case DATA_EXFILTRATION -> exfiltration(variant);
      case SCRAPING -> scraping(variant);
      case VOLUME_SPIKE -> Play.by(AI_AGENT, AISP, PARTNER, PISP, BATCH).steps(VolumeSpike::steps);
      case VOLUME_RAMP -> ramp(variant);
      case SCOPE_VIOLATION -> scope(variant);
      case CONSENT_VIOLATION -> Play.by(AISP).fromHome().acting(ConsentViolation::act);
      case ENDPOINT_DISCOVERY -> discovery(variant);
      case INJECTION_PROBE ->
          Play.by(AI_AGENT, PARTNER, AISP, LOAN).orStrangers(0.5).acting(InjectionProbe::act);
      case SEQUENCE_ANOMALY -> Play.by(AI_AGENT).fromHome().acting(SequenceAnomaly::act);
      case RUNAWAY_LOOP -> Play.by(AI_AGENT, PARTNER).steps(RunawayLoop::steps);
      case PAYMENT_BURST -> Play.by(PISP).steps(PaymentBurst::steps);
      case UNAUTHENTICATED_ABUSE -> Play.byStrangers().steps(UnauthenticatedAbuse::steps);
      case CLIENT_IMPERSONATION -> impersonation(variant);
      case DEPRECATED_ENDPOINT ->
          Play.by(AISP, AI_AGENT, PARTNER).fromHome().steps(DeprecatedEndpoint::steps);
      case UNDOCUMENTED_ENDPOINT ->
          (variant == AttackVariant.UNDOCUMENTED_BY_STRANGER
                  ? Play.byStrangers()
                  : Play.by(AI_AGENT, PARTNER, AISP, LOAN))
              .steps(UndocumentedEndpoint::steps);
      case SILENCE -> Play.by(MONITOR, BATCH, PARTNER).fromHome().acting(Silence::act);
      case OFF_HOURS -> Play.by(LOAN).fromHome().acting(OffHours::act);
    };
  }

  private static Play stuffing(AttackVariant variant) {
    Play one = Play.byStrangers().steps(CredentialStuffing::steps);
    return switch (variant) {
      case STUFFING_ONE_NETWORK -> one;
      case STUFFING_FEW_NETWORKS -> one.fromNetworks(2, 15);
      default -> one.fromNetworks(150, 480);
    };
  }

  private static Play sharing(AttackVariant variant) {
    Play many = Play.by(AI_AGENT, PARTNER, PISP).acting(CredentialSharing::act);
    return variant == AttackVariant.SHARING_TWO_SITES
        ? many.fromNetworks(1, 1)
        : many.fromNetworks(5, 30);
  }

  private static Play enumeration(AttackVariant variant) {
    Play any = Play.by(AI_AGENT, AISP, PARTNER).steps(ObjectEnumeration::steps);
    return ObjectEnumeration.walks(variant) ? any.ifAgent(Agent::hasNumericIds) : any;
  }

  private static Play exfiltration(AttackVariant variant) {
    return variant == AttackVariant.EXFILTRATION_ORDINARY_RATE
        ? Play.by(AI_AGENT, AISP).fromHome().acting(DataExfiltration::act)
        : Play.by(AISP, PARTNER, BATCH).steps(DataExfiltration::steps);
  }

  private static Play scraping(AttackVariant variant) {
    return switch (variant) {
      case SCRAPING_BRISK -> Play.by(PARTNER, AI_AGENT, LOAN).steps(Scraping::steps);
      case SCRAPING_LOW_AND_SLOW ->
          Play.by(PARTNER, AI_AGENT, AISP, LOAN).fromHome().steps(Scraping::lowAndSlow);
      default -> Play.by(AI_AGENT).fromHome().acting(Scraping::withinVolume);
    };
  }

  private static Play impersonation(AttackVariant variant) {
    return variant == AttackVariant.IMPERSONATION_BY_AGENT
        ? Play.by(AI_AGENT, AISP)
            .fromHome()
            .inTheNameOf(AI_AGENT, AISP)
            .steps(ClientImpersonation::byAgent)
        : Play.byStrangers()
            .fromNetworks(1, 6)
            .inTheNameOf(AI_AGENT, AISP, PISP, PARTNER)
            .steps(ClientImpersonation::steps);
  }

  private static Play ramp(AttackVariant variant) {
    return variant == AttackVariant.RAMP_POISONING
        ? Play.by(AI_AGENT, PISP).fromHome().acting(Poisoning::act)
        : Play.by(AI_AGENT, PARTNER, PISP).fromHome().steps(VolumeRamp::steps);
  }

  private static Play scope(AttackVariant variant) {
    Play play =
        switch (variant) {
          case SCOPE_WRITES -> Play.by(AISP, BATCH, MONITOR);
          case SCOPE_PAYMENTS -> Play.by(AISP, AI_AGENT, PARTNER, LOAN);
          default -> Play.by(AISP, PISP, PARTNER);
        };
    return play.fromHome().steps(ScopeViolation::steps);
  }

  private static Play discovery(AttackVariant variant) {
    return switch (variant) {
      case DISCOVERY_BY_STRANGER -> Play.byStrangers().steps(EndpointDiscovery::steps);
      case DISCOVERY_BY_AGENT ->
          Play.by(AI_AGENT, PARTNER, AISP, LOAN).steps(EndpointDiscovery::steps);
      default ->
          Play.by(AI_AGENT, PARTNER, AISP, LOAN).orStrangers(0.3).steps(EndpointDiscovery::steps);
    };
  }
}
