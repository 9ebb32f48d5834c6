package io.gatewatch.ingest.mulesoft;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.DecidedBy;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.formats.Fixtures;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MuleSoftParserTest {
  private static final Principal CLIENT =
      Principal.agent("4c1f0c3a52d24e3f9d550a8f6d1c2b77", "mulesoft.client_id");
  private static final Principal NETWORK = Principal.source("198.51.100.0/24");

  private final Fixtures lines = Fixtures.of("mulesoft");

  @Test
  void aCallOfTheTemplateIsReadWhole() {
    ApiCall call = lines.call("authenticated");
    assertThat(call.time()).isEqualTo(Instant.parse("2026-03-02T09:15:00.040Z"));
    assertThat(call.latencyMillis()).isEqualTo(40);
    assertThat(call.principal()).isEqualTo(CLIENT);
    assertThat(call.agentName()).isEqualTo("budget-buddy");
    assertThat(call.credentialHash()).hasSize(32);
    assertThat(call.route()).isEqualTo("/open-banking/accounts/{id}/balances");
    assertThat(call.service()).isEqualTo("accounts-v3");
    assertThat(call.environment()).isEqualTo("prod");
    assertThat(call.gatewayNode()).isEqualTo("flex-1");
    assertThat(call.decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
    assertThat(call.bytesIn()).isEqualTo(210);
    assertThat(call.bytesOut()).isEqualTo(512);
    assertThat(call.sourceAddress()).isEqualTo("198.51.100.77");
    assertThat(call.userAgent()).isEqualTo("okhttp/4.12.0");
    assertThat(call.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file-output", "standard-output", "fluent-bit-record", "fluent-bit-tail"})
  void whatWrapsALineDoesNotChangeItsCall(String name) {
    ApiCall bare = lines.call("authenticated");
    ApiCall call = lines.call(name);
    assertThat(call.time()).isEqualTo(bare.time());
    assertThat(call.principal()).isEqualTo(bare.principal());
    assertThat(call.route()).isEqualTo(bare.route());
    assertThat(call.status()).isEqualTo(bare.status());
    assertThat(lines.callsOf(lines.line(name))).containsExactly(call);
  }

  @ParameterizedTest
  @CsvSource({
    "unauthenticated, 200, UPSTREAM",
    "refused-401, 401, GATEWAY",
    "forbidden-by-policy-403, 403, GATEWAY"
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
    "not-found-404, 404, UPSTREAM",
    "limited-429, 429, GATEWAY",
    "our-quota-429, 429, OUR_QUOTA",
    "backend-failed-503, 503, UPSTREAM"
  })
  void whoDecidedIsToldApartAndTheAgentStays(String name, int status, DecidedBy by) {
    ApiCall call = lines.call(name);
    assertThat(call.status()).isEqualTo(status);
    assertThat(call.decidedBy()).isEqualTo(by);
    assertThat(call.principal()).isEqualTo(CLIENT);
  }

  @Test
  void theClientOfAViolationIsAClaim() {
    assertThat(lines.call("refused-401").claimedIdHash()).hasSize(32);
    assertThat(lines.call("forbidden-by-policy-403").claimedIdHash()).hasSize(32);
    ApiCall unknown =
        lines.call(
            "missing-fields", line -> line.put("statusCode", "401").put("clientId", "somebody"));
    assertThat(unknown.principal()).isEqualTo(Principal.source("2001:db8:12::/48"));
    assertThat(unknown.claimedIdHash()).hasSize(32);
  }

  @Test
  void aUserIsHashed() {
    Principal user = lines.call("user").principal();
    assertThat(user.issuer()).isEqualTo("mulesoft.principal");
    assertThat(user.id()).hasSize(32);
  }

  @Test
  void quotesInWhatAClientSendsDoNotBreakTheLine() {
    ApiCall call = lines.call("quote-in-agent");
    assertThat(call.route()).isEqualTo("/open-banking/{id}");
    assertThat(call.userAgent()).startsWith("evil\" agent");
  }

  @Test
  void aFieldThatStandsTwiceMakesTheLineAReject() {
    String line = lines.line("unauthenticated").replace("{", "{\"clientId\":\"somebody\",");
    assertThat(lines.reasonOf(line)).isEqualTo("duplicate_field");
  }

  @Test
  void whatIsMissingStaysUnknown() {
    ApiCall call = lines.call("missing-fields");
    assertThat(call.time()).isEqualTo(Instant.parse("2026-03-02T09:15:00Z"));
    assertThat(call.latencyMillis()).isNull();
    assertThat(call.decidedBy()).isNull();
    assertThat(call.sourceAddress()).isEqualTo("2001:db8:12::7");
    assertThat(call.service()).isEqualTo("open-banking");
  }

  @Test
  void oddTypesAreReadForWhatTheyMean() {
    ApiCall call = lines.call("odd-types");
    assertThat(call.time()).isEqualTo(Instant.parse("2026-03-02T09:15:00.040Z"));
    assertThat(call.latencyMillis()).isEqualTo(40);
    assertThat(call.sourceAddress()).isEqualTo("2001:db8:12::7");
    assertThat(call.principal()).isEqualTo(CLIENT);
    assertThat(call.userAgent()).isNull();
    assertThat(call.bytesIn()).isNull();
  }

  @Test
  void aMuleGatewaysUriCarriesTheQuery() {
    ApiCall call = lines.call("mule-runtime");
    assertThat(call.route()).isEqualTo("/open-banking/accounts");
    assertThat(call.objects()).singleElement().extracting(o -> o.kind()).isEqualTo("account");
    assertThat(call.sourceAddress()).isEqualTo("198.51.100.77");
  }

  @Test
  void linesAboutSomethingElseAreNamed() {
    assertThat(lines.reason("runtime-log-record")).isEqualTo("not_a_call");
    assertThat(lines.reason("runtime-log-line")).isEqualTo("not_the_format");
    assertThat(lines.reasonOf(" \t ")).isEqualTo("empty_line");
    assertThat(lines.reasonOf("[envoy][info][accessLog] {\"receivedTs\":\"2026-03-0"))
        .isEqualTo("truncated");
    assertThat(lines.reasonOf("{\"message\":\"{\\\"message\\\":\\\"{}\\\"}\"}"))
        .isEqualTo("time_missing");
  }

  @Test
  void textsAndRecordsComeInBodiesOfManyLines() {
    String text = lines.line("file-output") + "\n" + lines.line("standard-output") + "\n";
    assertThat(lines.callsOf(text)).hasSize(2);
    String records = lines.line("fluent-bit-record") + "\n" + lines.line("authenticated");
    assertThat(lines.callsOf(records)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "receivedTs, '', time_missing",
    "receivedTs, soon, wrong_type",
    "statusCode, '', status_missing",
    "method, '', method_missing",
    "requestPath, '', path_missing",
    "remoteAddress, '', caller_missing"
  })
  void whatIsMissingIsNamed(String field, String value, String reason) {
    assertThat(lines.reason("missing-fields", line -> line.put(field, value))).isEqualTo(reason);
  }
}
