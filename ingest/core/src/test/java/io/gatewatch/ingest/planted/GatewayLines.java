package io.gatewatch.ingest.planted;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How each gateway writes a request down: lines with places for what a client sends, {@code
 * $[name]}, in base64 where the gateway does so, {@code $[b64:name]}.
 */
public final class GatewayLines {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter CLF =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern PLACE = Pattern.compile("\\$\\[(b64:)?([a-z-]+)]");

  private static final String KONG =
      """
      {"response":{"size":512,"headers":{},"status":200},"client_ip":"$[x-forwarded-for]",
      "request":{"id":"$[x-request-id]","uri":"$[uri]","url":"https://api.example.com:8443$[uri]",
      "size":210,"method":"GET","querystring":$[query-object],"headers":$[headers]},
      "upstream_uri":"$[path]","started_at":$[seconds]000,"hostname":"kong-7d9f8b6c5-x2x7z",
      "latencies":{"kong":3,"proxy":37,"request":40},
      "authenticated_entity":{"id":"$[x-api-key]"},
      "consumer":{"id":"5f0c3a52-8d2e-4c3f-9d55-0a8f6d1c2b77","username":"$[x-client-id]"}}
      """;

  private static final String APIGEE =
      """
      {"client_received_start_timestamp":"$[seconds]000","response_status_code":"200",
      "client_sent_end_timestamp":"$[seconds]040","request_verb":"GET","request_uri":"$[uri]",
      "proxy_basepath":"/open-banking/v3","proxy_pathsuffix":"$[path]","client_ip":"198.51.100.77",
      "x_forwarded_for":"$[x-forwarded-for]","useragent":"$[user-agent]","client_id":"$[x-client-id]",
      "developer_app":"","apiproxy":"open-banking-v3","messageid":"$[x-request-id]",
      "header.traceparent":"$[traceparent]","header.referer":"$[referer]","request_size":"210"}
      """;

  private static final String APIGEE_BASE64 =
      """
      {"client_received_start_timestamp":"$[seconds]000","response_status_code":"200",
      "client_sent_end_timestamp":"$[seconds]040","request_verb":"GET",
      "request_uri:b64":"$[b64:uri]","client_ip":"198.51.100.77",
      "x_forwarded_for:b64":"$[b64:x-forwarded-for]","useragent:b64":"$[b64:user-agent]",
      "client_id:b64":"$[b64:x-client-id]","apiproxy":"open-banking-v3",
      "messageid":"$[x-request-id]","header.traceparent:b64":"$[b64:traceparent]",
      "header.referer:b64":"$[b64:referer]","header.x-consent-id:b64":"$[b64:x-consent-id]"}
      """;

  private static final String MULESOFT =
      """
      {"receivedTs":"$[day-time].000Z","repliedTs":"$[day-time].040123Z",
      "method":"GET","requestPath:b64":"$[b64:uri]","statusCode":"200",
      "remoteAddress":"198.51.100.77:51234","clientId":"","violationClientId":"$[x-client-id]",
      "apiInstanceName":"accounts-v3","reqId":"$[x-request-id]","requestLength":"210",
      "header.user-agent:b64":"$[b64:user-agent]","header.referer:b64":"$[b64:referer]",
      "header.traceparent:b64":"$[b64:traceparent]","header.x-consent-id:b64":"$[b64:x-consent-id]"}
      """;

  private static final String ENVOY =
      """
      {"start_time":"$[day-time].000Z","duration":"40","method":"GET","path":"$[uri]",
      "x-envoy-original-path":"$[uri]","protocol":"HTTP/2","response_code":"200",
      "response_flags":"-","downstream_remote_address":"198.51.100.77:51234",
      "upstream_host":"10.0.0.9:8080","bytes_received":"210","bytes_sent":"512",
      "user_agent":"$[user-agent]","user-agent":"$[user-agent]","referer":"$[referer]",
      "x-forwarded-for":"$[x-forwarded-for]","x_forwarded_for":"$[x-forwarded-for]",
      "request_id":"$[x-request-id]","x-request-id":"$[x-request-id]",
      "traceparent":"$[traceparent]","x-consent-id":"$[x-consent-id]","psu-id":"$[psu-id]",
      "x-client-id":"$[x-client-id]","mcp-tool-name":"$[mcp-tool]"}
      """;

  private static final String ENVOY_TEXT =
      "[$[day-time].000Z] \"GET $[uri] HTTP/1.1\" 200 - 0 512 40 38"
          + " \"$[x-forwarded-for]\" \"$[user-agent]\" \"$[x-request-id]\" \"api.example.com\""
          + " \"10.0.0.9:8080\"";

  private static final String NGINX =
      """
      {"gw":"nginx","msec":"$[seconds].250","request_time":"0.040","request_id":"$[x-request-id]",
      "hostname":"edge-3","authn":"none","agent":"$[x-client-id]","remote_user":"$[psu-id]",
      "remote_addr":"198.51.100.77","http_x_forwarded_for":"$[x-forwarded-for]",
      "request_method":"GET","request_uri":"$[uri]","request":"GET $[uri] HTTP/1.1","status":"200",
      "http_user_agent":"$[user-agent]","http_referer":"$[referer]",
      "http_traceparent":"$[traceparent]","http_x_request_id":"$[x-request-id]",
      "http_x_consent_id":"$[x-consent-id]","http_psu_id":"$[psu-id]",
      "http_x_client_id":"$[x-client-id]","http_mcp_tool_name":"$[mcp-tool]"}
      """;

