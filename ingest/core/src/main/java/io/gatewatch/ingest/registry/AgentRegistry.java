package io.gatewatch.ingest.registry;

import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.Sha256;
import io.gatewatch.ingest.config.Where;
import io.gatewatch.ingest.config.YamlFile;
import io.gatewatch.ingest.network.NetworkAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The agents that a bank knows, as it wrote them down: one YAML file, whose form is {@code
 * schemas/registry.schema.json}. Immutable; looked into once a call, at the cost of a hash look-up.
 */
public final class AgentRegistry {
  private static final YamlFile FILE =
      new YamlFile("registry", "a registry", "agents, and a list of agents below it");

  private record File(List<Where> closed, List<RegisteredAgent> agents) {}

  private final String text;
  private final String version;
  private final List<Where> closed;
  private final List<RegisteredAgent> agents;
  private final Map<String, List<RegisteredAgent>> byId = new HashMap<>();
  private final Map<String, List<RegisteredAgent>> byAnyName = new HashMap<>();

  /**
   * Reads a registry.
   *
   * @throws IllegalArgumentException with what is wrong, in one line
   */
  public static AgentRegistry read(String yaml) {
    File file = FILE.read(yaml, File.class);
    if (file == null || file.agents() == null || file.agents().stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException(
          "registry: an empty file or entry (expected: agents, and a list of agents below it)");
    }
    return new AgentRegistry(yaml, file);
  }

  private AgentRegistry(String text, File file) {
    this.text = text;
    this.version = Sha256.hex(text).substring(0, 12);
    this.closed = file.closed() == null ? List.of() : List.copyOf(file.closed());
    this.agents = List.copyOf(file.agents());
    for (RegisteredAgent agent : agents) {
      List<RegisteredAgent> namesakes = byId.computeIfAbsent(agent.id(), id -> new ArrayList<>(1));
      for (RegisteredAgent other : namesakes) {
        refuseTwin(agent, other);
      }
      namesakes.add(agent);
      byAnyName.computeIfAbsent(agent.id(), id -> new ArrayList<>(1)).add(agent);
      for (String alias : agent.aliases()) {
        byAnyName.computeIfAbsent(alias, id -> new ArrayList<>(1)).add(agent);
      }
    }
  }

  /** Where two entries would answer for one caller, the second would never be asked. */
  private static void refuseTwin(RegisteredAgent agent, RegisteredAgent other) {
    if (Objects.equals(agent.issuer(), other.issuer()) && agent.where().equals(other.where())) {
      throw new IllegalArgumentException(
          "registry: agent "
              + agent.id()
              + " is there twice (expected: another issuer or where for the second)");
    }
  }

  /**
   * The entry of a caller: the first in the file that names it.
   *
   * @return null when no entry does, and for networks
   */
  public RegisteredAgent find(Principal principal, String tenant, String group) {
    List<RegisteredAgent> namesakes = byId.get(principal.id());
    if (namesakes != null) {
      for (int i = 0; i < namesakes.size(); i++) {
        if (namesakes.get(i).isAbout(principal, tenant, group)) {
          return namesakes.get(i);
        }
      }
    }
    return null;
  }

  /**
   * The entry whose id or alias somebody gave as his own, without proof.
   *
   * @param own the caller's own entry, which it may well name; null when it has none
   * @param address where the call came from; null when nobody knows
   * @return null when no entry bears that name, or the call came from where that agent is at home:
   *     then it is its own client, not yet let in; so it may be, too, where nobody has proven who
   *     calls and nobody has written down where that agent is at home
   */
  public RegisteredAgent claimed(
      String name, RegisteredAgent own, NetworkAddress address, String tenant, String group) {
    List<RegisteredAgent> bearers = name == null ? null : byAnyName.get(name);
    for (int i = 0; bearers != null && i < bearers.size(); i++) {
      RegisteredAgent bearer = bearers.get(i);
      if (bearer.countsIn(tenant, group)) {
        boolean known = own != null || bearer.hasHome();
        return !known || bearer.equals(own) || bearer.isAtHome(address) ? null : bearer;
      }
    }
    return null;
  }

  /** Whether every agent of a gateway group should have an entry. */
  public boolean isClosed(String tenant, String group) {
    for (int i = 0; i < closed.size(); i++) {
      if (closed.get(i).matches(tenant, group)) {
        return true;
      }
    }
    return false;
  }

  /** All entries, in the order of the file. */
  public List<RegisteredAgent> agents() {
    return agents;
  }

  /** The file's text. */
  public String text() {
    return text;
  }

  /** The file's content in one short text: the first 12 hex digits of its SHA-256. */
  public String version() {
    return version;
  }
}
