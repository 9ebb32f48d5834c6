package io.gatewatch.models.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** As much of MLflow's REST API 2.0 as a mirror uses, written from its documentation. */
final class MlflowStub implements AutoCloseable {
  private static final String API = "/api/2.0/";
  private static final ObjectMapper JSON = new ObjectMapper();

  final Map<String, JsonNode> runs = new ConcurrentHashMap<>();
  final Map<String, JsonNode> batches = new ConcurrentHashMap<>();
  final Map<String, String> artifacts = new ConcurrentHashMap<>();
  final Map<String, Integer> models = new ConcurrentHashMap<>();
  final Map<String, String> aliases = new ConcurrentHashMap<>();
  final Map<String, Map<String, String>> tags = new ConcurrentHashMap<>();
  private final Map<String, String> runOf = new ConcurrentHashMap<>();
  final AtomicInteger changes = new AtomicInteger();
  volatile String token = "";
  private final HttpServer server;
  private boolean experiment;
  volatile boolean endless;

  MlflowStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private synchronized void answer(HttpExchange asked) throws IOException {
    String path = asked.getRequestURI().getPath().substring(API.length());
    String body = new String(asked.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    changes.addAndGet(asked.getRequestMethod().equals("GET") ? 0 : 1);
    token = String.valueOf(asked.getRequestHeaders().getFirst("Authorization"));
    if (path.startsWith("mlflow-artifacts/artifacts/")) {
      artifacts.put(path.substring("mlflow-artifacts/artifacts/".length()), body);
      send(asked, 200, Map.of());
      return;
    }
    JsonNode said = body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
    switch (path.substring("mlflow/".length())) {
      case "experiments/get-by-name" ->
          send(
              asked,
              experiment ? 200 : 404,
              experiment ? Map.of("experiment", Map.of("experiment_id", "7")) : Map.of());
      case "experiments/create" -> {
        experiment = true;
        send(asked, 200, Map.of("experiment_id", "7"));
      }
      case "runs/create" -> {
        String id = "run" + (runs.size() + 1);
        runs.put(id, said);
        send(asked, 200, Map.of("run", Map.of("info", Map.of("run_id", id))));
      }
      case "runs/log-batch" -> {
        batches.put(said.path("run_id").asText(), said);
        send(asked, 200, Map.of());
      }
      case "runs/update" -> send(asked, 200, Map.of());
      case "registered-models/create" -> {
        boolean there = models.putIfAbsent(said.path("name").asText(), 0) != null;
        send(
            asked, there ? 400 : 200, Map.of("error_code", there ? "RESOURCE_ALREADY_EXISTS" : ""));
      }
      case "model-versions/create" -> {
        int version = models.merge(said.path("name").asText(), 1, Integer::sum);
        String of = said.path("name").asText() + "/" + version;
        runOf.put(of, said.path("run_id").asText());
        for (JsonNode tag : said.path("tags")) {
          tag(of, tag);
        }
        Map<String, Object> made = new LinkedHashMap<>(Map.of("version", String.valueOf(version)));
        send(asked, 200, Map.of("model_version", made));
      }
      case "model-versions/set-tag" -> {
        tag(said.path("name").asText() + "/" + said.path("version").asText(), said);
        send(asked, 200, Map.of());
      }
      case "model-versions/search" ->
          send(
              asked,
              200,
              Map.of("model_versions", found(asked), "next_page_token", endless ? "again" : ""));
      case "registered-models/alias" -> alias(asked, said);
      default -> send(asked, 404, Map.of("error_code", "ENDPOINT_NOT_FOUND"));
    }
  }

  private void alias(HttpExchange asked, JsonNode said) throws IOException {
    String alias = said.path("name").asText() + "@" + said.path("alias").asText();
    switch (asked.getRequestMethod()) {
      case "POST" -> aliases.put(alias, said.path("version").asText());
      case "DELETE" -> aliases.remove(alias);
      default -> {
        String query = asked.getRequestURI().getQuery();
        String there = aliases.get(query.replace("name=", "").replace("&alias=", "@"));
        Map<String, String> version = there == null ? Map.of() : Map.of("version", there);
        send(asked, there == null ? 404 : 200, Map.of("model_version", version));
        return;
      }
    }
    send(asked, 200, Map.of());
  }

  private void tag(String version, JsonNode tag) {
    tags.computeIfAbsent(version, v -> new ConcurrentHashMap<>())
        .put(tag.path("key").asText(), tag.path("value").asText());
  }

  private List<Map<String, Object>> found(HttpExchange asked) {
    String query = asked.getRequestURI().getQuery();
    String name = query.replaceAll(".*filter=name='([^']*)'.*", "$1");
    List<Map<String, Object>> found = new ArrayList<>();
    tags.forEach(
        (version, ofVersion) -> {
          if (version.startsWith(name + "/")) {
            List<Map<String, String>> listed = new ArrayList<>();
            ofVersion.forEach((key, value) -> listed.add(Map.of("key", key, "value", value)));
            found.add(
                Map.of(
                    "name",
                    name,
                    "version",
                    version.substring(name.length() + 1),
                    "run_id",
                    runOf.get(version),
                    "tags",
                    listed));
          }
        });
    return found;
  }

  private static void send(HttpExchange asked, int status, Map<String, ?> body) throws IOException {
    byte[] json = JSON.writeValueAsBytes(body);
    asked.sendResponseHeaders(status, json.length);
    asked.getResponseBody().write(json);
    asked.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
