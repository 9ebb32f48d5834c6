package io.gatewatch.replaydata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an MLflow server hears of each change; a server that fails changes nothing. */
class ModelsMlflowTest {
  /** Enough for every question: one version of the recipe, which no alias points to. */
  private static final String ANSWER =
      """
      {"experiment":{"experiment_id":"7"},"run":{"info":{"run_id":"run1"}},
       "model_version":{"version":""},
       "model_versions":[{"version":"4","run_id":"run1",
                          "tags":[{"key":"gatewatch.version","value":"%s"}]}]}""";

  @TempDir private Path folder;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private String model;

  @BeforeEach
  void start() throws IOException {
    Files.createDirectories(folder.resolve("models"));
    Files.writeString(folder.resolve("models/policy.yaml"), "shadowFor: PT0S\n");
    MadeTable.write(folder.resolve("features.csv.gz"));
    Path recipe =
        Files.writeString(
            folder.resolve("recipe.yaml"),
            "{name: objects, trainer: linear, trusted: [new_objects_5m], inputs: [calls_1m,"
                + " new_objects_5m]}");
    CliRun trained =
        CliRun.of(
            "train",
            "--recipe",
            recipe.toString(),
            "--features",
            folder.resolve("features.csv.gz").toString(),
            "--out",
            folder.resolve("out").toString(),
            "--store",
            folder.resolve("models").toString());
    String line = trained.out().lines().filter(l -> l.endsWith(": a candidate")).findFirst().get();
    model = line.substring(0, line.indexOf(':'));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange asked) throws IOException {
    String body = new String(asked.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = asked.getRequestURI().getPath().replace("/api/2.0/mlflow/", "");
    heard.add(asked.getRequestMethod() + " " + path + " " + body);
    byte[] answer = ANSWER.formatted(model).getBytes(StandardCharsets.UTF_8);
    asked.sendResponseHeaders(200, answer.length);
    asked.getResponseBody().write(answer);
    asked.close();
  }

  @Test
  void itHearsOfTheShadowOfAPromotionWithItsFiguresAndOfARollback() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    assertThat(change(url, "shadow", model).exitCode()).isZero();
    assertThat(heard)
        .anyMatch(h -> h.startsWith("POST registered-models/alias ") && h.contains("\"shadow\""));
    assertThat(heard).anyMatch(h -> h.contains("gatewatch.stage") && h.contains("\"shadow\""));

    heard.clear();
    String table = folder.resolve("features.csv.gz").toString();
    CliRun promoted = change(url, "promote", model, "--features", table);
    assertThat(promoted.exitCode()).as(promoted.out() + promoted.err()).isZero();
    assertThat(heard)
        .anyMatch(h -> h.startsWith("POST registered-models/alias ") && h.contains("\"champion\""));
    assertThat(heard)
        .anyMatch(h -> h.startsWith("POST runs/log-batch ") && h.contains("\"recall\""));

    heard.clear();
    assertThat(change(url, "rollback").err()).isEmpty();
    assertThat(heard).anyMatch(h -> h.contains("gatewatch.stage") && h.contains("\"retired\""));
  }

  @Test
  void aServerThatIsAwayIsALineAndTheChangeIsDone() {
    CliRun run = change("http://127.0.0.1:1", "shadow", model);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains(model + " is the shadow");
    assertThat(run.err())
        .hasLineCount(1)
        .contains("the registry is as said; MLflow at http://127.0.0.1:1 does not answer");
  }

  /** Before anything is done, and in words that a shared terminal may show. */
  @Test
  void whatIsNoAddressIsRefusedFirst() throws IOException {
    String file = folder.resolve("out/model.json").toString();
    Path empty = folder.resolve("empty");
    for (String bad :
        List.of("localhost:5000", "http://bob:s3cret@127.0.0.1:1", "http://s3 cret")) {
      CliRun added = CliRun.of("models", "add", file, "--store", empty.toString(), "--mlflow", bad);
      for (CliRun run : List.of(added, change(bad, "shadow", model))) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err().strip())
            .hasLineCount(1)
            .contains("--mlflow", "no address of an MLflow server (expected: http://HOST:PORT")
            .doesNotContain("s3", "model.json");
      }
    }
    assertThat(empty).doesNotExist();
    assertThat(CliRun.of("models", "list", "--store", folder.resolve("models").toString()).out())
        .contains("candidate " + model);
  }

  private CliRun change(String url, String... args) {
    List<String> all = new ArrayList<>(List.of("models"));
    all.addAll(List.of(args));
    all.addAll(List.of("--store", folder.resolve("models").toString(), "--why", "a test"));
    all.addAll(List.of("--no-publish", "--mlflow", url));
    return CliRun.of(all.toArray(String[]::new));
  }
}
