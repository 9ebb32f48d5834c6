package io.gatewatch.gateways;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Anypoint's API Manager as its documentation has it: tiers and contracts of one API instance, page
 * by page. A move to a tier that asks for approval stays a request. What was changed is read as it
 * was before until {@code lagSeconds} have passed.
 */
final class MuleSoftStub extends StubApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROOT =
      "/apimanager/api/v1/organizations/org-1/environments/env-1/apis/7";

  private record Held(Instant since, long tier) {}

  private record Contract(long id, String client, String status, List<Held> past) {}

  /** Tiers that wait for an approval, by contract. */
  private final Map<Long, Long> requests = new LinkedHashMap<>();

  private record Tier(long id, String status, boolean autoApprove, List<Long> limits) {}

  private final Map<Long, Tier> tiers = new LinkedHashMap<>();
  private final Map<Long, Contract> contracts = new LinkedHashMap<>();
  private final InstantSource clock;
  volatile int lagSeconds;

  /** Whether the token may approve. */
  volatile boolean approves = true;

  MuleSoftStub(InstantSource clock) {
    this.clock = clock;
  }

  /** A tier with pairs of requests and milliseconds. */
  synchronized void tier(long id, String status, boolean autoApprove, long... limits) {
    tiers.put(id, new Tier(id, status, autoApprove, LongStream.of(limits).boxed().toList()));
  }

  synchronized void contract(long id, String client, String status, long tier) {
    contracts.put(
        id,
        new Contract(id, client, status, new ArrayList<>(List.of(new Held(Instant.MIN, tier)))));
  }

  synchronized void deleteTier(long id) {
    tiers.remove(id);
  }

  /** The tier that a contract really has. */
  synchronized long tierOf(long contract) {
    List<Held> past = contracts.get(contract).past();
    return past.get(past.size() - 1).tier();
  }

  /** Somebody moves a contract by hand. */
  synchronized void move(long contract, long tier) {
    contracts.get(contract).past().add(new Held(clock.instant(), tier));
  }

  @Override
  synchronized Said answer(String method, String path, String query, String body) {
    if (path.equals(ROOT + "/tiers")) {
      return page("tiers", tiers.values().stream().map(MuleSoftStub::json).toList(), query);
    }
    if (path.equals(ROOT + "/contracts")) {
      return page("contracts", contracts.values().stream().map(this::json).toList(), query);
    }
    Contract contract = contracts.get(Long.parseLong(path.substring(path.lastIndexOf('/') + 1)));
    if (contract == null) {
      return new Said(404, "{}");
    }
    if (method.equals("PATCH") && body.contains("APPROVED") && !approves) {
      return new Said(403, "{}");
    }
    if (method.equals("PATCH") && body.contains("APPROVED")) {
      Long waiting = requests.remove(contract.id());
      if (waiting != null) {
        move(contract.id(), waiting);
      }
    } else if (method.equals("PATCH")) {
      Tier wanted = tiers.get(requested(body));
      if (wanted == null) {
        return new Said(400, "{}");
      }
      if (wanted.autoApprove()) {
        move(contract.id(), wanted.id());
      } else {
        requests.put(contract.id(), wanted.id());
      }
    }
    return new Said(200, json(contract).toString());
  }

  private static Said page(String field, List<ObjectNode> all, String query) {
    int offset = Integer.parseInt(query.replaceAll(".*offset=(\\d+).*", "$1"));
    int limit = Integer.parseInt(query.replaceAll(".*limit=(\\d+).*", "$1"));
    ArrayNode page = JSON.createArrayNode();
    all.stream().skip(offset).limit(limit).forEach(page::add);
    return new Said(
        200, JSON.createObjectNode().put("total", all.size()).set(field, page).toString());
  }

  private static ObjectNode json(Tier tier) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("id", tier.id())
            .put("status", tier.status())
            .put("autoApprove", tier.autoApprove());
    ArrayNode limits = node.putArray("limits");
    for (int at = 0; at < tier.limits().size(); at += 2) {
      limits
          .addObject()
          .put("maximumRequests", tier.limits().get(at))
          .put("timePeriodInMilliseconds", tier.limits().get(at + 1));
    }
    return node;
  }

  private ObjectNode json(Contract contract) {
    Instant asOf = clock.instant().minusSeconds(lagSeconds);
    long tier = 0;
    for (Held held : contract.past()) {
      tier = held.since().isAfter(asOf) ? tier : held.tier();
    }
    ObjectNode node =
        JSON.createObjectNode()
            .put("id", contract.id())
            .put("status", contract.status())
            .put("tierId", tier);
    node.putObject("application")
        .put("clientId", contract.client())
        .put("clientSecret", "not to be seen");
    return node;
  }

  private static long requested(String body) {
    try {
      return JSON.readTree(body).path("requestedTierId").asLong();
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      return 0;
    }
  }
}
