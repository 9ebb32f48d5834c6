package io.gatewatch.replaydata.generate;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a reader of the log sees of one call.
 *
 * @param attack id of the attack it belongs to; null for none: the one thing that the line hides
 * @param agent name of the authenticated agent; empty for nobody
 * @param uri path and query as written
 */
record Seen(
    long time,
    String attack,
    String agent,
    String method,
    String uri,
    int status,
    String address,
    String userAgent,
    String claim,
    String consent,
    boolean present,
    long bytes) {

  static Seen of(GeneratedLine line) {
    JsonNode json = Traffic.json(line);
    JsonNode headers = json.at("/request/headers");
    return new Seen(
        line.timeMillis(),
        line.attackId(),
        json.at("/consumer/username").asText(),
        json.at("/request/method").asText(),
        json.at("/request/uri").asText(),
        json.at("/response/status").asInt(),
        json.at("/client_ip").asText(),
        headers.path("user-agent").asText(),
        headers.path("x-client-id").asText(),
        headers.path("x-consent-id").asText(),
        headers.has("x-fapi-customer-ip-address"),
        json.at("/response/size").asLong());
  }

  String path() {
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }

  /** The path with its ids taken out. */
  String operation() {
    return method + " " + path().replaceAll("/(\\d[\\d-]*|[0-9a-f-]{36})(?=/|$)", "/{}");
  }

  String network() {
    return address.substring(0, address.lastIndexOf('.')) + ".0/24";
  }

  boolean isAnswered() {
    return status < 300;
  }
}
