package io.gatewatch.ingest.apigee;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.DecidedBy;
import io.gatewatch.ingest.CallJson;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.formats.Fixtures;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApigeeParserTest {
  private static final Principal NETWORK = Principal.source("198.51.100.0/24");
  private static final Principal APP =
      Principal.agent("0e5f0c3a-8d2e-4c3f-9d55-0a8f6d1c2b77/budget-buddy", "apigee.app");

  private final Fixtures lines = Fixtures.of("apigee");

  @Test
  void aCallOfTheTemplateIsReadWhole() {
    ApiCall call = lines.call("authenticated");
    assertThat(call.time()).isEqualTo(Instant.parse("2026-03-02T09:15:00.040Z"));
    assertThat(call.latencyMillis()).isEqualTo(40);
    assertThat(call.principal()).isEqualTo(APP);
    assertThat(call.agentName()).isEqualTo("budget-buddy");
    assertThat(call.credentialHash()).hasSize(32);
    assertThat(call.route()).isEqualTo("/open-banking/v3/accounts/{id}/balances");
    assertThat(call.service()).isEqualTo("open-banking-v3");
    assertThat(call.environment()).isEqualTo("prod");
    assertThat(call.decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
    assertThat(call.bytesIn()).isEqualTo(210);
    assertThat(call.bytesOut()).isEqualTo(512);
    assertThat(call.userAgent()).isEqualTo("okhttp/4.12.0");
    assertThat(call.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @Test
  void whatTravelsAsBase64IsTheSameCall() {
    ApiCall plain = lines.call("authenticated");
    ApiCall encoded = lines.call("in-base64");
    assertThat(encoded.principal()).isEqualTo(APP);
    assertThat(encoded.route()).isEqualTo(plain.route());
    assertThat(encoded.objects()).isEqualTo(plain.objects());
    assertThat(encoded.userAgent()).isEqualTo(plain.userAgent());
    assertThat(encoded.bytesOut()).isEqualTo(plain.bytesOut());
    assertThat(encoded.traceId()).isEqualTo(plain.traceId());
  }

  @ParameterizedTest
  @CsvSource({
    "unauthenticated, 200, UPSTREAM",
    "key-refused-401, 401, GATEWAY",
    "key-missing-401, 401, GATEWAY",
    "no-proxy-404, 404, GATEWAY",
    "token-unchecked, 200, UPSTREAM"
  })
  void withoutAnAcceptedCredentialTheNetworkIsCharged(String name, int status, DecidedBy by) {
    ApiCall call = lines.call(name);
    assertThat(call.status()).isEqualTo(status);
    assertThat(call.decidedBy()).isEqualTo(by);
    assertThat(call.principal()).isEqualTo(NETWORK);
    assertThat(call.agentName()).isNull();
    assertThat(call.credentialHash()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "scope-missing-403, 403, GATEWAY",
    "forbidden-by-target-403, 403, UPSTREAM",
    "limited-429, 429, GATEWAY",
    "our-quota-429, 429, OUR_QUOTA",
    "target-failed-503, 503, UPSTREAM",
    "target-unreachable-503, 503, GATEWAY",
    "from-cache, 200, GATEWAY"
  })
  void whoDecidedIsToldApartAndTheAgentStays(String name, int status, DecidedBy by) {
    ApiCall call = lines.call(name);
    assertThat(call.status()).isEqualTo(status);
    assertThat(call.decidedBy()).isEqualTo(by);
    assertThat(call.principal()).isEqualTo(APP);
  }

  @Test
  void aRefusedKeyIsAClaimWhateverStatusTheFaultRuleGaveIt() {
    assertThat(lines.call("key-refused-401").claimedIdHash()).hasSize(32);
    assertThat(lines.call("key-missing-401").claimedIdHash()).isNull();
    ApiCall remapped = lines.call("key-refused-401", line -> line.put("error_status_code", "400"));
    assertThat(remapped.principal()).isEqualTo(NETWORK);
    assertThat(remapped.claimedIdHash()).hasSize(32);
    ApiCall byCode =
        lines.call(
            "key-refused-401",
            line -> line.put("error_status_code", "400").put("fault", "oauth.v2.InvalidApiKey"));
    assertThat(byCode.principal()).isEqualTo(NETWORK);
  }

  @Test
  void theTargetsOwn401LeavesTheAgentItsName() {
    ApiCall call =
        lines.call("forbidden-by-target-403", line -> line.put("error_status_code", "401"));
    assertThat(call.principal()).isEqualTo(APP);
    assertThat(call.decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
  }

  @Test
  void aConsumerKeyIsACredentialAndNeverShown() {
    ApiCall call = lines.call("analytics-record");
    assertThat(call.principal().issuer()).isEqualTo("apigee.client_id");
    assertThat(call.principal().id()).hasSize(32);
    assertThat(call.agentName()).isNull();
    for (String name : lines.names()) {
      assertThat(CallJson.write(lines.call(name)))
          .as(name)
          .doesNotContain("Demo7KeyOfBudgetBuddyXy12")
          .doesNotContain("SomebodysKey99");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "unauthenticated, client_id, SomebodysKey99",
    "key-refused-401, client_id, SomebodysKey99",
    "key-refused-401, error_status_code, 200",
    "key-refused-401, ax_execution_fault_code, ErrorResponseCode",
    "limited-429, x_gatewatch_quota, q-1",
    "unauthenticated, client_ip, 203.0.113.9"
  })
  void aFieldThatAClientWroteIntoTheLineBesideTheGatewaysMakesItAReject(
      String name, String field, String value) {
    String forged = "\"useragent\":\"x\",\"" + field + "\":\"" + value + "\",\"more\":";
    String line = lines.line(name).replace("\"useragent\":", forged);
    assertThat(lines.reasonOf(line)).isEqualTo("duplicate_field");
  }

  @Test
  void anAnalyticsRecordIsACallToo() {
    ApiCall call = lines.call("analytics-record");
    assertThat(call.route()).isEqualTo("/accounts/{id}");
    assertThat(call.time()).isEqualTo(Instant.parse("2026-03-02T09:15:00.040Z"));
    assertThat(call.sourceAddress()).isEqualTo("198.51.100.77");
    assertThat(call.decidedBy()).isNull();
  }

  @Test
  void aCheckedTokenNamesIssuerAndClient() {
    assertThat(lines.call("token").principal())
        .isEqualTo(Principal.agent("tpp-4711", "https://idp.example.com/"));
  }

  @Test
  void whatIsMissingStaysUnknown() {
    ApiCall call = lines.call("missing-fields");
    assertThat(call.time()).isEqualTo(Instant.parse("2026-03-02T09:15:00Z"));
    assertThat(call.latencyMillis()).isNull();
    assertThat(call.bytesIn()).isNull();
    assertThat(call.decidedBy()).isNull();
    assertThat(call.principal()).isEqualTo(Principal.source("2001:db8:12::/48"));
    assertThat(call.service()).isEqualTo("payments");
    assertThat(call.environment()).isNull();
  }

  @Test
  void oddTypesAreReadForWhatTheyMean() {
    ApiCall call = lines.call("odd-types");
    assertThat(call.principal()).isEqualTo(APP);
    assertThat(call.latencyMillis()).isEqualTo(40);
    assertThat(call.time()).isEqualTo(Instant.parse("2026-03-02T09:15:00.040Z"));
    assertThat(call.bytesIn()).isNull();
  }

  @Test
  void anEntryOfCloudLoggingIsOpened() {
    ApiCall call = lines.call("cloud-logging-entry");
    assertThat(call.principal()).isEqualTo(APP);
    assertThat(call.route()).isEqualTo(lines.call("authenticated").route());
  }

  @ParameterizedTest
  @CsvSource({
    "client_received_start_timestamp, '', time_missing",
    "response_status_code, '', status_missing",
    "request_verb, '', method_missing",
    "request_verb, GET /x, method_unreadable",
    "proxy_pathsuffix, '', path_missing",
    "ax_resolved_client_ip, unknown, caller_missing"
  })
  void whatIsMissingIsNamed(String field, String value, String reason) {
    assertThat(lines.reason("missing-fields", line -> line.put(field, value))).isEqualTo(reason);
  }

  @Test
  void aCallThatEndsBeforeItStartsHasNoLatencyAndOneThatEndsLongBeforeIsNone() {
    assertThat(
            lines
                .call(
                    "authenticated", line -> line.put("client_sent_end_timestamp", "1772442899999"))
                .latencyMillis())
        .isNull();
    assertThat(
            lines.reason(
                "authenticated", line -> line.put("client_sent_end_timestamp", "1772442839999")))
        .isEqualTo("latency_out_of_range");
  }
}
