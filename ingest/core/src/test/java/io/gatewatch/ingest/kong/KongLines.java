package io.gatewatch.ingest.kong;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.ingest.masking.MaskingKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Kong lines to change one thing in, and a parser to try them on. */
public final class KongLines {
  public static final String CONSUMER = "5f0c3a52-8d2e-4c3f-9d55-0a8f6d1c2b77";
  public static final String CREDENTIAL = "0d9f4c1e-2b8a-4f61-a6de-b7a1c24f9e03";
  public static final Instant STARTED = Instant.parse("2026-03-02T09:15:00.000Z");
  static final LineContext CONTEXT = new LineContext("bank", "public", null, null);

  private static final ObjectMapper JSON = new ObjectMapper();

  private KongLines() {}

  /** A call of an authenticated agent to /accounts/22289/balances. */
  public static ObjectNode authenticated() {
    ObjectNode line = anonymous();
    line.putObject("authenticated_entity").put("id", CREDENTIAL).put("consumer_id", CONSUMER);
    line.putObject("consumer")
        .put("id", CONSUMER)
        .put("username", "budget-buddy")
        .put("custom_id", "partner-31")
        .putArray("tags")
        .add("gold")
        .add("aisp");
    return line;
  }

  /** The same call without any credential. */
  public static ObjectNode anonymous() {
    ObjectNode line = JSON.createObjectNode();
    ObjectNode request = line.putObject("request");
    request.put("id", "9b1f0c7e55d14e6f8a2b3c4d5e6f7081").put("method", "GET").put("size", 210);
    request.put("uri", "/accounts/22289/balances").putObject("querystring");
    request.putObject("headers").put("host", "api.example.com").put("user-agent", "okhttp/4.12.0");
    ObjectNode response = line.putObject("response");
    response.put("status", 200).put("size", 512).putObject("headers").put("server", "demo");
    line.putObject("latencies").put("request", 40).put("proxy", 37).put("kong", 3);
    line.putObject("service").put("name", "accounts-backend");
    line.putArray("tries").addObject().put("ip", "10.0.0.9").put("port", 8080);
    line.put("client_ip", "198.51.100.77").put("started_at", STARTED.toEpochMilli());
    return line;
  }

  public static ObjectNode headers(ObjectNode line) {
    return (ObjectNode) line.get("request").get("headers");
  }

  public static ObjectNode query(ObjectNode line) {
    return (ObjectNode) line.get("request").get("querystring");
  }

  public static ObjectNode request(ObjectNode line) {
    return (ObjectNode) line.get("request");
  }

  public static ObjectNode response(ObjectNode line) {
    return (ObjectNode) line.get("response");
  }

  public static ObjectNode latencies(ObjectNode line) {
    return (ObjectNode) line.get("latencies");
  }

  public static byte[] bytes(ObjectNode line) {
    try {
      return JSON.writeValueAsBytes(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** A JSON object. */
  public static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  static LineParser parser() {
    return Formats.named("kong").parser(ParserSettings.shipped(MaskingKeys.wellKnown()));
  }

  public static ApiCall call(ObjectNode line) {
    return call(line, CONTEXT);
  }

  public static ApiCall call(ObjectNode line, LineContext context) {
    ParsedLine parsed = parser().parse(bytes(line), context);
    assertThat(parsed).isInstanceOf(ParsedLine.Accepted.class);
    return ((ParsedLine.Accepted) parsed).call();
  }

  static ParsedLine.Rejected reject(ObjectNode line) {
    return reject(bytes(line));
  }

  static ParsedLine.Rejected reject(byte[] line) {
    ParsedLine parsed = parser().parse(line, CONTEXT);
    assertThat(parsed).isInstanceOf(ParsedLine.Rejected.class);
    return (ParsedLine.Rejected) parsed;
  }

  static ParsedLine.Rejected reject(String line) {
    return reject(line.getBytes(StandardCharsets.UTF_8));
  }
}
