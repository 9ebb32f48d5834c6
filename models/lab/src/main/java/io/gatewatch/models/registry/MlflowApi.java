package io.gatewatch.models.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Questions to an MLflow server's REST API 2.0; what fails is said in one line. */
final class MlflowApi {
  private static final Duration WITHIN = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(WITHIN).build();
  private final URI server;
  private final String token;

  /**
   * That of a server.
   *
   * @param token sent as bearer; null for none
   */
  MlflowApi(URI server, String token) {
    this.server = MlflowMirror.address(server.toString());
    this.token = token;
  }

  /**
   * Says something.
   *
   * @param fine error code that is as good as an answer; null for none
   */
  JsonNode post(String path, Map<String, ?> body, String fine) throws IOException {
    HttpResponse<String> answer =
        send(
            request("api/2.0/mlflow/" + path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    if (fine != null && answer.statusCode() / 100 != 2 && answer.body().contains(fine)) {
      return JSON.createObjectNode();
    }
    require(answer, path);
    return JSON.readTree(answer.body());
  }

  /** Asks something of the part for models and runs; null when it is not there. */
  JsonNode get(String path) throws IOException {
    HttpResponse<String> answer = send(request("api/2.0/mlflow/" + path).GET());
    if (answer.statusCode() == 404) {
      return null;
    }
    require(answer, path.replaceAll("\\?.*", ""));
    return JSON.readTree(answer.body());
  }

  /** Takes something back; the API reads what, as of POST, from the body. */
  void delete(String path, Map<String, ?> body) throws IOException {
    HttpRequest.BodyPublisher json =
        HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
    require(
        send(
            request("api/2.0/mlflow/" + path)
                .header("Content-Type", "application/json")
                .method("DELETE", json)),
        path);
  }

  private void require(HttpResponse<String> answer, String path) throws IOException {
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          "MLflow at " + server + " answered " + path + " with " + answer.statusCode());
    }
  }

  /** Uploads a file. */
  void put(String path, String body) throws IOException {
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

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
