package io.gatewatch.ingest.envoy;

import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.text.RequestLine;

/**
 * What was asked. The original path is the caller's; {@code path} may be what a route rewrote it
 * to. A line that names the fields of a request but has nothing in them is about a connection,
 * unless a status or a protocol says that HTTP was tried.
 */
final class EnvoyRequest {
  private boolean methodNamed;
  private boolean statusNamed;
  private String method;
  private String path;
  private String original;
  private String protocol;
  private Double status;

  void clear() {
    methodNamed = false;
    statusNamed = false;
    method = null;
    path = null;
    original = null;
    protocol = null;
    status = null;
  }

  void method(String text) {
    methodNamed = true;
    method = text;
  }

  void path(String text) {
    path = text;
  }

  void original(String text) {
    original = text;
  }

  void protocol(String text) {
    protocol = text;
  }

  Double status(Double code) {
    statusNamed = true;
    status = code;
    return code;
  }

  /** Whether the line's format has a field for the status at all. */
  boolean namesStatus() {
    return statusNamed;
  }

  boolean isConnection() {
    boolean answered = status != null && status != 0;
    return methodNamed && method == null && protocol == null && !answered;
  }

  void writeTo(RawCall raw) {
    if (methodNamed) {
      RequestLine.note(method, original == null ? path : original, raw);
    }
  }
}
