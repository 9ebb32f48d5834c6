package io.gatewatch.ingest.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.DecidedBy;
import io.gatewatch.ingest.ApiCall.UserPresent;
import io.gatewatch.ingest.ObjectRef;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.text.FormatLines;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvoyJsonTest {
  private final FormatLines lines = new FormatLines("envoy");
  private final List<String> fixture = lines.fixture("json.log");

  @Test
  void everyLineOfTheFixtureIsACall() {
    assertThat(fixture).hasSizeGreaterThan(15);
    assertThat(fixture)
        .allSatisfy(line -> assertThat(lines.call(line).format()).isEqualTo("envoy"));
  }

  @Test
  void aLineTellsWhatItHas() {
    ApiCall call = lines.call(fixture.get(0));
    assertThat(call.time()).isEqualTo("2026-03-02T09:15:00.250Z");
    assertThat(call.latencyMillis()).isEqualTo(40.0);
    assertThat(call.route()).isEqualTo("/accounts/{id}/balances");
    assertThat(call.service()).isEqualTo("accounts");
    assertThat(call.environment()).isEqualTo("production");
    assertThat(call.gatewayNode()).isEqualTo("edge-3");
    assertThat(call.bytesOut()).isEqualTo(512);
    assertThat(call.decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
    assertThat(call.principal()).isEqualTo(Principal.source("198.51.100.0/24"));
    assertThat(call.sourceAddress()).isEqualTo("198.51.100.77");
    assertThat(call.claimedIdHash()).isNull();
    assertThat(call.userPresent()).isEqualTo(UserPresent.UNKNOWN);
  }

  @Test
  void aVerifiedTokensClientIsTheAgentElseItsSubjectHashed() {
    ApiCall client = lines.call(fixture.get(1));
    assertThat(client.principal())
        .isEqualTo(Principal.agent("budget-buddy", "https://login.example.com/"));
    ApiCall subject = lines.call(fixture.get(2));
    assertThat(subject.principal().issuer()).isEqualTo("https://login.example.com/");
    assertThat(subject.principal().id()).hasSize(32).doesNotContain("anna");
  }

  @Test
  void aCertificateIsTheAgentOnlyWhereTheOperatorSaysThatItIsVerified() {
    ApiCall verified = lines.call(fixture.get(3));
    assertThat(verified.principal())
        .isEqualTo(Principal.agent(verified.principal().id(), "envoy.mtls"));
    assertThat(verified.claimedIdHash()).isNull();
    assertThat(verified.credentialHash()).isNotNull();
    ApiCall shown = lines.call(fixture.get(4));
    assertThat(shown.principal().kind()).isEqualTo(Principal.Kind.SOURCE);
    assertThat(shown.claimedIdHash()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "200, -, via_upstream, UPSTREAM",
    "200, UC, upstream_reset_after_response_started{connection_termination}, UPSTREAM",
    "503, UF, upstream_reset_before_response_started{connection_failure}, GATEWAY",
    "404, NR, route_not_found, GATEWAY",
    "403, UAEX, ext_authz_denied, GATEWAY",
    "401, -, jwt_authn_access_denied{Jwt_is_expired}, GATEWAY",
    "301, -, direct_response, GATEWAY",
    "429, RL, request_rate_limited, GATEWAY",
    "429, -, via_upstream, UPSTREAM",
    "503, UH,, GATEWAY",
    "200, DI,, UPSTREAM",
    "200, -,, UPSTREAM",
    "200, DC,, UPSTREAM",
    "0, DC, downstream_remote_disconnect,"
  })
  void detailsThenFlagsTellWhoDecided(int code, String flags, String details, DecidedBy expected) {
    ObjectNode line = line().put("response_code", code).put("response_flags", flags);
    assertThat(call(line.put("response_code_details", details)).decidedBy()).isEqualTo(expected);
  }

  @Test
  void withoutAnUpstreamEnvoyDecided() {
    ObjectNode line = line();
    line.putNull("response_code_details").putNull("upstream_host");
    assertThat(call(line).decidedBy()).isEqualTo(DecidedBy.GATEWAY);
    line.remove("upstream_host");
    assertThat(call(line).decidedBy()).isNull();
  }

  @Test
  void aLimitOfOursIsToldByItsHeaderButOnlyFromEnvoyItself() {
    assertThat(lines.call(fixture.get(6)).decidedBy()).isEqualTo(DecidedBy.GATEWAY);
    assertThat(lines.call(fixture.get(7)).decidedBy()).isEqualTo(DecidedBy.OUR_QUOTA);
    ObjectNode forged = line().put("response_code", 429).put("x_gatewatch_quota", "q-1");
    assertThat(call(forged).decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
    ObjectNode consent = line().put("response_code", 429).put("x_error_code", "ACCESS_EXCEEDED");
    assertThat(call(consent).decidedBy()).isEqualTo(DecidedBy.CONSENT_LIMIT);
  }

  @Test
  void aClientThatWentAwayIsACallWithoutAnAnswer() {
    assertThat(lines.call(fixture.get(5)).status()).isEqualTo(499);
    assertThat(lines.call(fixture.get(5)).decidedBy()).isNull();
  }

  @Test
  void whatIsNoRequestIsAMalformedCall() {
    assertThat(lines.call(fixture.get(12)).method()).isEqualTo("MALFORMED");
    assertThat(lines.call(fixture.get(12)).status()).isEqualTo(400);
  }

  @Test
  void headersOfMeaningAreKept() {
    ApiCall call = lines.call(fixture.get(13));
    assertThat(call.traceId()).isEqualTo("8b3c5d7e9f1a2b4c6d8e0f1a2b3c4d5e");
    assertThat(call.consentHash()).hasSize(32);
    assertThat(call.onBehalfOfHash()).hasSize(32);
    assertThat(call.toolName()).isEqualTo("list_accounts");
    assertThat(call.userPresent()).isEqualTo(UserPresent.TRUE);
    assertThat(call.claimedIdHash()).isNotNull();
  }

  @Test
  void theNamesOfEnvoyGatewayAreKnown() {
    ApiCall call = lines.call(fixture.get(15));
    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.route()).isEqualTo("/cards");
    assertThat(call.objects()).extracting(ObjectRef::kind).containsExactly("account");
    assertThat(call.userAgent()).isEqualTo("curl/8.5.0");
    assertThat(call.sourceAddress()).isEqualTo("192.0.2.7");
    assertThat(call.callId()).startsWith("3bbc0252-2d5c-49fe-bd89-104e9b617701~");
  }

  @Test
  void theNamesOfIstioAndValuesAsTextAreKnown() {
    ApiCall call = lines.call(fixture.get(17));
    assertThat(call.time()).isEqualTo("2026-03-02T09:15:00.221Z");
    assertThat(call.bytesOut()).isEqualTo(77);
    assertThat(call.status()).isEqualTo(200);
  }

  @Test
  void theOriginalPathGoesBeforeTheRewrittenOne() {
    ObjectNode line = line().put("path", "/internal/v7").put("x-envoy-original-path", "/cards/11");
    assertThat(call(line).route()).isEqualTo("/cards/{id}");
  }

  @Test
  void withoutAnAddressTheNearestOfTheChainIsTheSource() {
    ObjectNode line = line().put("x_forwarded_for", "203.0.113.7, 198.51.100.78");
    line.remove("downstream_remote_address");
    assertThat(call(line).sourceAddress()).isEqualTo("198.51.100.78");
    line.putNull("x_forwarded_for");
    assertThat(call(line).principal()).isEqualTo(Principal.source("unknown"));
    assertThat(call(line.put("downstream_remote_address", "@/run/gateway.sock")).principal().id())
        .startsWith("host~");
    assertThat(lines.call(fixture.get(14)).sourceAddress()).isEqualTo("2001:db8:12::7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"DownstreamStart", "DownstreamPeriodic", "UpstreamEnd", "TcpConnectionEnd"})
  void onlyTheEndOfARequestIsACall(String type) {
    assertThat(lines.reject(line().put("access_log_type", type).toString()))
        .isEqualTo(RejectReason.NOT_A_CALL);
    assertThat(call(line().put("access_log_type", "NotSet")).status()).isEqualTo(200);
    assertThat(call(line().put("access_log_type", "-")).status()).isEqualTo(200);
  }

  @Test
  void whatIsAboutNoRequestIsNoCall() {
    ObjectNode tcp = line().put("response_code", 0).put("protocol", "-");
    tcp.putNull("method").putNull("path");
    assertThat(lines.reject(tcp.toString())).isEqualTo(RejectReason.NOT_A_CALL);
    assertThat(
            lines.reject(
                "{\"level\":\"info\",\"time\":\"2026-03-02T09:15:00Z\",\"msg\":\"ready\"}"))
        .isEqualTo(RejectReason.NOT_A_CALL);
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(without("response_code")).isEqualTo(RejectReason.STATUS_MISSING);
    assertThat(without("method")).isEqualTo(RejectReason.METHOD_MISSING);
    assertThat(without("start_time")).isEqualTo(RejectReason.TIME_MISSING);
    assertThat(lines.reject(fixture.get(0).substring(0, 200))).isEqualTo(RejectReason.TRUNCATED);
  }

  private RejectReason without(String field) {
    ObjectNode line = line();
    line.remove(field);
    return lines.reject(line.toString());
  }

  private ObjectNode line() {
    try {
      return (ObjectNode) new ObjectMapper().readTree(fixture.get(0));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private ApiCall call(ObjectNode line) {
    return lines.call(line.toString());
  }
}
