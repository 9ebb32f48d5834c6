package io.gatewatch.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.ingest.masking.MaskingKeys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Lines as Kong writes them, of agents and of those who would like to be taken for one. */
final class KongForger {
  static final String TENANT = "bank";
  static final String VICTIM = consumer(0);

  /** In how many ways {@link #call} forges. */
  static final int WAYS = 10;

  private static final LineContext CONTEXT = new LineContext(TENANT, "public", null, null);
  private static final String VICTIMS_ADDRESS = "198.51.100.10";
  private static final String ANONYMOUS = "0a0a0a0a-0000-4000-8000-00000000000a";
  private static final LineParser PARSER =
      Formats.named("kong").parser(ParserSettings.shipped(MaskingKeys.wellKnown()));

  private KongForger() {}

  /** A call of an agent that Kong authenticated. */
  static ApiCall honest(int agent, long atMillis, int account, int status) {
    String id = consumer(agent);
    String who =
        "\"authenticated_entity\":{\"id\":\"0d9f4c1e-2b8a-4f61-a6de-b7a1c24f9e0"
            + agent
            + "\",\"consumer_id\":\""
            + id
            + "\"},\"consumer\":{\"id\":\""
            + id
            + "\",\"username\":\"agent-"
            + agent
            + "\",\"tags\":[\"aisp\"]}";
    return parsed(who, "", "", "/accounts/" + account, "198.51.100.1" + agent, atMillis, status);
  }

  /** The n-th forged call: each of the ways in turn, from one of 40 networks. */
  static ApiCall call(int n, long atMillis) {
    String address = "203.0." + n % 40 + "." + (1 + n % 250);
    int status = n % 3 == 0 ? 401 : n % 3 == 1 ? 404 : 200;
    String path = "/accounts/" + (70_000 + n);
    String consumer = "\"consumer\":{\"id\":\"%s\",\"username\":\"agent-0\",\"tags\":[\"aisp\"]}";
    return switch (n % WAYS) {
      case 0 -> parsed(null, header("x-client-id", VICTIM), "", path, address, atMillis, status);
      case 1 -> parsed(null, header("X-Consumer-ID", VICTIM), "", path, address, atMillis, status);
      case 2 -> parsed(null, "", "", path + "?client_id=" + VICTIM, address, atMillis, status);
      case 3 ->
          parsed(null, header("authorization", bearer()), "", path, address, atMillis, status);
      case 4 -> parsed(consumer.formatted(VICTIM), "", "", path, address, atMillis, status);
      case 5 ->
          parsed(
              consumer.formatted(VICTIM) + ",\"authenticated_entity\":{}",
              "",
              "",
              path,
              address,
              atMillis,
              status);
      case 6 ->
          parsed(
              "\"jwt\":{\"verified\":false,\"iss\":\"https://idp\",\"azp\":\"" + VICTIM + "\"}",
              "",
              "",
              path,
              address,
              atMillis,
              status);
      case 7 ->
          parsed(
              null,
              header("x-consumer-custom-id", VICTIM),
              ",\"tls\":{\"client_verify\":\"FAILED:self signed\",\"client_subject\":\"CN=agent-0\"}",
              path,
              address,
              atMillis,
              status);
      case 8 ->
          parsed(
              null,
              header("x-forwarded-for", VICTIMS_ADDRESS),
              "",
              path,
              address,
              atMillis,
              status);
      default -> parsed(consumer.formatted(ANONYMOUS), "", "", path, address, atMillis, status);
    };
  }

  private static ApiCall parsed(
      String who,
      String headers,
      String request,
      String uri,
      String address,
      long atMillis,
      int status) {
    String line =
        "{\"request\":{\"method\":\"GET\",\"uri\":\""
            + uri
            + "\",\"headers\":{\"host\":\"api.bank.example\""
            + headers
            + "}"
            + request
            + "},\"response\":{\"status\":"
            + status
            + ",\"size\":512},\"latencies\":{\"request\":0,\"proxy\":12},"
            + (who == null ? "" : who + ",")
            + "\"service\":{\"name\":\"accounts\"},\"client_ip\":\""
            + address
            + "\",\"started_at\":"
            + (Findings.NOON.toEpochMilli() + atMillis)
            + "}";
    ParsedLine parsed = PARSER.parse(line.getBytes(StandardCharsets.UTF_8), CONTEXT);
    assertThat(parsed).as(line).isInstanceOf(ParsedLine.Accepted.class);
    return ((ParsedLine.Accepted) parsed).call();
  }

  private static String header(String name, String value) {
    return ",\"" + name + "\":\"" + value + "\"";
  }

  private static String bearer() {
    byte[] claims = ("{\"azp\":\"" + VICTIM + "\"}").getBytes(StandardCharsets.UTF_8);
    return "Bearer e30." + Base64.getUrlEncoder().encodeToString(claims) + ".c2ln";
  }

  private static String consumer(int agent) {
    return "5f0c3a52-8d2e-4c3f-9d55-0a8f6d1c2b7" + agent;
  }
}
