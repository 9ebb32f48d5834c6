package io.gatewatch.replaydata.generate;

import io.gatewatch.ingest.catalog.Catalog;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the fleet as an agent registry, for {@code replay --registry}. */
final class RegistryYaml {
  private static final int REVIEWED_FOR_DAYS = 365;

  private final LocalDate review;
  private final Map<AgentKind, Grant> grants = new EnumMap<>(AgentKind.class);
  private final Map<AgentKind, List<String>> scopes = new EnumMap<>(AgentKind.class);

  RegistryYaml(Scenario scenario) {
    this.review =
        scenario.start().atOffset(ZoneOffset.UTC).toLocalDate().plusDays(REVIEWED_FOR_DAYS);
    Catalog catalog = Catalog.shipped();
    for (AgentKind kind : AgentKind.values()) {
      grants.put(kind, Grant.of(kind));
      scopes.put(kind, grants.get(kind).scopes(catalog));
    }
  }

  /** The whole file. */
  byte[] write(Fleet fleet) {
    StringBuilder out = new StringBuilder("# The agents of generated traffic.\nagents:\n");
    for (Agent agent : fleet.agents()) {
      write(agent, out);
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void write(Agent agent, StringBuilder out) {
    Grant grant = grants.get(agent.kind());
    out.append("  - id: ").append(agent.consumerId());
    line(out, "issuer", "kong.consumer.id");
    line(out, "name", agent.name());
    line(out, "aliases", "[" + agent.clientId() + "]");
    line(out, "owner", grant.owner());
    line(out, "class", agent.kind().agentClass());
    line(out, "businessValue", grant.value().name().toLowerCase(Locale.ROOT));
    line(out, "purpose", grant.purpose());
    line(out, "scopes", scopes.get(agent.kind()).toString());
    line(out, "stage", grant.stage().name().toLowerCase(Locale.ROOT));
    line(out, "review", review.toString());
    out.append("\n    limits:\n      - {requests: ").append(Agent.CALLS_A_MINUTE);
    out.append(", windowSeconds: 60, burst: 100}\n");
  }

  private static void line(StringBuilder out, String field, String value) {
    out.append("\n    ").append(field).append(": ").append(value);
  }
}
