package io.gatewatch.ingest.azureapim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.DecidedBy;
import io.gatewatch.ingest.ApiCall.UserPresent;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.formats.Fixtures;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureApimParserTest {
  private static final Principal NETWORK = Principal.source("198.51.100.0/24");
  private static final Principal SUBSCRIPTION =
      Principal.agent("partner-31", "azure.apim.subscription");

  private final Fixtures lines = Fixtures.of("azure-apim");

  @Test
  void aRecordIsReadWhole() {
    ApiCall call = lines.call("authenticated");
    assertThat(call.time()).isEqualTo(Instant.parse("2026-03-02T09:15:00.163Z"));
    assertThat(call.latencyMillis()).isEqualTo(40);
    assertThat(call.principal()).isEqualTo(SUBSCRIPTION);
    assertThat(call.agentName()).isEqualTo("partner-31");
    assertThat(call.credentialHash()).hasSize(32);
    assertThat(call.route()).isEqualTo("/open-banking/accounts/{id}/balances");
    assertThat(call.operation()).isEqualTo("GetAccountBalances");
    assertThat(call.service()).isEqualTo("accounts-api");
    assertThat(call.decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
    assertThat(call.bytesIn()).isEqualTo(210);
    assertThat(call.bytesOut()).isEqualTo(512);
    assertThat(call.callId()).isEqualTo("3f06647e-0b8a-4c59-9a55-530eb9f15261");
    assertThat(call.sourceAddress()).isEqualTo("198.51.100.77");
    assertThat(call.userAgent()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "unauthenticated, 200, UPSTREAM",
    "key-missing-401, 401, GATEWAY",
    "token-refused-401, 401, GATEWAY",
    "no-operation-404, 404, GATEWAY"
  })
  void withoutAnAcceptedCredentialTheNetworkIsCharged(String name, int status, DecidedBy by) {
    ApiCall call = lines.call(name);
    assertThat(call.status()).isEqualTo(status);
    assertThat(call.decidedBy()).isEqualTo(by);
    assertThat(call.principal()).isEqualTo(NETWORK);
    assertThat(call.agentName()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "forbidden-by-backend-403, 403, UPSTREAM",
    "blocked-address-403, 403, GATEWAY",
    "limited-429, 429, GATEWAY",
    "our-quota-429, 429, OUR_QUOTA",
    "backend-failed-503, 503, UPSTREAM",
    "backend-unreachable-500, 500, GATEWAY",
    "from-cache, 200, GATEWAY"
  })
  void whoDecidedIsToldApartAndTheAgentStays(String name, int status, DecidedBy by) {
    ApiCall call = lines.call(name);
    assertThat(call.status()).isEqualTo(status);
    assertThat(call.decidedBy()).isEqualTo(by);
    assertThat(call.principal()).isEqualTo(SUBSCRIPTION);
  }

  @Test
  void aBackendThatSendsOurQuotaHeaderIsNotBelieved() {
    ApiCall call =
        lines.call(
            "our-quota-429",
            line -> ((ObjectNode) line.get("properties")).put("backendResponseCode", 429));
    assertThat(call.decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
  }

  @Test
  void theSubscriptionOfARefusalIsAClaimAndThatOfABackendsRefusalTheAgent() {
    assertThat(lines.call("token-refused-401").claimedIdHash()).hasSize(32);
    assertThat(lines.call("key-missing-401").claimedIdHash()).isNull();
    ApiCall call =
        lines.call(
            "authenticated",
            line ->
                ((ObjectNode) line.get("properties"))
                    .put("responseCode", 401)
                    .put("backendResponseCode", 401));
    assertThat(call.principal()).isEqualTo(SUBSCRIPTION);
  }

  @Test
  void aRowOfLogAnalyticsIsTheSameCall() {
    ApiCall row = lines.call("log-analytics-row");
    ApiCall record = lines.call("authenticated");
    assertThat(row.principal()).isEqualTo(record.principal());
    assertThat(row.time()).isEqualTo(record.time());
    assertThat(row.route()).isEqualTo(record.route());
    assertThat(row.operation()).isEqualTo(record.operation());
    assertThat(row.service()).isEqualTo(record.service());
    assertThat(row.decidedBy()).isEqualTo(record.decidedBy());
    assertThat(row.callId()).isEqualTo(record.callId());
  }

  @Test
  void anEventOfOurPolicyNamesIssuerAndClientOfTheToken() {
    ApiCall call = lines.call("policy-event");
    assertThat(call.principal()).isEqualTo(Principal.agent("tpp-4711", "https://idp.example.com/"));
    assertThat(call.agentName()).isEqualTo("partner-31");
    assertThat(call.environment()).isEqualTo("sandbox");
    assertThat(call.userAgent()).isEqualTo("okhttp/4.12.0");
    ApiCall byCertificate =
        lines.call(
            "policy-event",
            line -> line.put("clientCertificateSubject", "CN=tpp.example.org").remove("jwtIssuer"));
    assertThat(byCertificate.principal().issuer()).isEqualTo("azure.apim.mtls.subject");
    assertThat(byCertificate.principal().id()).hasSize(32);
  }

  @Test
  void loggedHeadersAreUsed() {
    ApiCall call = lines.call("logged-headers");
    assertThat(call.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(call.userAgent()).isEqualTo("okhttp/4.12.0");
    assertThat(call.userPresent()).isEqualTo(UserPresent.TRUE);
  }

  @Test
  void whatIsMissingStaysUnknown() {
    ApiCall call = lines.call("missing-fields");
    assertThat(call.time()).isEqualTo(Instant.parse("2026-03-02T09:15:00Z"));
    assertThat(call.latencyMillis()).isNull();
    assertThat(call.principal()).isEqualTo(Principal.source("2001:db8:12::/48"));
    assertThat(call.operation()).isNull();
    assertThat(call.service()).isEqualTo("open-banking");
  }

  @Test
  void oddTypesAreReadForWhatTheyMean() {
    ApiCall call = lines.call("odd-types");
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.latencyMillis()).isEqualTo(40);
    assertThat(call.bytesIn()).isNull();
    assertThat(call.operation()).isEqualTo("a");
  }

  @Test
  void anOperationThatLooksLikeAKeyIsNotShown() {
    ApiCall call =
        lines.call(
            "authenticated",
            line -> ((ObjectNode) line.get("properties")).put("operationId", "sk-live 1"));
    assertThat(call.operation()).isNull();
  }

  @Test
  void aBatchOfAnEventHubIsOpened() {
    String body =
        "{\"records\":[" + lines.line("authenticated") + "," + lines.line("limited-429") + "]}";
    assertThat(lines.callsOf(body))
        .containsExactly(lines.call("authenticated"), lines.call("limited-429"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"category\":\"WebSocketConnectionLogs\",\"time\":\"2026-03-02T09:15:00Z\"}",
        "{\"Category\":\"GatewayLlmLogs\"}",
        "{\"count\":3,\"total\":3,\"metricName\":\"Requests\",\"time\":\"2026-03-02T09:15:00Z\"}"
      })
  void otherRecordsOfTheSameSettingAreNoCalls(String line) {
    assertThat(lines.reasonOf(line)).isEqualTo("not_a_call");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(lines.reason("missing-fields", line -> line.put("time", "2020-10-14T17:xx:xx.xx")))
        .isEqualTo("wrong_type");
    assertThat(lines.reason("missing-fields", line -> line.remove("time")))
        .isEqualTo("time_missing");
    assertThat(lines.reason("missing-fields", line -> line.remove("properties")))
        .isEqualTo("status_missing");
    assertThat(lines.reason("missing-fields", line -> line.put("callerIpAddress", "xx.xx.xxx.xx")))
        .isEqualTo("caller_missing");
  }
}
