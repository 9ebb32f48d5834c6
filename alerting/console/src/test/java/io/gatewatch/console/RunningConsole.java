package io.gatewatch.console;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A console over real HTTP whose state the test feeds; there is no broker. */
final class RunningConsole implements AutoCloseable {
  static final String TOKEN = "swordfish-0123456789";

  /** Of gateways' readers; made by the console that is opened with a folder. */
  final Path readerTokenFile;

  private static final ConsoleLinks LINKS =
      new ConsoleLinks("http://127.0.0.1:8081", "http://127.0.0.1:8090", "sample");

  final QuotaDesk desk = new QuotaDesk();
  final KeptShelf shelf = new KeptShelf();
  final Map<String, Boolean> ready = new LinkedHashMap<>();
  final LiveState state;
  private final HttpClient http = HttpClient.newHttpClient();
  private Console console;
  private int port;

  RunningConsole() {
    this(null);
  }

  RunningConsole(Path readerToken) {
    readerTokenFile = readerToken;
    Map<String, BooleanSupplier> stages = new LinkedHashMap<>();
    for (String stage : new String[] {"broker", "collector", "detection", "alerting", "console"}) {
      ready.put(stage, true);
      stages.put(stage, () -> ready.get(stage));
    }
    state = new LiveState("run1", InstantSource.system(), LINKS, stages, desk::table);
    open();
  }

  /** Starts to serve, on the port it had before if it had one. */
  void open() {
    ConsoleConfig config =
        new ConsoleConfig(
            "none:0",
            "127.0.0.1",
            port,
            TOKEN,
            Path.of("none"),
            readerTokenFile,
            ConsoleLinks.none(),
            Map.of(),
            shelf);
    console =
        new Console(
            config, InstantSource.system(), state, new PrometheusRegistry(), Map::of, () -> {});
    port = console.port();
  }

  /** Stops to serve; the state stays. */
  void shut() {
    console.close();
  }

  Console console() {
    return console;
  }

  String address(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** Asks with the token. */
  HttpResponse<String> get(String path) {
    return send(request(path).header("Authorization", "Bearer " + TOKEN).build());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address(path)));
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(request.uri() + " did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Begins to stop; a server takes two seconds for that, and no test has to wait for them. */
  @Override
  public void close() {
    Thread stopping = new Thread(console::close, "stopping");
    stopping.setDaemon(true);
    stopping.start();
  }
}
