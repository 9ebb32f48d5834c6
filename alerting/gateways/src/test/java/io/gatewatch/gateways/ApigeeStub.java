package io.gatewatch.gateways;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Apigee's management API as its documentation has it: apps page by page from an inclusive start
 * key, one attribute at a time, at most 18 of them. What was changed is read as it was before until
 * {@code lagSeconds} have passed.
 */
final class ApigeeStub extends StubApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROOT = "/v1/organizations/acme";
  private static final int MOST_ATTRIBUTES = 18;

  private record Version(Instant since, Map<String, String> attributes) {}

  private record App(String id, String developer, String name, String key, List<Version> past) {}

  private final Map<String, App> apps = new TreeMap<>();
  private final InstantSource clock;
  volatile int lagSeconds;

  /** When set, a change of this app's attributes is answered with this status. */
  volatile String refusedApp;

  volatile int refusedWith;

  ApigeeStub(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void app(String developer, String name, String consumerKey, String... attributes) {
    Map<String, String> first = new LinkedHashMap<>();
    for (int at = 0; at < attributes.length; at += 2) {
      first.put(attributes[at], attributes[at + 1]);
    }
    String id = "id-%05d".formatted(apps.size());
    List<Version> past = new ArrayList<>(List.of(new Version(Instant.MIN, first)));
    apps.put(id, new App(id, developer, name, consumerKey, past));
  }

  /** What an app really has. */
  synchronized Map<String, String> attributes(String name) {
    App app = byName(name);
    return app.past().get(app.past().size() - 1).attributes();
  }

  @Override
  synchronized Said answer(String method, String path, String query, String body) {
    if (path.equals(ROOT + "/apps")) {
      return list(query);
    }
    String[] parts = path.substring(ROOT.length()).split("/", -1);
    App app = parts.length == 7 ? byName(parts[4]) : null;
    if (app == null || !app.developer().equals(parts[2])) {
      return new Said(404, "{}");
    }
    String name = parts[6];
    if (method.equals("GET")) {
      String value = seen(app).get(name);
      return value == null ? new Said(404, "{}") : new Said(200, attribute(name, value));
    }
    if (app.name().equals(refusedApp)) {
      return new Said(refusedWith, "{}");
    }
    Map<String, String> next = new LinkedHashMap<>(attributes(app.name()));
    if (method.equals("DELETE")) {
      return next.remove(name) == null ? new Said(404, "{}") : become(app, next);
    }
    next.put(name, tree(body).path("value").asText());
    return next.size() > MOST_ATTRIBUTES ? new Said(400, "{}") : become(app, next);
  }

  private Said become(App app, Map<String, String> next) {
    app.past().add(new Version(clock.instant(), next));
    return new Said(200, "{}");
  }

  private Said list(String query) {
    String start = query.contains("startKey=") ? query.replaceAll(".*startKey=", "") : "";
    int rows = Integer.parseInt(query.replaceAll(".*rows=(\\d+).*", "$1"));
    ArrayNode page = JSON.createArrayNode();
    apps.values().stream()
        .filter(app -> app.id().compareTo(start) >= 0)
        .limit(rows)
        .forEach(app -> page.add(json(app)));
    ObjectNode whole = JSON.createObjectNode();
    return new Said(200, page.isEmpty() ? "{}" : whole.set("app", page).toString());
  }

  private JsonNode json(App app) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("appId", app.id())
            .put("name", app.name())
            .put("developerId", app.developer());
    seen(app)
        .forEach((name, value) -> node.withArray("attributes").add(tree(attribute(name, value))));
    node.withArray("credentials")
        .addObject()
        .put("consumerKey", app.key())
        .put("status", "approved");
    return node;
  }

  private Map<String, String> seen(App app) {
    Instant asOf = clock.instant().minusSeconds(lagSeconds);
    Map<String, String> seen = Map.of();
    for (Version version : app.past()) {
      if (!version.since().isAfter(asOf)) {
        seen = version.attributes();
      }
    }
    return seen;
  }

  private App byName(String name) {
    return apps.values().stream().filter(app -> app.name().equals(name)).findFirst().orElse(null);
  }

  private static String attribute(String name, String value) {
    return JSON.createObjectNode().put("name", name).put("value", value).toString();
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
