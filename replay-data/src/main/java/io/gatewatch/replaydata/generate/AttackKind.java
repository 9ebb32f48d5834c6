package io.gatewatch.replaydata.generate;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** A kind of attack, by the name of the category that should find it. */
public enum AttackKind {
  CREDENTIAL_STUFFING(1, CredentialStuffing::steps),
  OBJECT_ENUMERATION(
      0, ObjectEnumeration::steps, AgentKind.AI_AGENT, AgentKind.AISP, AgentKind.PARTNER),
  VOLUME_SPIKE(
      0,
      VolumeSpike::steps,
      AgentKind.AI_AGENT,
      AgentKind.AISP,
      AgentKind.PARTNER,
      AgentKind.PISP,
      AgentKind.BATCH),
  ENDPOINT_DISCOVERY(
      0.4,
      EndpointDiscovery::steps,
      AgentKind.AI_AGENT,
      AgentKind.PARTNER,
      AgentKind.AISP,
      AgentKind.LOAN),
  RUNAWAY_LOOP(0, RunawayLoop::steps, AgentKind.AI_AGENT, AgentKind.PARTNER),
  SCRAPING(0, Scraping::steps, AgentKind.PARTNER, AgentKind.AI_AGENT, AgentKind.LOAN),
  DATA_EXFILTRATION(0, DataExfiltration::steps, AgentKind.AISP, AgentKind.PARTNER, AgentKind.BATCH),
  PAYMENT_BURST(0, PaymentBurst::steps, AgentKind.PISP);

  private final double anonymous;
  private final Script script;
  private final List<AgentKind> through;

  AttackKind(double anonymous, Script script, AgentKind... through) {
    this.anonymous = anonymous;
    this.script = script;
    this.through = List.of(through);
  }

  /** The calls of an attack. */
  interface Script {
    Iterator<Step> steps(Attack attack, Draw draw);
  }

  /** The name on the wire, such as {@code object_enumeration}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Share of these attacks that come from nobody the gateway knows. */
  double anonymous() {
    return anonymous;
  }

  Script script() {
    return script;
  }

  /** Kinds of agents that it is done through. */
  List<AgentKind> through() {
    return through;
  }
}
