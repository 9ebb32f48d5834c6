package io.gatewatch.gateways.apigee;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.gateways.ManagementApi;
import io.gatewatch.gateways.ManagementApi.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Developer apps of an organization and those of their custom attributes that are ours. An
 * attribute is set and deleted by its own path, so that no other one is touched.
 */
final class AppAttributes {
  static final String NAME = "gatewatch-quota";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 500;
  private static final int MOST_PAGES = 1_000;

  private final ManagementApi api;
  private final String organization;

  AppAttributes(ManagementApi api, String organization) {
    this.api = api;
    this.organization = "/v1/organizations/" + ManagementApi.part(organization);
  }

  /**
   * A developer app.
   *
   * @param ids by which the gateway's log may name it: developer/app, and its consumer keys
   * @param ours attributes of ours by name
   */
  record App(String developerId, String name, Set<String> ids, Map<String, String> ours) {}

  /** All apps. */
  List<App> all() throws IOException {
    List<App> apps = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    String start = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      Answer answer = api.get(organization + "/apps?expand=true&rows=" + PAGE + start);
      if (!answer.isDone()) {
        throw new IOException("the list of apps says " + answer.status());
      }
      String last = null;
      for (JsonNode app : answer.body().path("app")) {
        String id = app.path("appId").asText();
        if (seen.add(id)) {
          last = id;
          apps.add(app(app));
        }
      }
      if (last == null) {
        return apps;
      }
      start = "&startKey=" + ManagementApi.part(last);
    }
    throw new IOException("the list of apps has no end");
  }

  /** One attribute of ours; empty when it is not there. */
  Optional<String> get(App app, String attribute) throws IOException {
    Answer answer = api.get(path(app, attribute));
    JsonNode value = answer.body().path("value");
    return answer.isDone() && value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
  }

  /** Sets one; whether Apigee took it. */
  boolean set(App app, String attribute, String value) throws IOException {
    return api.post(
            path(app, attribute),
            JSON.createObjectNode().put("name", attribute).put("value", value))
        .isDone();
  }

  /** Deletes one; whether it is gone as far as Apigee says. */
  boolean delete(App app, String attribute) throws IOException {
    Answer answer = api.delete(path(app, attribute));
    return answer.isDone() || answer.status() == 404;
  }

  private String path(App app, String attribute) {
    return organization
        + "/developers/"
        + ManagementApi.part(app.developerId())
        + "/apps/"
        + ManagementApi.part(app.name())
        + "/attributes/"
        + ManagementApi.part(attribute);
  }

  private static App app(JsonNode app) {
    String developer = app.path("developerId").asText();
    String name = app.path("name").asText();
    Set<String> ids = new HashSet<>(Set.of(developer + "/" + name));
    for (JsonNode credential : app.path("credentials")) {
      ids.add(credential.path("consumerKey").asText());
    }
    ids.remove("");
    Map<String, String> ours = new LinkedHashMap<>();
    for (JsonNode attribute : app.path("attributes")) {
      String key = attribute.path("name").asText();
      if (key.equals(NAME) || key.startsWith(NAME + ".")) {
        ours.put(key, attribute.path("value").asText());
      }
    }
    return new App(developer, name, ids, ours);
  }

  /** Apps by every id that the log may name them by. */
  static Map<String, App> byId(List<App> apps) {
    Map<String, App> index = new HashMap<>();
    apps.forEach(app -> app.ids().forEach(id -> index.put(id, app)));
    return index;
  }
}
