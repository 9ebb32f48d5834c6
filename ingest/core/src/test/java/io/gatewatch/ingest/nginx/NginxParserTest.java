package io.gatewatch.ingest.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.DecidedBy;
import io.gatewatch.ingest.ApiCall.UserPresent;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.text.FormatLines;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NginxParserTest {
  private final FormatLines lines = new FormatLines("nginx");

  @Test
  void everyLineOfTheFixtureIsACall() {
    List<String> fixture = lines.fixture("nginx.log");
    assertThat(fixture).hasSizeGreaterThan(15);
    assertThat(fixture)
        .allSatisfy(line -> assertThat(lines.call(line).format()).isEqualTo("nginx"));
  }

  @Test
  void aLineTellsWhatItHas() {
    ApiCall call = call(line());
    assertThat(call.time()).isEqualTo(Instant.ofEpochMilli(1_772_442_900_250L));
    assertThat(call.latencyMillis()).isEqualTo(40.0);
    assertThat(call.method()).isEqualTo("GET");
    assertThat(call.route()).isEqualTo("/accounts/{id}/balances");
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.bytesIn()).isEqualTo(210);
    assertThat(call.bytesOut()).isEqualTo(512);
    assertThat(call.service()).isEqualTo("accounts-backend");
    assertThat(call.environment()).isEqualTo("production");
    assertThat(call.gatewayNode()).isEqualTo("edge-3");
    assertThat(call.callId()).isEqualTo("9b1f0c7e55d14e6f8a2b3c4d5e6f7081");
    assertThat(call.sourceAddress()).isEqualTo("198.51.100.77");
    assertThat(call.userAgent()).isEqualTo("okhttp/4.12.0");
    assertThat(call.principal()).isEqualTo(Principal.source("198.51.100.0/24"));
    assertThat(call.claimedIdHash()).isNull();
    assertThat(call.userPresent()).isEqualTo(UserPresent.UNKNOWN);
  }

  @Test
  void aCheckedKeyIsTheAgent() {
    ApiCall call = call(line().put("authn", "key").put("agent", "budget-buddy"));
    assertThat(call.principal()).isEqualTo(Principal.agent("budget-buddy", "nginx.agent"));
    assertThat(call.agentName()).isEqualTo("budget-buddy");
    assertThat(call.claimedIdHash()).isNull();
  }

  @Test
  void aVerifiedCertificateIsTheAgentUnderTheHashOfItsSubject() {
    ObjectNode line =
        line().put("authn", "mtls").put("agent", "CN=p-31,O=Bank").put("credential", "7d1f");
    ApiCall call = call(line);
    assertThat(call.principal().id()).hasSize(32);
    assertThat(call.agentName()).isEqualTo("CN=p-31,O=Bank");
    assertThat(call.credentialHash()).hasSize(32);
    assertThat(call(line.put("agent", "CN=p-32,O=Bank")).principal())
        .isNotEqualTo(call.principal());
  }

  @Test
  void aTokensIssuerIsPartOfTheAgent() {
    ObjectNode line =
        line().put("authn", "jwt").put("agent", "0b3f9c1e-2b8a-4f61-a6de-b7a1c24f9e03");
    assertThat(call(line).principal().kind()).isEqualTo(Principal.Kind.SOURCE);
    ApiCall call = call(line.put("agent_issuer", "https://login.example.com/"));
    assertThat(call.principal())
        .isEqualTo(
            Principal.agent("0b3f9c1e-2b8a-4f61-a6de-b7a1c24f9e03", "https://login.example.com/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "", "yes", "KEY", "-"})
  void anAgentThatNobodyCheckedIsOnlyAClaim(String authn) {
    ApiCall call = call(line().put("authn", authn).put("agent", "victim"));
    assertThat(call.principal()).isEqualTo(call(line()).principal());
    assertThat(call.claimedIdHash()).isNotNull();
  }

  @Test
  void aPasswordProvesNothingBeforeNginxLetTheCallPass() {
    ObjectNode line =
        line().put("authn", "basic-checked").put("agent", "anna").put("remote_user", "anna");
    ApiCall passed = call(line);
    assertThat(passed.principal().kind()).isEqualTo(Principal.Kind.AGENT);
    assertThat(passed.principal().id()).hasSize(32).doesNotContain("anna");
    assertThat(passed.claimedIdHash()).isNull();
    ApiCall limited = call(noUpstream(line).put("status", "429"));
    assertThat(limited.principal().kind()).isEqualTo(Principal.Kind.SOURCE);
    assertThat(limited.claimedIdHash()).isNotNull();
  }

  @Test
  void aRemoteUserIsAClaim() {
    ApiCall call = call(line().put("remote_user", "anna"));
    assertThat(call.principal().kind()).isEqualTo(Principal.Kind.SOURCE);
    assertThat(call.claimedIdHash()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "200; 10.0.0.9:80; 200; 0.010; UPSTREAM",
        "404; 10.0.0.9:80; 404; 0.010; UPSTREAM",
        "403; ''; ''; ''; GATEWAY",
        "502; 10.0.0.9:80; 502; -; GATEWAY",
        "502; 10.0.0.9:80; 502; 0.010; UPSTREAM",
        "200; 10.0.0.9:80, 10.0.0.8:80; 502, 200; -, 0.010; UPSTREAM",
        "504; 10.0.0.9:80, 10.0.0.8:80; 502, 504; 0.001, -; GATEWAY",
        "404; 10.0.0.9:80 : 10.0.0.8:80; 500 : 200; 0.001 : 0.001; GATEWAY",
        "429; ''; ''; ''; GATEWAY",
        "429; 10.0.0.9:80; 429; 0.010; UPSTREAM"
      })
  void whoDecidedIsToldByTheLastUpstream(
      String status, String upstream, String upstreamStatus, String header, DecidedBy expected) {
    ObjectNode line =
        line()
            .put("status", status)
            .put("upstream_addr", upstream)
            .put("upstream_status", upstreamStatus)
            .put("upstream_header_time", header);
    assertThat(call(line).decidedBy()).isEqualTo(expected);
  }

  @Test
  void aLimitOfOursIsToldByItsHeaderButOnlyFromTheGateway() {
    ObjectNode line = line().put("status", "429").put("upstream_status", "429");
    line.put("sent_http_x_gatewatch_quota", "q-1");
    assertThat(call(line).decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
    assertThat(call(noUpstream(line)).decidedBy()).isEqualTo(DecidedBy.OUR_QUOTA);
    assertThat(call(noUpstream(line).put("status", "403")).decidedBy())
        .isEqualTo(DecidedBy.GATEWAY);
  }

  @Test
  void aConsentThatIsUsedUpIsNoGatewayLimit() {
    ObjectNode line = line().put("status", "429").put("upstream_status", "429");
    line.put("sent_http_x_error_code", "ACCESS_EXCEEDED");
    assertThat(call(line).decidedBy()).isEqualTo(DecidedBy.CONSENT_LIMIT);
  }

  @Test
  void aRequestThatNginxCouldNotReadIsAMalformedCall() {
    ObjectNode line =
        noUpstream(line()).put("status", "400").put("request_method", "").put("request_uri", "");
    assertThat(call(line).method()).isEqualTo("MALFORMED");
    assertThat(call(line).route()).isEqualTo("/");
    line.put("request", "GET /reports of may HTTP/1.1");
    assertThat(call(line).method()).isEqualTo("MALFORMED");
    line.put("request", "GET /reports/" + "x".repeat(9000)).put("status", "414");
    assertThat(call(line).method()).isEqualTo("GET");
    assertThat(call(line).route()).isEqualTo("/reports/{id}");
  }

  @Test
  void bytesThatAreNoTextDoNotCostTheLine() {
    String json = text(line().put("http_user_agent", "x?y").put("request_uri", "/a?b"));
    byte[] line = json.replace('?', '\u00ff').getBytes(StandardCharsets.ISO_8859_1);
    assertThat(lines.call(line).status()).isEqualTo(200);
  }

  @Test
  void headersOfMeaningAreKept() {
    ObjectNode line =
        line()
            .put("http_traceparent", "00-8b3c5d7e9f1a2b4c6d8e0f1a2b3c4d5e-1122334455667788-01")
            .put("http_psu_id", "anna")
            .put("http_consent_id", "consent-4711")
            .put("http_mcp_tool_name", "list_accounts");
    ApiCall call = call(line);
    assertThat(call.traceId()).isEqualTo("8b3c5d7e9f1a2b4c6d8e0f1a2b3c4d5e");
    assertThat(call.onBehalfOfHash()).hasSize(32);
    assertThat(call.consentHash()).hasSize(32);
    assertThat(call.toolName()).isEqualTo("list_accounts");
    assertThat(call.userPresent()).isEqualTo(UserPresent.FALSE);
    assertThat(call(line.put("user_present", "yes")).userPresent()).isEqualTo(UserPresent.TRUE);
  }

  @Test
  void timesOfOtherFormatsAreRead() {
    ObjectNode line = line();
    line.remove("msec");
    assertThat(call(line.put("time_iso8601", "2026-03-02T10:15:00+01:00")).time())
        .isEqualTo("2026-03-02T09:15:00Z");
    line.remove("time_iso8601");
    assertThat(call(line.put("time_local", "02/Mar/2026:10:15:00 +0100")).time())
        .isEqualTo("2026-03-02T09:15:00Z");
    assertThat(call(line.put("msec", "1772442900.250")).time())
        .isEqualTo("2026-03-02T09:15:00.250Z");
    line.remove(List.of("msec", "time_local"));
    assertThat(lines.reject(text(line))).isEqualTo(RejectReason.TIME_MISSING);
  }

  @Test
  void theFieldsOfAnOldFormatAreUnderstood() {
    ApiCall call = lines.call(lines.fixture("nginx.log").get(15));
    assertThat(call.principal()).isEqualTo(Principal.agent("agent-7", "nginx.agent"));
    assertThat(call.route()).isEqualTo("/cards/{id}");
    assertThat(call.decidedBy()).isEqualTo(DecidedBy.OUR_QUOTA);
    assertThat(call.latencyMillis()).isEqualTo(1.0);
  }

  @Test
  void anOperatorsOwnFormatWithTheRequestAsOneTextIsUnderstood() {
    ApiCall call = lines.call(lines.fixture("nginx.log").get(16));
    assertThat(call.method()).isEqualTo("GET");
    assertThat(call.route()).isEqualTo("/cards");
    assertThat(call.objects()).hasSize(1);
    assertThat(call.bytesOut()).isEqualTo(77);
    assertThat(call.decidedBy()).isNull();
  }

  @Test
  void carriersAreTakenOff() {
    assertThat(lines.call(lines.fixture("nginx.log").get(17)).gatewayNode()).isEqualTo("edge-4");
    assertThat(lines.call(lines.fixture("nginx.log").get(18)).gatewayNode()).isEqualTo("edge-3");
  }

  @Test
  void aSocketIsASourceWithoutANetwork() {
    assertThat(call(line().put("remote_addr", "unix:")).principal().id()).startsWith("host~");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(without("status")).isEqualTo(RejectReason.STATUS_MISSING);
    assertThat(without("remote_addr")).isEqualTo(RejectReason.CALLER_MISSING);
    assertThat(without("request_method", "request_uri", "request"))
        .isEqualTo(RejectReason.METHOD_MISSING);
    assertThat(lines.reject(text(line()).substring(0, 300))).isEqualTo(RejectReason.TRUNCATED);
  }

  private RejectReason without(String... fields) {
    ObjectNode line = line();
    line.remove(List.of(fields));
    return lines.reject(text(line));
  }

  private static ObjectNode noUpstream(ObjectNode line) {
    return line.put("upstream_addr", "").put("upstream_status", "").put("upstream_header_time", "");
  }

  private ObjectNode line() {
    try {
      return (ObjectNode) new ObjectMapper().readTree(lines.fixture("nginx.log").get(0));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(ObjectNode line) {
    return line.toString();
  }

  private ApiCall call(ObjectNode line) {
    return lines.call(text(line));
  }
}
