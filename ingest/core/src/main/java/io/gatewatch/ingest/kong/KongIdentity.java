package io.gatewatch.ingest.kong;

import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.identity.IdentityFacts;
import io.gatewatch.ingest.json.JsonCursor;
import io.gatewatch.ingest.json.LineFault;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What Kong says about the caller. {@code authenticated_entity} is written only after a plugin has
 * checked a credential; {@code consumer} alone can be the anonymous one, so it is a claim.
 */
final class KongIdentity {
  private static final Set<String> FACTS =
      Set.of(
          "verified",
          "iss",
          "azp",
          "client_id",
          "sub",
          "client_verify",
          "client_subject",
          "client_serial");

  private static final List<String> VERIFIED = List.of("azp", "client_id", "sub");

  private final IdentityFacts facts;
  private AgentClass agentClass;

  KongIdentity(IdentityFacts facts) {
    this.facts = facts;
  }

  void readAuthenticatedEntity(JsonCursor in) throws LineFault {
    if (!in.enterObject()) {
      return;
    }
    while (in.nextField()) {
      switch (in.name()) {
        case "id" -> noteEntity("authenticated_entity.id", in.text());
        case "consumer_id" -> noteEntity("authenticated_entity.consumer_id", in.text());
        default -> in.skip();
      }
    }
  }

  void readConsumer(JsonCursor in) throws LineFault {
    if (!in.enterObject()) {
      return;
    }
    while (in.nextField()) {
      switch (in.name()) {
        case "id" -> facts.note("consumer.id", in.text());
        case "username" -> facts.note("consumer.username", in.text());
        case "custom_id" -> facts.note("consumer.custom_id", in.text());
        case "tags" -> readTags(in);
        default -> in.skip();
      }
    }
  }

  /**
   * What the operator has Kong write of a token that it checked, and of the client's certificate.
   */
  void readFacts(String prefix, JsonCursor in) throws LineFault {
    if (!in.enterObject()) {
      return;
    }
    while (in.nextField()) {
      String name = in.name();
      if (FACTS.contains(name)) {
        facts.note(prefix + name, in.text());
      } else {
        in.skip();
      }
    }
  }

  /** A consumer without proof is the anonymous one, or somebody who was not let in: a claim. */
  void writeTo(RawCall raw) {
    if ("true".equals(facts.get("jwt.verified"))) {
      for (String claim : VERIFIED) {
        facts.note("verified." + claim, facts.get("jwt." + claim));
      }
    }
    if (facts.get("authenticated_entity") != null) {
      raw.agentClass = agentClass;
    } else if (facts.get("consumer.id") != null) {
      raw.claims.add(facts.get("consumer.id"));
    }
  }

  private void noteEntity(String name, String value) {
    if (value != null) {
      facts.note("authenticated_entity", "present");
      facts.note(name, value);
    }
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
}
