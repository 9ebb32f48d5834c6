package io.gatewatch.collector;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Kong lines of our own making, as short as they may be. */
final class Lines {
  static final Instant TIME = Instant.parse("2026-03-02T09:15:00.000Z");

  private Lines() {}

  static String good(String path) {
    return line(path, "200", Long.toString(TIME.toEpochMilli()), "17");
  }

  static String line(String path, String status, String startedAt, String size) {
    return "{\"request\":{\"method\":\"GET\",\"uri\":\""
        + path
        + "\",\"headers\":{\"x-api-key\":\"Tr0ub4dor\"}},\"response\":{\"status\":"
        + status
        + ",\"size\":"
        + size
        + "},\"latencies\":{\"request\":5,\"proxy\":4},\"tries\":[{}],\"client_ip\":\"192.0.2.9\","
        + "\"started_at\":"
        + startedAt
        + "}";
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
