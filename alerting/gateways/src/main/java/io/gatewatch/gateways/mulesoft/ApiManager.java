package io.gatewatch.gateways.mulesoft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.gateways.ManagementApi;
import io.gatewatch.gateways.ManagementApi.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One API instance in Anypoint's API Manager: its SLA tiers and the contracts of its clients. */
final class ApiManager {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 1_000;

  private final ManagementApi api;
  private final String instance;

  ApiManager(ManagementApi api, String organization, String environment, long apiId) {
    this.api = api;
    this.instance =
        "/apimanager/api/v1/organizations/"
            + ManagementApi.part(organization)
            + "/environments/"
            + ManagementApi.part(environment)
            + "/apis/"
            + apiId;
  }

  /**
   * A client's approved contract.
   *
   * @param tierId the tier in force; 0 for none
   */
  record Contract(long id, String clientId, long tierId) {}

  /** All tiers that limit something, by id. */
  Map<Long, Tier> tiers() throws IOException {
    Map<Long, Tier> tiers = new LinkedHashMap<>();
    for (JsonNode tier : pages("/tiers", "tiers")) {
      tightest(tier).ifPresent(each -> tiers.put(each.id(), each));
    }
    return tiers;
  }

  /** Approved contracts by client id. */
  Map<String, Contract> contracts() throws IOException {
    Map<String, Contract> contracts = new LinkedHashMap<>();
    for (JsonNode contract : pages("/contracts", "contracts")) {
      String client = contract.path("application").path("clientId").asText();
      if (contract.path("status").asText().equals("APPROVED") && !client.isEmpty()) {
        contracts.put(client, contract(client, contract));
      }
    }
    return contracts;
  }

  /** A contract as it is now; null when it is gone. */
  Contract contract(Contract known) throws IOException {
    Answer answer = api.get(instance + "/contracts/" + known.id());
    return answer.isDone() ? contract(known.clientId(), answer.body()) : null;
  }

  /**
   * Moves a contract to a tier; whether API Manager took it.
   *
   * @param approve whether the tier asks for an approval, which is given: only on the way back
   */
  boolean move(Contract contract, long tierId, boolean approve) throws IOException {
    String path = instance + "/contracts/" + contract.id();
    boolean asked =
        api.patch(path, JSON.createObjectNode().put("requestedTierId", tierId)).isDone();
    return asked
        && (!approve
            || api.patch(path, JSON.createObjectNode().put("status", "APPROVED")).isDone());
  }

  private static Contract contract(String client, JsonNode body) {
    return new Contract(body.path("id").asLong(), client, body.path("tierId").asLong());
  }

  private static Optional<Tier> tightest(JsonNode tier) {
    boolean usable =
        tier.path("status").asText().equals("ACTIVE") && tier.path("autoApprove").asBoolean();
    List<Tier> limits = new ArrayList<>();
    for (JsonNode limit : tier.path("limits")) {
      long requests = limit.path("maximumRequests").asLong();
      long period = limit.path("timePeriodInMilliseconds").asLong();
      if (requests > 0 && period > 0) {
        limits.add(new Tier(tier.path("id").asLong(), requests, period, usable));
      }
    }
    return limits.stream().min(Tier.BY_RATE);
  }

  private List<JsonNode> pages(String path, String field) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    for (int page = 0; page < MOST_PAGES; page++) {
      Answer answer = api.get(instance + path + "?limit=" + PAGE + "&offset=" + all.size());
      if (!answer.isDone()) {
        throw new IOException("the list of " + field + " says " + answer.status());
      }
      int before = all.size();
      answer.body().path(field).forEach(all::add);
      if (all.size() == before || all.size() >= answer.body().path("total").asLong()) {
        return all;
      }
    }
    throw new IOException("the list of " + field + " has no end");
  }
}
