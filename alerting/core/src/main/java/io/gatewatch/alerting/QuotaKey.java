package io.gatewatch.alerting;

import static java.util.Objects.requireNonNull;

import io.gatewatch.ingest.Principal;

/**
 * What a quota is about, and its record key on {@code gatewatch.quotas}.
 *
 * @param scope an operation group, or {@link #ALL}
 * @param agent the agent's id at its gateway group
 */
public record QuotaKey(String tenant, String group, String scope, String agent) {
  /** The scope of a quota on everything an agent does. */
  public static final String ALL = "*";

  public QuotaKey {
    requireNonNull(tenant, "tenant");
    requireNonNull(group, "group");
    requireNonNull(scope, "scope");
    requireNonNull(agent, "agent");
  }

  /** tenant/group/scope/agent, parts percent-encoded. */
  public String text() {
    return Principal.encode(tenant)
        + "/"
        + Principal.encode(group)
        + "/"
        + Principal.encode(scope)
        + "/"
        + Principal.encode(agent);
  }
}
