package io.gatewatch.ingest.kong;

import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.json.JsonCursor;
import io.gatewatch.ingest.json.LineFault;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Who called, according to Kong. {@code authenticated_entity} is written only after a plugin has
 * checked a credential; {@code consumer} alone can be the anonymous one, so it is a claim.
 */
final class KongIdentity {
  private static final String CONSUMER_TABLE = "kong.consumer.id";
  private static final String CREDENTIAL_TABLE = "kong.credential.id";

  private static final Pattern MACHINE_DRAWN =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private boolean authenticated;
  private String entityId;
  private String entityConsumerId;
  private String consumerId;
  private String username;
  private String customId;
  private AgentClass agentClass;

  void readAuthenticatedEntity(JsonCursor in) throws LineFault {
    if (!in.enterObject()) {
      return;
    }
    while (in.nextField()) {
      switch (in.name()) {
        case "id" -> entityId = in.text();
        case "consumer_id" -> entityConsumerId = in.text();
        default -> in.skip();
      }
    }
    authenticated = entityId != null || entityConsumerId != null;
  }

  void readConsumer(JsonCursor in) throws LineFault {
    if (!in.enterObject()) {
      return;
    }
    while (in.nextField()) {
      switch (in.name()) {
        case "id" -> consumerId = in.text();
        case "username" -> username = in.text();
        case "custom_id" -> customId = in.text();
        case "tags" -> readTags(in);
        default -> in.skip();
      }
    }
  }

  void writeTo(RawCall raw) {
    if (!authenticated) {
      if (consumerId != null) {
        raw.claims.add(consumerId);
      }
      return;
    }
    String consumer = firstOf(consumerId, entityConsumerId);
    raw.provenIssuer = consumer == null ? CREDENTIAL_TABLE : CONSUMER_TABLE;
    raw.provenId = firstOf(consumer, entityId);
    // Some plugins put a person's name or number there; only an id that a machine drew is shown.
    raw.provenByCredential = consumer == null && !MACHINE_DRAWN.matcher(entityId).matches();
    raw.provenAlias = customId;
    raw.agentName = firstOf(username, customId);
    raw.agentClass = agentClass;
    raw.credentialId = entityId;
  }

  private void readTags(JsonCursor in) throws LineFault {
    if (!in.atArray()) {
      in.skip();
      return;
    }
    while (in.nextElement()) {
      AgentClass named = classOf(in.text());
      agentClass = agentClass == null ? named : agentClass;
    }
  }

  private static AgentClass classOf(String tag) {
    if (tag == null) {
      return null;
    }
    String lower = tag.toLowerCase(Locale.ROOT);
    // Both agent-class:batch and class:batch are in use, and the bare name.
    String name = lower.substring(lower.lastIndexOf(':') + 1);
    if (!lower.equals(name) && !lower.endsWith("class:" + name)) {
      return null;
    }
    return switch (name) {
      case "ai_agent", "ai-agent" -> AgentClass.AI_AGENT;
      case "aisp" -> AgentClass.AISP;
      case "pisp" -> AgentClass.PISP;
      case "partner" -> AgentClass.PARTNER;
      case "internal" -> AgentClass.INTERNAL;
      case "batch" -> AgentClass.BATCH;
      case "human_channel", "human-channel" -> AgentClass.HUMAN_CHANNEL;
      default -> null;
    };
  }

  private static String firstOf(String a, String b) {
    return a == null || a.isBlank() ? b : a;
  }
}