  private static final String COMBINED =
      "198.51.100.77 - $[text-user] [$[clf] +0000] \"GET $[uri] HTTP/1.1\" 200 512"
          + " \"$[referer]\" \"$[user-agent]\"";

  private static final String HAPROXY =
      """
      {"gw":"haproxy","end_ms":"$[seconds]250","t_total":"40","t_active":"40",
      "id":"$[x-request-id]","node":"edge-3","backend":"accounts","authn":"none",
      "agent":"$[x-client-id]","client_ip":"198.51.100.77","xff":"$[x-forwarded-for]",
      "method":"GET","uri":"$[uri]","status":"200","ua":"$[user-agent]","referer":"$[referer]",
      "traceparent":"$[traceparent]","x_request_id":"$[x-request-id]",
      "consent_id":"$[x-consent-id]","psu_id":"$[psu-id]","x_client_id":"$[x-client-id]",
      "mcp_tool_name":"$[mcp-tool]"}
      """;

  private static final String HAPROXY_TEXT =
      "198.51.100.77:50123 [$[clf].210] api~ accounts/a1 0/0/1/38/40 200 512 - - ----"
          + " 4/1/0/0/0 0/0 {$[user-agent]} \"GET $[uri] HTTP/1.1\"";

  private static final String AWS =
      """
      {"requestId":"48752d0f-c99d-4cfa-a5a7-f3c6834d19e5","ip":"198.51.100.77","apiKeyId":"-",
      "principalId":"-","requestTime":"$[clf] +0000",
      "requestTimeEpoch":"$[seconds]000","httpMethod":"GET","path":"$[path]","stage":"prod",
      "status":"200","responseLatency":"40","userAgent":"$[user-agent]",
      "xrayTraceId":"$[x-request-id]"}
      """;

  private static final String AZURE =
      """
      {"time":"$[day-time].1234567Z","category":"GatewayLogs","durationMs":40,
      "callerIpAddress":"198.51.100.77","correlationId":"3f06647e-0b8a-4c59-9a55-530eb9f15261",
      "properties":{"method":"GET","url":"https://api.example.com$[uri]","responseCode":200,
      "backendResponseCode":200,"backendUrl":"https://accounts.internal$[uri]",
      "requestHeaders":$[headers]}}
      """;

  private static final Map<String, List<String>> TEMPLATES =
      Map.ofEntries(
          entry("kong", List.of(KONG)),
          entry("apigee", List.of(APIGEE, APIGEE_BASE64)),
          entry("mulesoft", List.of(MULESOFT)),
          entry("envoy", List.of(ENVOY, ENVOY_TEXT)),
          entry("nginx", List.of(NGINX)),
          entry("combined", List.of(COMBINED)),
          entry("haproxy", List.of(HAPROXY, HAPROXY_TEXT)),
          entry("aws-apigateway", List.of(AWS)),
          entry("azure-apim", List.of(AZURE)));

  private GatewayLines() {}

  static boolean knows(String format) {
    return TEMPLATES.containsKey(format);
  }

  /** The lines that a request may leave behind. */
  public static List<byte[]> whole(String format, PlantedRequest request) {
    return TEMPLATES.get(format).stream()
        .map(template -> filled(template, request).getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  /** The first part of each, as it is left by a gateway that runs out of room. */
  public static List<byte[]> cut(String format, PlantedRequest request) {
    return whole(format, request).stream()
        .map(line -> new String(line, StandardCharsets.UTF_8))
        .map(
            line -> line.substring(0, line.startsWith("{") ? line.length() - 3 : line.length() / 3))
        .map(line -> line.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static String filled(String template, PlantedRequest request) {
    boolean json = template.startsWith("{");
    Matcher places = PLACE.matcher(template.strip().replace("\n", ""));
    StringBuilder line = new StringBuilder();
    while (places.find()) {
      String value = value(places.group(2), request);
      boolean raw = places.group(2).equals("headers") || places.group(2).equals("query-object");
      String written =
          places.group(1) != null
              ? Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))
              : json && !raw ? escaped(value) : value;
      places.appendReplacement(line, Matcher.quoteReplacement(written));
    }
    return places.appendTail(line).toString();
  }

  private static String value(String place, PlantedRequest request) {
    return switch (place) {
      case "seconds" -> Long.toString(request.time.getEpochSecond());
      case "day-time" -> request.time.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "");
      case "clf" -> CLF.format(request.time);
      case "path" -> request.path;
      case "uri" -> request.path + "?" + request.rawQuery();
      case "query-object" -> object(request.query);
      case "headers" -> object(request.headers);
      case "text-user" -> request.headers.get("psu-id").replaceAll("[ \"]", "_");
      default -> request.headers.get(place);
    };
  }

  private static String escaped(String value) {
    String quoted = object(value);
    return quoted.substring(1, quoted.length() - 1);
  }

  private static String object(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
