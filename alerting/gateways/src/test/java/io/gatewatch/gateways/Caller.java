package io.gatewatch.gateways;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A client of a gateway on this machine that knows one API key. */
final class Caller {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;
  private final String key;

  Caller(int port, String key) {
    this.port = port;
    this.key = key;
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return send("GET", path, headers);
  }

  HttpResponse<String> send(String method, String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://"
                        + InetAddress.getLoopbackAddress().getHostAddress()
                        + ":"
                        + port
                        + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (key != null) {
      request.header("X-Api-Key", key);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  int status(String path) throws Exception {
    return get(path).statusCode();
  }

  /** Statuses of so many calls in a row. */
  List<Integer> statuses(String path, int calls) throws Exception {
    List<Integer> statuses = new ArrayList<>();
    for (int call = 0; call < calls; call++) {
      statuses.add(status(path));
    }
    return statuses;
  }

  /** What came of calling about 250 times a second for so long. */
  Hammered hammer(String path, long millis) {
    long start = System.nanoTime();
    long end = start + TimeUnit.MILLISECONDS.toNanos(millis);
    int admitted = 0;
    int others = 0;
    Long firstRefusal = null;
    try {
      while (System.nanoTime() < end) {
        int status = status(path);
        admitted += status == 200 ? 1 : 0;
        others += status == 200 || status == 429 ? 0 : 1;
        if (status == 429 && firstRefusal == null) {
          firstRefusal = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        }
        TimeUnit.MILLISECONDS.sleep(3);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return new Hammered(admitted, others, firstRefusal);
  }

  record Hammered(int admitted, int others, Long firstRefusalMillis) {}
}
