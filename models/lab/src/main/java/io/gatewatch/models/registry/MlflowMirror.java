package io.gatewatch.models.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.models.ModelCard;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells an MLflow server, by its REST API 2.0, of models and their stages: an experiment {@code
 * gatewatch}, a run for each model with its parameters, figures and file, a registered model for
 * each recipe, a version for each model, and aliases {@code champion} and {@code shadow}. A mirror:
 * nothing is ever read back from it. Tried against a stub of that API, not against a server.
 */
public final class MlflowMirror {
  private static final String EXPERIMENT = "gatewatch";
  private static final Duration WITHIN = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(WITHIN).build();
  private final URI server;
  private final String token;

  /**
   * A mirror at a server.
   *
   * @param token sent as bearer; null for none
   */
  public MlflowMirror(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  /**
   * Tells of a model.
   *
   * @param version of the model
   * @param text of the model file
   * @param figures by name
   * @return the number under which the server knows it
   * @throws IOException when the server does not answer, or refuses
   */
  public String add(String version, String text, ModelCard card, Map<String, Double> figures)
      throws IOException {
    String run = run(version, card, figures);
    put("mlflow-artifacts/artifacts/" + run + "/model.json", text);
    String name = card.name();
    post("registered-models/create", Map.of("name", name), "RESOURCE_ALREADY_EXISTS");
    JsonNode made =
        post(
            "model-versions/create",
            Map.of(
                "name",
                name,
                "source",
                "mlflow-artifacts:/" + run + "/model.json",
                "run_id",
                run,
                "tags",
                List.of(tag("gatewatch.version", version))),
            null);
    return made.path("model_version").path("version").asText();
  }

  /** Says that a version of a recipe's models is champion or shadow now. */
  public void alias(String recipe, String alias, String number) throws IOException {
    post(
        "registered-models/alias", Map.of("name", recipe, "alias", alias, "version", number), null);
  }

  private String run(String version, ModelCard card, Map<String, Double> figures)
      throws IOException {
    long now = card.to() == null ? 0 : card.to().toEpochMilli();
    JsonNode made =
        post(
            "runs/create",
            Map.of(
                "experiment_id",
                experiment(),
                "run_name",
                version,
                "start_time",
                now,
                "tags",
                List.of(tag("gatewatch.data", card.dataSha256()))),
            null);
    String run = made.path("run").path("info").path("run_id").asText();
    List<Map<String, Object>> metrics = new ArrayList<>();
    figures.forEach(
        (name, value) -> {
          if (value != null && Double.isFinite(value)) {
            metrics.add(Map.of("key", name, "value", value, "timestamp", now, "step", 0));
          }
        });
    Map<String, Object> batch = new LinkedHashMap<>();
    batch.put("run_id", run);
    batch.put("metrics", metrics);
    batch.put(
        "params",
        List.of(
            tag("trainer", card.trainer()),
            tag("seed", Long.toString(card.seed())),
            tag("cohort", card.cohort()),
            tag("schema", Integer.toString(card.schemaVersion()))));
    post("runs/log-batch", batch, null);
    post("runs/update", Map.of("run_id", run, "status", "FINISHED", "end_time", now), null);
    return run;
  }

  private String experiment() throws IOException {
    HttpResponse<String> there =
        send(
            request("api/2.0/mlflow/experiments/get-by-name?experiment_name=" + encoded(EXPERIMENT))
                .GET());
    if (there.statusCode() == 200) {
      return JSON.readTree(there.body()).path("experiment").path("experiment_id").asText();
    }
    return post("experiments/create", Map.of("name", EXPERIMENT), null)
        .path("experiment_id")
        .asText();
  }

  private static Map<String, String> tag(String key, String value) {
    return Map.of("key", key, "value", value);
  }

  private JsonNode post(String path, Map<String, ?> body, String fine) throws IOException {
    HttpResponse<String> answer =
        send(
            request("api/2.0/mlflow/" + path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    if (answer.statusCode() / 100 == 2) {
      return JSON.readTree(answer.body());
    }
    if (fine != null && answer.body().contains(fine)) {
      return JSON.createObjectNode();
    }
    throw new IOException(
        "MLflow at " + server + " answered " + path + " with " + answer.statusCode());
  }

  private void put(String path, String body) throws IOException {
    HttpResponse<String> answer =
        send(request("api/2.0/" + path).PUT(HttpRequest.BodyPublishers.ofString(body)));
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("MLflow at " + server + " took no file: " + answer.statusCode());
    }
  }

  private HttpRequest.Builder request(String path) {
    String base = server.toString();
    String slash = base.endsWith("/") ? "" : "/";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + slash + path)).timeout(WITHIN);
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(
          request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while MLflow was told");
    } catch (IOException e) {
      throw new IOException("MLflow at " + server + " does not answer", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
