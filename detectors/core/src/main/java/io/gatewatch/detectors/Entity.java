package io.gatewatch.detectors;

import static java.util.Objects.requireNonNull;

import io.gatewatch.features.Who;
import io.gatewatch.ingest.Principal;

/**
 * Whom or what a finding is about.
 *
 * @param kind agent (authenticated), source, route or service
 * @param id the agent's id; for a source the address when one carries the evidence, else the
 *     network; the route template; the service's name
 * @param name what people call it; null when it has no other name
 * @param key tenant/group/kind/id, parts percent-encoded: the record key on {@code
 *     gatewatch.detections}; for agents and sources equal to the key of their calls
 */
public record Entity(Kind kind, String id, String name, String key) {

  /** Kinds of entity. */
  public enum Kind {
    AGENT,
    SOURCE,
    ROUTE,
    SERVICE
  }

  public Entity {
    requireNonNull(kind, "kind");
    requireNonNull(id, "id");
    requireNonNull(key, "key");
  }

  /** A principal, as of its latest call: an agent, or the network of a source. */
  public static Entity of(Who who) {
    boolean agent = who.principal().kind() == Principal.Kind.AGENT;
    return new Entity(
        agent ? Kind.AGENT : Kind.SOURCE,
        who.principal().id(),
        agent ? who.agentName() : null,
        who.key());
  }

  /**
   * A source of log lines, or one gateway node of it: a service by the name of, say, {@code feed
   * kong node-1}.
   *
   * @param node empty when all nodes are meant
   */
  public static Entity feed(String tenant, String group, String format, String node) {
    return service(tenant, group, "feed " + format + (node.isEmpty() ? "" : " " + node));
  }

  /** A service of one gateway group. */
  public static Entity service(String tenant, String group, String service) {
    String key =
        Principal.encode(tenant)
            + "/"
            + Principal.encode(group)
            + "/service/"
            + Principal.encode(service);
    return new Entity(Kind.SERVICE, service, null, key);
  }
}
