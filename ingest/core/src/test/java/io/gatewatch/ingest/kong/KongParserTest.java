package io.gatewatch.ingest.kong;

import static io.gatewatch.ingest.kong.KongLines.anonymous;
import static io.gatewatch.ingest.kong.KongLines.authenticated;
import static io.gatewatch.ingest.kong.KongLines.call;
import static io.gatewatch.ingest.kong.KongLines.headers;
import static io.gatewatch.ingest.kong.KongLines.latencies;
import static io.gatewatch.ingest.kong.KongLines.query;
import static io.gatewatch.ingest.kong.KongLines.request;
import static io.gatewatch.ingest.kong.KongLines.response;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.DecidedBy;
import io.gatewatch.ingest.ApiCall.UserPresent;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KongParserTest {
  @Test
  void aCallIsDatedAtTheEndOfItsResponse() {
    ApiCall call = call(authenticated());
    assertThat(call.time()).isEqualTo(KongLines.STARTED.plusMillis(40));
    assertThat(call.latencyMillis()).isEqualTo(40.0);
    assertThat(call.receivedAt()).isNull();
  }

  @Test
  void aLineTellsRouteServiceSizesAndStatus() {
    ApiCall call = call(authenticated());
    assertThat(call.method()).isEqualTo("GET");
    assertThat(call.route()).isEqualTo("/accounts/{id}/balances");
    assertThat(call.operationGroup()).isEqualTo("accounts.read");
    assertThat(call.service()).isEqualTo("accounts-backend");
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.bytesIn()).isEqualTo(210);
    assertThat(call.bytesOut()).isEqualTo(512);
    assertThat(call.sensitivity()).isEqualTo(ApiCall.Sensitivity.FINANCIAL);
    assertThat(call.objects()).extracting(ObjectRef::kind).containsExactly("account");
    assertThat(call.callId()).isEqualTo("9b1f0c7e55d14e6f8a2b3c4d5e6f7081");
  }

  @Test
  void theSizeOfAPageIsKeptOfAQueryThatIsNot() {
    ObjectNode line = authenticated();
    query(line).put("fromBookingDateTime", "2026-01-01").put("pageSize", "500");
    assertThat(call(line).pageSize()).isEqualTo(500);
    assertThat(call(authenticated()).pageSize()).isNull();
  }

  @Test
  void aCallDatedFarAfterItsReceiptIsCutToItAndMarked() {
    Instant receivedAt = KongLines.STARTED.minus(Duration.ofMinutes(3));
    ApiCall call = call(authenticated(), new LineContext("bank", "public", null, receivedAt));
    assertThat(call.time()).isEqualTo(receivedAt);
    assertThat(call.timeClamped()).isTrue();
  }

  @Test
  void aClockThatIsALittleAheadIsBelieved() {
    Instant receivedAt = KongLines.STARTED.minus(Duration.ofSeconds(90));
    ApiCall call = call(authenticated(), new LineContext("bank", "public", null, receivedAt));
    assertThat(call.time()).isAfter(receivedAt);
    assertThat(call.timeClamped()).isFalse();
  }

  @Test
  void theServiceIsTheFirstPathSegmentWhenKongNamesNone() {
    ObjectNode line = authenticated();
    line.remove("service");
    assertThat(call(line).service()).isEqualTo("accounts");
  }

  @Test
  void anEmptyLuaTableInPlaceOfTriesMeansThatNobodyWasAsked() {
    ObjectNode line = authenticated();
    line.putObject("tries");
    latencies(line).put("proxy", -1);
    response(line).put("status", 429);
    assertThat(call(line).decidedBy()).isEqualTo(DecidedBy.GATEWAY);
  }

  @Test
  void aProxiedAnswerIsTheUpstreams() {
    assertThat(call(authenticated()).decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
    ObjectNode exit = authenticated();
    exit.put("source", "exit");
    assertThat(call(exit).decidedBy()).isEqualTo(DecidedBy.GATEWAY);
  }

  @Test
  void aLimitOfOursIsToldByItsHeaderButOnlyFromTheGateway() {
    ObjectNode ours = authenticated();
    ours.put("source", "kong");
    response(ours).put("status", 429);
    ((ObjectNode) response(ours).get("headers")).put("x-gatewatch-quota", "q-1");
    assertThat(call(ours).decidedBy()).isEqualTo(DecidedBy.OUR_QUOTA);
    ours.put("source", "upstream");
    assertThat(call(ours).decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
  }

  @Test
  void aConsentThatIsUsedUpIsNoGatewayLimit() {
    ObjectNode line = authenticated();
    response(line).put("status", 429);
    ((ObjectNode) response(line).get("headers")).put("x-error-code", "ACCESS_EXCEEDED");
    assertThat(call(line).decidedBy()).isEqualTo(DecidedBy.CONSENT_LIMIT);
  }

  @Test
  void listsAndTextsAndEmptyTablesAreAllQuerystrings() {
    ObjectNode lists = anonymous();
    query(lists).putArray("accountId").add("11").add("12");
    query(lists).put("page", true);
    assertThat(call(lists).objects()).hasSize(3);
    ObjectNode text = anonymous();
    request(text).put("querystring", "accountId=11&accountId=12");
    assertThat(call(text).objects()).isEqualTo(call(lists).objects());
    ObjectNode table = anonymous();
    request(table).putArray("querystring");
    assertThat(call(table).objects()).hasSize(1);
  }

  @Test
  void aSizeThatKongCouldNotParseIsAbsent() {
    ObjectNode line = authenticated();
    response(line).put("size", "unknown");
    request(line).put("size", "210");
    assertThat(call(line).bytesOut()).isNull();
    assertThat(call(line).bytesIn()).isEqualTo(210);
  }

  @Test
  void headersMayBeLists() {
    ObjectNode line = authenticated();
    headers(line).putArray("user-agent").add("okhttp/5.0.0").add("other/1");
    assertThat(call(line).userAgent()).isEqualTo("okhttp/5.0.0");
  }

  @Test
  void theTraceIsTakenFromTraceparent() {
    ObjectNode line = authenticated();
    headers(line).put("traceparent", "00-8b3c5d7e9f1a2b4c6d8e0f1a2b3c4d5e-1122334455667788-01");
    assertThat(call(line).traceId()).isEqualTo("8b3c5d7e9f1a2b4c6d8e0f1a2b3c4d5e");
    headers(line).put("traceparent", "00-" + "0".repeat(32) + "-1122334455667788-01");
    assertThat(call(line).traceId()).isNull();
  }

  @Test
  void theCustomersPresenceIsKeptAndTheAddressIsNot() {
    ObjectNode line = authenticated();
    assertThat(call(line).userPresent()).isEqualTo(UserPresent.UNKNOWN);
    headers(line).put("x-fapi-financial-id", "bank-7");
    assertThat(call(line).userPresent()).isEqualTo(UserPresent.FALSE);
    headers(line).put("x-fapi-customer-ip-address", "203.0.113.99");
    assertThat(call(line).userPresent()).isEqualTo(UserPresent.TRUE);
    assertThat(call(line).toString()).doesNotContain("203.0.113");
  }

  @Test
  void anAgentsToolConsentAndCustomerAreKept() {
    ObjectNode line = authenticated();
    headers(line)
        .put("mcp-tool", "list_accounts")
        .put("x-consent-id", "consent-4711")
        .put("psu-id", "anna@example.org");
    ApiCall call = call(line);
    assertThat(call.toolName()).isEqualTo("list_accounts");
    assertThat(call.consentHash()).hasSize(32);
    assertThat(call.onBehalfOfHash()).hasSize(32).isNotEqualTo(call.consentHash());
    assertThat(call.toString()).doesNotContain("4711").doesNotContain("anna");
  }

  @Test
  void theSameLineHasTheSameIdAndAnotherLineAnother() {
    ObjectNode old = authenticated();
    request(old).remove("id");
    String id = call(old).callId();
    assertThat(id).hasSize(32).isEqualTo(call(old).callId());
    old.put("started_at", KongLines.STARTED.toEpochMilli() + 1);
    assertThat(call(old).callId()).isNotEqualTo(id);
  }

  @Test
  void aRequestIdThatTheClientChoseDoesNotMakeItsCallsOne() {
    ObjectNode line = authenticated();
    request(line).remove("id");
    headers(line).put("x-request-id", "feedface-1b1f-4c11-8d11-1f111e111a11");
    String first = call(line).callId();
    line.put("started_at", KongLines.STARTED.toEpochMilli() + 5);
    assertThat(call(line).callId()).isNotEqualTo(first).startsWith("feedface-1b1f-");
  }
}
