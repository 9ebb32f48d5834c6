package io.gatewatch.ingest.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.DecidedBy;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.text.FormatLines;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HaproxyTextTest {
  private static final String HEAD = "192.0.2.5:50127 [02/Mar/2026:09:15:00.210] ";

  private final FormatLines lines = new FormatLines("haproxy");
  private final List<String> fixture = lines.fixture("text.log");

  @Test
  void everyLineOfTheFixtureIsACall() {
    assertThat(fixture).hasSizeGreaterThan(15);
    assertThat(fixture)
        .allSatisfy(line -> assertThat(lines.call(line).format()).isEqualTo("haproxy"));
  }

  @Test
  void aLineTellsWhatItHas() {
    ApiCall call = lines.call(fixture.get(0));
    assertThat(call.time()).isEqualTo("2026-03-02T09:15:00.250Z");
    assertThat(call.latencyMillis()).isEqualTo(40.0);
    assertThat(call.method()).isEqualTo("GET");
    assertThat(call.route()).isEqualTo("/accounts/{id}/balances");
    assertThat(call.service()).isEqualTo("accounts");
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.bytesOut()).isEqualTo(512);
    assertThat(call.decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
    assertThat(call.principal()).isEqualTo(Principal.source("198.51.100.0/24"));
    assertThat(call.sourceAddress()).isEqualTo("198.51.100.77");
  }

  @Test
  void capturedHeadersAreReadOverWhateverTheyHold() {
    assertThat(lines.call(fixture.get(1)).method()).isEqualTo("POST");
    assertThat(lines.call(fixture.get(1)).bytesOut()).isEqualTo(512);
    assertThat(lines.call(fixture.get(1)).latencyMillis()).isEqualTo(40.0);
    // A header that ends with a backslash must not swallow the brace behind it.
    assertThat(lines.call(fixture.get(2)).route()).isEqualTo("/{id}/{id}");
  }

  @Test
  void aPortFollowsEveryAddress() {
    assertThat(lines.call(fixture.get(3)).sourceAddress()).isEqualTo("2001:db8:12::7");
    assertThat(lines.call(fixture.get(17)).principal().id()).startsWith("host~");
  }

  @Test
  void whatIsNoRequestIsAMalformedCall() {
    ApiCall bad = lines.call(fixture.get(4));
    assertThat(bad.method()).isEqualTo("MALFORMED");
    assertThat(bad.status()).isEqualTo(400);
    assertThat(lines.call(fixture.get(5)).status()).isEqualTo(408);
  }

  @ParameterizedTest
  @CsvSource({
    "accounts/a1, 200, ----, UPSTREAM",
    "accounts/a1, 404, --NI, UPSTREAM",
    "accounts/a1, 200, CD--, UPSTREAM",
    "accounts/a1, 200, cD--, UPSTREAM",
    "accounts/a1, 200, SD--, UPSTREAM",
    "accounts/a1, 200, LD--, UPSTREAM",
    "accounts/a1, 503, SC--, GATEWAY",
    "accounts/a1, 503, sQ--, GATEWAY",
    "accounts/a1, 502, SH--, GATEWAY",
    "accounts/a1, 502, PH--, GATEWAY",
    "accounts/a1, 504, sH--, GATEWAY",
    "api/<NOSRV>, 429, LR--, GATEWAY",
    "api/<NOSRV>, 403, PR--, GATEWAY",
    "api/<NOSRV>, 400, CR--, GATEWAY",
    "api/<NOSRV>, 200, PT--, GATEWAY",
    "accounts/<CACHE>, 200, ----, GATEWAY",
    "accounts/a1, 429, ----, UPSTREAM",
    "accounts/a1, -1, CH--,"
  })
  void theStateTellsWhoDecided(String route, String status, String state, DecidedBy expected) {
    String line =
        HEAD
            + "api "
            + route
            + " 0/0/0/2/7 "
            + status
            + " 55 - - "
            + state
            + " 5/1/0/0/0 0/0 \"GET /cards HTTP/1.1\"";
    assertThat(lines.call(line).decidedBy()).isEqualTo(expected);
  }

  @Test
  void aCallThatGotNoAnswerIsMarkedAsGivenUpByTheClient() {
    ApiCall call = lines.call(fixture.get(7));
    assertThat(call.status()).isEqualTo(499);
    assertThat(call.latencyMillis()).isEqualTo(1202.0);
  }

  @Test
  void timersThatNeverRanAreAbsent() {
    String line =
        HEAD + "api api/<NOSRV> -1/-1/-1/-1/-1 503 0 - - SC-- 1/1/0/0/0 0/0 \"GET / HTTP/1.1\"";
    assertThat(lines.call(line).latencyMillis()).isNull();
  }

  @Test
  void theEndOfACutRequestIsNotBelieved() {
    for (int cut : List.of(11, 12)) {
      ApiCall call = lines.call(fixture.get(cut));
      assertThat(call.method()).isEqualTo("GET");
      assertThat(call.route()).isEqualTo("/accounts/{id}/statements");
      assertThat(call.objects()).hasSize(1);
    }
  }

  @Test
  void carriersAreTakenOffAndTheirZoneCounts() {
    assertThat(lines.call(fixture.get(14)).gatewayNode()).isEqualTo("edge-4");
    assertThat(lines.call(fixture.get(15)).time()).isEqualTo("2026-03-02T09:15:14.217Z");
    assertThat(lines.call(fixture.get(16)).time()).isEqualTo("2026-03-02T09:15:15.217Z");
    assertThat(lines.call(fixture.get(16)).gatewayNode()).isEqualTo("edge-4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HEAD + "api/1: SSL handshake failure",
        HEAD + "api/1: SSL handshake failure (error:0A0000C1:SSL routines::no shared cipher)",
        HEAD + "api/1: Connection closed during SSL handshake",
        HEAD + "api/1: Received something which does not look like a PROXY protocol header",
        HEAD + "tcp-in db/d1 1/2/40 512 -- 1/1/0/0/0 0/0",
        "Connect from 192.0.2.5:50127 to 192.0.2.1:443 (api/HTTP)",
        "Server accounts/a1 is DOWN, reason: Layer4 connection problem, check duration: 0ms.",
        "Mar  2 09:15:13 edge-4 haproxy[812]: Proxy api started.",
        "<133>Mar  2 09:15:13 haproxy[812]: backend accounts has no server available!",
        "[WARNING]  (812) : Exiting Master process..."
      })
  void newsAboutSomethingElseIsNoCall(String line) {
    assertThat(lines.reject(line)).isEqualTo(RejectReason.NOT_A_CALL);
  }

  @Test
  void otherLinesSayWhatTheyAre() {
    assertThat(lines.reject("192.0.2.1 - - [02/Mar/2026:09:15:00 +0000] \"GET / HTTP/1.1\" 200 5"))
        .isEqualTo(RejectReason.NOT_THE_FORMAT);
    assertThat(lines.reject(HEAD + "api accounts/a1 0/0/1 200")).isEqualTo(RejectReason.NOT_A_CALL);
    assertThat(lines.reject(HEAD + "api accounts/a1 0/0/1/38/40 200 512 - - ----"))
        .isEqualTo(RejectReason.TRUNCATED);
    assertThat(lines.reject(HEAD + "api accounts 0/0/1/38/40 200"))
        .isEqualTo(RejectReason.NOT_THE_FORMAT);
    assertThat(
            lines.reject(
                HEAD
                    + "api accounts/a1 0/0/1/38/x 200 5 - - ---- 1/1/0/0/0 0/0 \"GET / HTTP/1.1\""))
        .isEqualTo(RejectReason.WRONG_TYPE);
    assertThat(lines.reject("192.0.2.5:50127 [02/Foo/2026:09:15:00.210] api a/b"))
        .isEqualTo(RejectReason.TIME_MISSING);
    assertThat(lines.reject("<134>")).isEqualTo(RejectReason.EMPTY_LINE);
  }
}
