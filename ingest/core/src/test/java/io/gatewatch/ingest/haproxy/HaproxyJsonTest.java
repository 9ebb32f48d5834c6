package io.gatewatch.ingest.haproxy;

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
import org.junit.jupiter.params.provider.ValueSource;

class HaproxyJsonTest {
  private static final Instant END = Instant.ofEpochMilli(1_772_442_900_250L);

  private final FormatLines lines = new FormatLines("haproxy");
  private final List<String> fixture = lines.fixture("json.log");

  @Test
  void everyLineOfTheFixtureIsACall() {
    assertThat(fixture).hasSizeGreaterThan(15);
    assertThat(fixture)
        .allSatisfy(line -> assertThat(lines.call(line).format()).isEqualTo("haproxy"));
  }

  @Test
  void aLineTellsWhatItHas() {
    ApiCall call = lines.call(fixture.get(0));
    assertThat(call.time()).isEqualTo(END);
    assertThat(call.latencyMillis()).isEqualTo(40.0);
    assertThat(call.route()).isEqualTo("/accounts/{id}/balances");
    assertThat(call.service()).isEqualTo("accounts");
    assertThat(call.environment()).isEqualTo("production");
    assertThat(call.gatewayNode()).isEqualTo("edge-3");
    assertThat(call.callId()).isEqualTo("7ba06c4e-64b6-4c76-9bec-bbaff4721d98");
    assertThat(call.bytesIn()).isEqualTo(210);
    assertThat(call.bytesOut()).isEqualTo(512);
    assertThat(call.decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
    assertThat(call.principal()).isEqualTo(Principal.source("198.51.100.0/24"));
    assertThat(call.claimedIdHash()).isNull();
    assertThat(call.userAgent()).isEqualTo("okhttp/4.12.0");
  }

  @Test
  void aKeptConnectionDoesNotDateACallByTheOneBefore() {
    ObjectNode line = line();
    line.remove("end_ms");
    assertThat(call(line).time()).isEqualTo(END);
    line.remove("t_total");
    line.put("ts_ms", 1_772_442_900_210L);
    assertThat(call(line).time()).isEqualTo(END);
    line.remove("ts_ms");
    assertThat(lines.reject(line.toString())).isEqualTo(RejectReason.TIME_MISSING);
  }

  @Test
  void onlyWhatHaproxyCheckedNamesTheAgent() {
    assertThat(lines.call(fixture.get(1)).principal())
        .isEqualTo(Principal.agent("budget-buddy", "haproxy.agent"));
    assertThat(lines.call(fixture.get(2)).agentName()).contains("partner-31");
    assertThat(lines.call(fixture.get(2)).credentialHash()).isNotNull();
    assertThat(lines.call(fixture.get(3)).principal().issuer())
        .isEqualTo("https://login.example.com/");
    assertThat(lines.call(fixture.get(4)).principal().id()).hasSize(32);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "-", "", "yes"})
  void anAgentThatNobodyCheckedIsOnlyAClaim(String authn) {
    ApiCall call = call(line().put("authn", authn).put("agent", "victim"));
    assertThat(call.principal().kind()).isEqualTo(Principal.Kind.SOURCE);
    assertThat(call.claimedIdHash()).isNotNull();
    assertThat(call(line().put("authn", authn).put("agent", "anonymous")).claimedIdHash()).isNull();
  }

  @Test
  void whatIsNoRequestIsAMalformedCall() {
    assertThat(lines.call(fixture.get(6)).method()).isEqualTo("MALFORMED");
    assertThat(lines.call(fixture.get(6)).decidedBy()).isEqualTo(DecidedBy.GATEWAY);
    assertThat(lines.call(fixture.get(13)).method()).isEqualTo("OPTIONS");
    assertThat(lines.call(fixture.get(13)).route()).isEqualTo("/");
  }

  @Test
  void aLimitOfOursIsToldByItsDecisionButOnlyFromHaproxyItself() {
    assertThat(lines.call(fixture.get(7)).decidedBy()).isEqualTo(DecidedBy.OUR_QUOTA);
    assertThat(call(line().put("status", "429").put("decision", "limit")).decidedBy())
        .isEqualTo(DecidedBy.UPSTREAM);
    assertThat(lines.call(fixture.get(8)).decidedBy()).isEqualTo(DecidedBy.GATEWAY);
    assertThat(lines.call(fixture.get(8)).service()).isEqualTo("accounts");
  }

  @Test
  void aStateThatIsEmptyTellsNothing() {
    assertThat(call(line().put("term", "")).decidedBy()).isNull();
    assertThat(call(line().put("term", "-")).decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
  }

  @Test
  void theEndOfAClippedPathIsNotBelieved() {
    ApiCall call = lines.call(fixture.get(12));
    assertThat(call.route()).isEqualTo("/accounts/{id}");
  }

  @Test
  void headersOfMeaningAreKept() {
    ApiCall call = lines.call(fixture.get(14));
    assertThat(call.userAgent()).startsWith("say \"hi\" \\");
    assertThat(call.traceId()).isEqualTo("8b3c5d7e9f1a2b4c6d8e0f1a2b3c4d5e");
    assertThat(call.consentHash()).hasSize(32);
    assertThat(call.onBehalfOfHash()).hasSize(32);
    assertThat(call.toolName()).isEqualTo("list_accounts");
    assertThat(call.userPresent()).isEqualTo(UserPresent.TRUE);
  }

  @Test
  void theFieldsOfAnOldFormatAreUnderstood() {
    ApiCall call = lines.call(fixture.get(15));
    assertThat(call.time()).isEqualTo(END);
    assertThat(call.principal()).isEqualTo(Principal.agent("agent-7", "haproxy.agent"));
    assertThat(call.route()).isEqualTo("/cards/{id}");
    assertThat(call.decidedBy()).isEqualTo(DecidedBy.OUR_QUOTA);
  }

  @Test
  void syslogIsTakenOff() {
    assertThat(lines.call(fixture.get(16)).gatewayNode()).isEqualTo("edge-4");
  }

  @Test
  void bytesThatAreNoTextDoNotCostTheLine() {
    byte[] line =
        line()
            .put("ua", "x?y")
            .toString()
            .replace('?', '\u00ff')
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(lines.call(line).status()).isEqualTo(200);
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(without("status")).isEqualTo(RejectReason.STATUS_MISSING);
    assertThat(without("client_ip")).isEqualTo(RejectReason.CALLER_MISSING);
    assertThat(without("method")).isEqualTo(RejectReason.METHOD_MISSING);
    assertThat(lines.reject(fixture.get(0).substring(0, 300))).isEqualTo(RejectReason.TRUNCATED);
    assertThat(lines.reject("{\"limit\":-}")).isEqualTo(RejectReason.NOT_JSON);
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
