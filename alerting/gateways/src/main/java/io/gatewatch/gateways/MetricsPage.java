package io.gatewatch.gateways;

import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** {@code /metrics} on 127.0.0.1. */
final class MetricsPage implements AutoCloseable {
  private final HttpServer server;

  private MetricsPage(HttpServer server) {
    this.server = server;
  }

  static MetricsPage start(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] page = page();
          exchange
              .getResponseHeaders()
              .set("Content-Type", PrometheusTextFormatWriter.CONTENT_TYPE);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    return new MetricsPage(server);
  }

  private static byte[] page() throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(page, PrometheusRegistry.defaultRegistry.scrape());
    return page.toByteArray();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
