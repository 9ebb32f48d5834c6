package io.gatewatch.gateways;

import static java.util.Objects.requireNonNull;

import io.gatewatch.ingest.Principal;

/**
 * Which gateway a reader is of.
 *
 * @param tenant and {@code group}: only quotas of this gateway group are taken
 * @param node the name of this gateway in {@code gatewatch.quota-status}
 * @param nodes how many nodes of the group share its limits
 */
public record Place(String tenant, String group, String node, int nodes) {
  public Place {
    requireNonNull(tenant, "tenant");
    requireNonNull(group, "group");
    requireNonNull(node, "node");
    if (nodes < 1) {
      throw new IllegalArgumentException("nodes: " + nodes + " (expected: 1 or more)");
    }
  }

  /** How the keys of this group begin. */
  String prefix() {
    return Principal.encode(tenant) + "/" + Principal.encode(group) + "/";
  }
}
