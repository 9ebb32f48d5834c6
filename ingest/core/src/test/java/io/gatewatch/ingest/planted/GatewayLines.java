package io.gatewatch.ingest.planted;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;

/** How each gateway writes a request down. A line is broken when it lacks its status. */
final class GatewayLines {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Function<PlantedRequest, ObjectNode>> OBJECTS =
      Map.ofEntries(entry("kong", GatewayLines::kong));

  private GatewayLines() {}

  static boolean knows(String format) {
    return OBJECTS.containsKey(format);
  }

  /** The line of a request. */
  static byte[] whole(String format, PlantedRequest request) {
    return bytes(OBJECTS.get(format).apply(request));
  }

  /** The first part of a line, as a gateway leaves it that runs out of room. */
  static byte[] cut(String format, PlantedRequest request) {
    byte[] line = whole(format, request);
    String text = new String(line, StandardCharsets.UTF_8);
    return text.substring(0, text.length() - 9).getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode kong(PlantedRequest request) {
    ObjectNode line = JSON.createObjectNode();
    String uri = request.path + "?" + request.rawQuery();
    ObjectNode logged = line.putObject("request");
    logged.put("method", "GET").put("uri", uri).put("url", "https://api.example.com:8443" + uri);
    logged.put("size", 210).put("id", request.headers.get("x-request-id"));
    ObjectNode query = logged.putObject("querystring");
    request.query.forEach(query::put);
    ObjectNode headers = logged.putObject("headers");
    request.headers.forEach(headers::put);
    line.putObject("response").put("status", 200).put("size", 512).putObject("headers");
    line.putObject("latencies").put("request", 40).put("proxy", 37).put("kong", 3);
    line.putObject("consumer")
        .put("id", "5f0c3a52-8d2e-4c3f-9d55-0a8f6d1c2b77")
        .put("username", request.headers.get("x-client-id"));
    line.putObject("authenticated_entity").put("id", request.headers.get("x-api-key"));
    line.put("client_ip", request.headers.get("x-forwarded-for"));
    line.put("upstream_uri", request.path).put("started_at", 1772442900000L);
    line.put("hostname", "kong-7d9f8b6c5-x2x7z");
    return line;
  }

  private static byte[] bytes(ObjectNode line) {
    try {
      return JSON.writeValueAsBytes(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
