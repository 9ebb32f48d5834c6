package io.gatewatch.ingest.planted;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;

/** How each gateway writes a request down. A line is broken when it lacks its status. */
final class GatewayLines {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Function<PlantedRequest, String>> LINES =
      Map.ofEntries(
          entry("kong", GatewayLines::kong),
          entry("apigee", GatewayLines::apigee),
          entry("mulesoft", GatewayLines::mulesoft),
          entry("envoy", GatewayLines::envoy),
          entry("nginx", GatewayLines::nginx),
          entry("combined", GatewayLines::combined),
          entry("haproxy", GatewayLines::haproxy),
          entry("aws-apigateway", GatewayLines::aws),
          entry("azure-apim", GatewayLines::azure));

  private GatewayLines() {}

  static boolean knows(String format) {
    return LINES.containsKey(format);
  }

  /** The line of a request. */
  static byte[] whole(String format, PlantedRequest request) {
    return LINES.get(format).apply(request).getBytes(StandardCharsets.UTF_8);
  }

  /** The first part of a line, as a gateway leaves it that runs out of room. */
  static byte[] cut(String format, PlantedRequest request) {
    String text = LINES.get(format).apply(request);
    int end = text.endsWith("}") ? text.length() - 9 : text.indexOf(" 200 ");
    return text.substring(0, end).getBytes(StandardCharsets.UTF_8);
  }

  private static String kong(PlantedRequest request) {
    ObjectNode line = JSON.createObjectNode();
    String uri = uri(request);
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
    return text(line);
  }

  private static String apigee(PlantedRequest request) {
    ObjectNode line = JSON.createObjectNode();
    line.put("client_received_start_timestamp", "1772442900000");
    line.put("client_sent_end_timestamp", "1772442900040").put("request_verb", "GET");
    line.put("request_uri", uri(request)).put("proxy_pathsuffix", request.path);
    line.put("client_ip", "198.51.100.77").put("developer_app", "budget-buddy");
    line.put("client_id", request.headers.get("x-api-key"));
    line.put("useragent", request.headers.get("user-agent"));
    line.put("messageid", request.headers.get("x-request-id"));
    request.headers.forEach((name, value) -> line.put("header." + name, value));
    line.put("x_forwarded_for", request.headers.get("x-forwarded-for"));
    return text(line.put("response_status_code", "200"));
  }

  private static String mulesoft(PlantedRequest request) {
    ObjectNode line = JSON.createObjectNode();
    line.put("receivedTs", "2026-03-02T09:15:00.000Z").put("repliedTs", "2026-03-02T09:15:00.040Z");
    line.put("method", "GET").put("requestPath:b64", base64(uri(request)));
    line.put("remoteAddress", "198.51.100.77:51234").put("requestDisposition", "PROCESSED");
    line.put("clientId", request.headers.get("x-api-key"));
    line.put("clientName", request.headers.get("x-client-id"));
    line.put("reqId", request.headers.get("x-request-id"));
    request.headers.forEach((name, value) -> line.put("header." + name + ":b64", base64(value)));
    return text(line.put("statusCode", "200"));
  }

  private static String envoy(PlantedRequest request) {
    ObjectNode line = JSON.createObjectNode();
    line.put("start_time", "2026-03-02T09:15:00.000Z").put("duration", 40).put("method", "GET");
    line.put("path", uri(request)).put("protocol", "HTTP/2").put("response_flags", "-");
    line.put("downstream_remote_address", "198.51.100.77:51234").put("bytes_sent", 512);
    line.put("x-envoy-original-path", uri(request)).put("upstream_host", "10.0.0.9:8080");
    line.put("user-agent", request.headers.get("user-agent"));
    line.put("user_agent", request.headers.get("user-agent"));
    request.headers.forEach(line::put);
    return text(line.put("response_code", 200));
  }

