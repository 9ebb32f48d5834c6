package io.gatewatch.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.config.IngestConfig;
import io.gatewatch.ingest.text.FormatLines;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller may write to be charged to somebody else, or to go unseen. */
class HostileLinesTest {
  private static final String COMBINED =
      "10.0.0.5 - - [02/Mar/2026:09:15:00 +0000] \"GET /cards HTTP/1.1\" 200 5 \"-\" \"curl/8\"";
  private static final String ENVOY =
      "[2026-03-02T09:15:00.000Z] \"GET /cards HTTP/1.1\" 401 - 0 5 7 6 \"-\" \"%s\""
          + " \"5d2c7b1a-3e4f-4a5b-8c6d-7e8f9a0b1c2d\" \"api.example.com\" \"10.1.2.3:8080\""
          + " cards 10.0.0.1:1 10.0.0.2:2 192.0.2.1:51234 - default";

  private final Fixtures kong = Fixtures.of("kong");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\" a b c 203.0.113.9 \"y",
        "x\" a b c 203.0.113.9 y",
        "x\" \"a\" b c d 203.0.113.9 \"y",
        "\" \" \" a b c 203.0.113.9"
      })
  void quotesInAnAgentDoNotMoveEnvoysPeer(String agent) {
    FormatLines envoy = new FormatLines("envoy");
    assertThat(envoy.call(ENVOY.formatted("curl/8")).principal())
        .isEqualTo(Principal.source("192.0.2.0/24"));
    assertThat(envoy.call(ENVOY.formatted(agent)).principal().id()).doesNotContain("203.0.113");
  }

  @Test
  void aHostThatIsAnAddressIsNotTakenForTheForwardedChain() {
    IngestConfig trusting = IngestConfig.read("trustedProxies: [10.0.0.0/8]\n");
    FormatLines combined = new FormatLines("combined", trusting);
    assertThat(combined.call(COMBINED + " \"192.0.2.55\"").principal())
        .isEqualTo(Principal.source("192.0.2.0/24"));
    assertThat(combined.call(COMBINED + " \"api.example.com\" \"192.0.2.55\"").principal())
        .isEqualTo(Principal.source("192.0.2.0/24"));
    assertThat(combined.call(COMBINED + " \"203.0.113.9\" \"192.0.2.55\"").principal())
        .isEqualTo(Principal.source("10.0.0.0/24"));
  }

  @Test
  void aTokenDoesNotBorrowTheNameOfACheckOfTheGateways() {
    ApiCall call =
        kong.call(
            "token-claims",
            line -> {
              ((ObjectNode) line.get("jwt")).put("verified", true).put("iss", "kong.consumer.id");
              line.remove("authenticated_entity");
            });
    assertThat(call.principal().kind()).isEqualTo(Principal.Kind.SOURCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ABCDEFGHIJKLMNOPQRSTUVWXYZABCD", "UPDATEREDIRECTREF", "M-SEARCH", "X2"})
  void aMethodThatNobodyRegisteredIsACall(String method) {
    String shown = method.substring(0, Math.min(24, method.length()));
    assertThat(request(line -> line.put("method", method)).method()).isEqualTo(shown);
    String line = COMBINED.replace("GET /cards", method + " /cards");
    ApiCall combined = new FormatLines("combined").call(line);
    assertThat(combined.method()).isEqualTo(shown);
    assertThat(combined.route()).isEqualTo("/cards");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/open-banking/v4.0/pisp%2Fdomestic-payments",
        "/x/../open-banking/v4.0/pisp/domestic-payments",
        "/open-banking/./v4.0/pisp/domestic-payments",
        "/open-banking/v4.0%2fpisp/y%2F../domestic-payments",
        "/api%2Fpayments"
      })
  void aPaymentIsOneInWhateverSpelling(String path) {
    ApiCall call = request(line -> line.put("method", "POST").put("uri", path));
    assertThat(call.sensitivity()).isEqualTo(Sensitivity.PAYMENT);
    assertThat(call.operationGroup()).contains("payment");
  }

  @ParameterizedTest
  @ValueSource(strings = {"de89370400440532013000", "4111-1111-1111-1111-a", "a4111111111111111a"})
  void aNumberIsNoRequestIdAndNoTraceId(String number) {
    ApiCall call =
        kong.call(
            "authenticated",
            line -> {
              ObjectNode request = (ObjectNode) line.get("request");
              request.remove("id");
              ((ObjectNode) line.at("/response/headers")).remove("x-kong-request-id");
              String padded = "0".repeat(32) + number.replace("-", "");
              ((ObjectNode) request.get("headers"))
                  .put("x-request-id", number)
                  .put(
                      "traceparent",
                      "00-" + padded.substring(padded.length() - 32) + "-1a2b3c4d5e6f7081-01");
            });
    assertThat(call.callId()).hasSize(32).doesNotContain("4111111").doesNotContain("0440532");
    assertThat(call.traceId()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x/4111a.1111b.1111c.1111d",
        "x/4111x1111.1111x1111",
        "4111~1111~1111~1111",
        "4111*1111*1111*1111",
        "x/0151.2345.678",
        "pw=hunter"
      })
  void anAgentKeepsNothingOfIt(String agent) {
    String kept =
        request(line -> ((ObjectNode) line.get("headers")).put("user-agent", agent)).userAgent();
    assertThat(kept)
        .contains("*")
        .doesNotContain("1111")
        .doesNotContain("2345")
        .doesNotContain("h");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/auth/password/hunter", "/passwd/hunter", "/user-by-email/hunter"})
  void aPathKeepsNoSecretThatLooksLikeAWord(String path) {
    assertThat(request(line -> line.put("uri", path)).route()).endsWith("/{id}");
  }

  @Test
  void anObjectIsSeenBehindAHundredParameters() {
    ApiCall call = request(line -> line.put("uri", "/a?" + "a&".repeat(100) + "accountId=123"));
    assertThat(call.objects()).extracting(object -> object.kind()).contains("account");
  }

  @Test
  void anAddressIsNeverLookedUp() {
    assertThat(kong.reason("unauthenticated", line -> line.put("client_ip", ".a::b")))
        .isEqualTo("caller_missing");
  }

  @Test
  void aCallOfDaysIsACall() {
    ApiCall call =
        kong.call(
            "unauthenticated",
            line -> ((ObjectNode) line.get("latencies")).put("request", 200_000_000));
    assertThat(call.latencyMillis()).isEqualTo(200_000_000.0);
  }

  private ApiCall request(Consumer<ObjectNode> change) {
    return kong.call(
        "authenticated", line -> change.accept(plain((ObjectNode) line.get("request"))));
  }

  private static ObjectNode plain(ObjectNode request) {
    request.remove("querystring");
    return request;
  }
}
