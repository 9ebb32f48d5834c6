package io.gatewatch.models.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatch.models.ModelCard;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells an MLflow server, by its REST API 2.0, of models and their stages: an experiment {@code
 * gatewatch}, a run for each model with its parameters, figures and file, a registered model for
 * each recipe, a version for each model, and aliases {@code champion} and {@code shadow}. A mirror:
 * what it says is looked at only to tell it what differs. Tried against a stub of that API, not
 * against a server.
 */
public final class MlflowMirror {
  private static final String EXPERIMENT = "gatewatch";
  private final MlflowApi api;

  /**
   * A mirror at a server.
   *
   * @param token sent as bearer; null for none
   * @throws IllegalArgumentException as {@link #address}
   */
  public MlflowMirror(URI server, String token) {
    this.api = new MlflowApi(server, token);
  }

  /**
   * Reads a server's address.
   *
   * @throws IllegalArgumentException with one line, which does not repeat it since a password may
   *     stand in it, when it is none that a browser could open
   */
  public static URI address(String text) {
    try {
      URI server = new URI(text);
      String scheme = String.valueOf(server.getScheme()).toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      boolean bare = server.getRawQuery() == null && server.getRawFragment() == null;
      if (web && bare && server.getHost() != null && server.getRawUserInfo() == null) {
        return server;
      }
    } catch (URISyntaxException e) {
      // Said below: what Java says of it repeats it.
    }
    throw new IllegalArgumentException(
        "no address of an MLflow server (expected: http://HOST:PORT or https://HOST, without user"
            + " and password: a token is read from MLFLOW_TRACKING_TOKEN)");
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
    api.put("mlflow-artifacts/artifacts/" + run + "/model.json", text);
    String name = card.name();
    api.post("registered-models/create", Map.of("name", name), "RESOURCE_ALREADY_EXISTS");
    JsonNode made =
        api.post(
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
    api.post(
        "registered-models/alias", Map.of("name", recipe, "alias", alias, "version", number), null);
  }

  /**
   * Tells where every model of a registry stands, as far as the server says something else: tags
   * {@code gatewatch.stage} of versions, aliases, and the figures of the newest evaluation as
   * metrics of the model's run. A champion or shadow that it does not know is told first. An alias
   * of another version than ours stays as it is.
   *
   * @return lines on what could not be told
   * @throws IOException when the server does not answer, or refuses
   */
  public List<String> stages(ModelRegistry registry) throws IOException {
    return new MlflowStages(this, api, registry).mirror();
  }

  private String run(String version, ModelCard card, Map<String, Double> figures)
      throws IOException {
    long now = card.to() == null ? 0 : card.to().toEpochMilli();
    JsonNode made =
        api.post(
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
    List<Map<String, Object>> metrics = metrics(figures, now, 0);
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
    api.post("runs/log-batch", batch, null);
    api.post("runs/update", Map.of("run_id", run, "status", "FINISHED", "end_time", now), null);
    return run;
  }

  static List<Map<String, Object>> metrics(Map<String, Double> figures, long time, int step) {
    List<Map<String, Object>> metrics = new ArrayList<>();
    figures.forEach(
        (name, value) -> {
          if (value != null && Double.isFinite(value)) {
            metrics.add(Map.of("key", name, "value", value, "timestamp", time, "step", step));
          }
        });
    return metrics;
  }

  private String experiment() throws IOException {
    JsonNode there =
        api.get("experiments/get-by-name?experiment_name=" + MlflowApi.encoded(EXPERIMENT));
    if (there != null) {
      return there.path("experiment").path("experiment_id").asText();
    }
    return api.post("experiments/create", Map.of("name", EXPERIMENT), null)
        .path("experiment_id")
        .asText();
  }

  static Map<String, String> tag(String key, String value) {
    return Map.of("key", key, "value", value);
  }
}
