package io.gatewatch.gateways;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A management API over real HTTP: checks the token, can be told to refuse whatever is asked, and
 * remembers what was asked.
 */
abstract class StubApi implements AutoCloseable {
  static final String TOKEN = "open-sesame-0123456789";

  /** Method and path of each question, in order. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** When not 0, the answer to everything. */
  volatile int refusal;

  volatile String retryAfter;
  private final HttpServer server;

  /** What a stub answers. */
  record Said(int status, String body) {}

  StubApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.start();
  }

  abstract Said answer(String method, String path, String query, String body);

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  long count(String method) {
    return asked.stream().filter(question -> question.startsWith(method + " ")).count();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(method + " " + path);
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    Said said;
    if (refusal != 0) {
      said = new Said(refusal, "{\"error\":\"refused\"}");
      if (retryAfter != null) {
        exchange.getResponseHeaders().set("Retry-After", retryAfter);
      }
    } else if (!("Bearer " + TOKEN).equals(authorization)) {
      said = new Said(401, "{}");
    } else {
      said = answer(method, path, exchange.getRequestURI().getQuery(), body);
    }
    byte[] bytes = said.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(said.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
