package io.gatewatch.collector;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;

/** Real requests over loopback, as a gateway or a shipper sends them. */
final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final int port;

  Http(LogReceiver receiver) {
    this.port = receiver.port();
  }

  /**
   * @param headers names and values in turn
   */
  HttpResponse<byte[]> post(String path, byte[] body, String... headers) throws Exception {
    return CLIENT.send(request(path, body, headers), BodyHandlers.ofByteArray());
  }

  HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    return CLIENT.send(request(path, Lines.bytes(body), headers), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> postLater(String path, byte[] body, String... headers) {
    return CLIENT.sendAsync(request(path, body, headers), BodyHandlers.ofString());
  }

  static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private HttpRequest request(String path, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .POST(BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }
}
