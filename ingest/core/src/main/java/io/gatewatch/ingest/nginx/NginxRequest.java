package io.gatewatch.ingest.nginx;

import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.text.RequestLine;
import java.nio.charset.StandardCharsets;

/**
 * What was asked. {@code $request_uri} is what the caller sent; {@code $uri} is what rewrites made
 * of it, so it counts only where the first is not logged. Of a request that nginx could not read,
 * method and URI are empty and {@code $request} may hold its first line.
 */
final class NginxRequest {
  private boolean named;
  private String method;
  private String target;
  private String path;
  private String query;
  private String line;

  void method(String text) {
    named = true;
    method = value(text);
  }

  void target(String text) {
    named = true;
    target = value(text);
  }

  void path(String text) {
    named = true;
    path = value(text);
  }

  void query(String text) {
    query = value(text);
  }

  void line(String text) {
    named = true;
    line = value(text);
  }

  /** A line whose format names no request at all is left for the checks to name. */
  void writeTo(RawCall raw) {
    if (target == null && path != null) {
      target = query == null || path.indexOf('?') >= 0 ? path : path + "?" + query;
    }
    if (method == null && line != null) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      RequestLine.read(bytes, 0, bytes.length, false, raw);
    } else if (named) {
      RequestLine.note(method, target, raw);
    }
  }

  private static String value(String text) {
    return text == null || text.isEmpty() || text.equals("-") ? null : text;
  }
}