  private static String nginx(PlantedRequest request) {
    ObjectNode line = JSON.createObjectNode();
    line.put("gw", "nginx").put("msec", "1772442900.250").put("request_time", "0.040");
    line.put("request_id", request.headers.get("x-request-id")).put("authn", "key");
    line.put("agent", request.headers.get("x-api-key"));
    line.put("remote_user", request.headers.get("x-client-id"));
    line.put("remote_addr", "198.51.100.77").put("request_method", "GET");
    line.put("request_uri", uri(request)).put("upstream_addr", "10.0.0.9:8080");
    request.headers.forEach((name, value) -> line.put("http_" + name.replace('-', '_'), value));
    return text(line.put("status", "200"));
  }

  private static String combined(PlantedRequest request) {
    return "198.51.100.77 - "
        + escaped(request.headers.get("x-client-id")).replace(' ', '+')
        + " [02/Mar/2026:09:15:00 +0000] \"GET "
        + uri(request)
        + " HTTP/1.1\" 200 512 \""
        + escaped(request.headers.get("referer"))
        + "\" \""
        + escaped(request.headers.get("user-agent"))
        + "\" \""
        + escaped(request.headers.get("x-forwarded-for"))
        + "\"";
  }

  /** JSON and the HTTP log take turns. */
  private static String haproxy(PlantedRequest request) {
    if (request.path.hashCode() % 2 == 0) {
      return "198.51.100.77:50123 [02/Mar/2026:09:15:00.000] api~ accounts/a1 0/0/1/38/40 200 512"
          + " - - ---- 1/1/0/0/0 0/0 {"
          + escaped(request.headers.get("user-agent")).replace('|', '_')
          + "|"
          + escaped(request.headers.get("referer"))
          + "} \"GET "
          + uri(request)
          + " HTTP/1.1\"";
    }
    ObjectNode line = JSON.createObjectNode();
    line.put("gw", "haproxy").put("end_ms", "1772442900250").put("t_active", "40");
    line.put("id", request.headers.get("x-request-id")).put("authn", "key").put("term", "--");
    line.put("agent", request.headers.get("x-api-key")).put("client_ip", "198.51.100.77");
    line.put("method", "GET").put("uri", uri(request)).put("backend", "accounts");
    line.put("ua", request.headers.get("user-agent"));
    line.put("xff", request.headers.get("x-forwarded-for"));
    request.headers.forEach((name, value) -> line.put(name.replace('-', '_'), value));
    return text(line.put("status", "200"));
  }

  private static String aws(PlantedRequest request) {
    ObjectNode line = JSON.createObjectNode();
    line.put("requestId", "48752d0f-c99d-4cfa-a5a7-f3c6834d19e5").put("ip", "198.51.100.77");
    line.put("extendedRequestId", request.headers.get("x-request-id"));
    line.put("caller", "-").put("apiKeyId", request.headers.get("x-api-key"));
    line.put("principalId", request.headers.get("x-client-id"));
    line.put("requestTimeEpoch", "1772442900000").put("httpMethod", "GET");
    line.put("path", uri(request)).put("userAgent", request.headers.get("user-agent"));
    line.put("responseLatency", "40").put("error.message", request.headers.get("cookie"));
    line.put("xrayTraceId", request.headers.get("traceparent"));
    return text(line.put("status", "200"));
  }

  private static String azure(PlantedRequest request) {
    ObjectNode line = JSON.createObjectNode();
    line.put("time", "2026-03-02T09:15:00.1234567Z").put("category", "GatewayLogs");
    line.put("callerIpAddress", "198.51.100.77").put("durationMs", 40);
    line.put("correlationId", request.headers.get("x-request-id"));
    ObjectNode properties = line.putObject("properties");
    properties.put("method", "GET").put("url", "https://api.example.com" + uri(request));
    properties.put("apimSubscriptionId", request.headers.get("x-api-key"));
    properties.put("userId", request.headers.get("x-client-id"));
    properties.put("backendUrl", "https://internal.example.com" + request.path);
    ObjectNode headers = properties.putObject("requestHeaders");
    request.headers.forEach(headers::put);
    properties.put("responseCode", 200);
    return text(line);
  }

  private static String uri(PlantedRequest request) {
    return request.path + "?" + request.rawQuery();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** As web servers write what would end the quotes. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String text(ObjectNode line) {
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
