package io.gatewatch.ingest.registry;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.config.Where;
import io.gatewatch.ingest.network.Cidr;
import io.gatewatch.ingest.network.NetworkAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * One agent of the registry. All but {@code id} and {@code name} may be left out.
 *
 * @param id as in alerts: the principal's id at its issuer
 * @param issuer who vouches for the id; null for any issuer
 * @param where tenants and groups in which this entry counts; everywhere when none are named
 * @param name what people call it
 * @param aliases other ids of its own, such as its client_id
 * @param networks networks that it calls from; a claim on it from there is its own
 * @param owner team or person that answers for it
 * @param contact how the owner is reached
 * @param agentClass {@code class} in the file; null leaves the gateway's
 * @param tier level of service, in the operator's own words
 * @param businessValue what its calls are worth
 * @param purpose what it is for, in one sentence
 * @param scopes operation groups or scopes that it was granted
 * @param stage how far it may go; null for no limit
 * @param review last day (UTC) on which this entry counts as reviewed; null for never
 * @param limits base limits, the first that fits a group counts
 * @param frequencyPerDay how often a day each of its consents may be used for an account without
 *     its customer, 1 to 48; null where nothing else than the regulation's four was agreed
 */
public record RegisteredAgent(
    String id,
    String issuer,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<Where> where,
    String name,
    List<String> aliases,
    List<Cidr> networks,
    String owner,
    String contact,
    @JsonProperty("class") AgentClass agentClass,
    String tier,
    BusinessValue businessValue,
    String purpose,
    List<String> scopes,
    Stage stage,
    LocalDate review,
    List<AgentLimit> limits,
    Integer frequencyPerDay) {
  /** The most accesses a day that can be agreed: one every half hour. */
  public static final int MOST_A_DAY = 48;

  public RegisteredAgent {
    if (id == null || id.isBlank()) {
      throw new IllegalArgumentException("an agent without id (expected: as alerts show it)");
    }
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("agent " + id + ": no name");
    }
    if (frequencyPerDay != null && (frequencyPerDay < 1 || frequencyPerDay > MOST_A_DAY)) {
      throw new IllegalArgumentException(
          "agent "
              + id
              + ": frequencyPerDay "
              + frequencyPerDay
              + " (expected: 1 to "
              + MOST_A_DAY
              + ")");
    }
    where = where == null ? List.of(Where.ANY) : List.copyOf(where);
    aliases = aliases == null ? List.of() : List.copyOf(aliases);
    networks = networks == null ? List.of() : List.copyOf(networks);
    scopes = scopes == null ? List.of() : List.copyOf(scopes);
    limits = limits == null ? List.of() : List.copyOf(limits);
  }

  /** Whether this entry is about a caller. */
  boolean isAbout(Principal principal, String tenant, String group) {
    return principal.kind() == Principal.Kind.AGENT
        && id.equals(principal.id())
        && (issuer == null || issuer.equals(principal.issuer()))
        && countsIn(tenant, group);
  }

  /** Whether this entry counts in a gateway group. */
  boolean countsIn(String tenant, String group) {
    for (int i = 0; i < where.size(); i++) {
      if (where.get(i).matches(tenant, group)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it calls from an address; false where no networks are known. */
  boolean hasHome() {
    return !networks.isEmpty();
  }

  boolean isAtHome(NetworkAddress address) {
    for (int i = 0; i < networks.size() && address != null; i++) {
      if (networks.get(i).contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the day of its review is over. */
  public boolean isPastReview(Instant time) {
    return review != null && time.atOffset(ZoneOffset.UTC).toLocalDate().isAfter(review);
  }

  /** The base limit in a gateway group; null when the entry names none. */
  public AgentLimit limit(String tenant, String group) {
    for (AgentLimit limit : limits) {
      if (limit.where().matches(tenant, group)) {
        return limit;
      }
    }
    return null;
  }
}
