package io.gatewatch.ingest.combined;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ObjectRef;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.config.IngestConfig;
import io.gatewatch.ingest.text.FormatLines;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CombinedParserTest {
  private static final String TIME = "[02/Mar/2026:09:15:00 +0000]";
  private static final String REST = "\"GET /cards HTTP/1.1\" 200 5 \"-\" \"curl/8.5.0\"";

  private final FormatLines lines = new FormatLines("combined");

  @Test
  void everyLineOfTheFixtureIsACall() {
    List<String> fixture = lines.fixture("combined.log");
    assertThat(fixture).hasSizeGreaterThan(20);
    assertThat(fixture)
        .allSatisfy(line -> assertThat(lines.call(line).format()).isEqualTo("combined"));
  }

  @Test
  void aLineTellsWhatItHas() {
    ApiCall call = lines.call(lines.fixture("combined.log").get(0));
    assertThat(call.time()).isEqualTo(Instant.parse("2026-03-02T09:15:00Z"));
    assertThat(call.method()).isEqualTo("GET");
    assertThat(call.route()).isEqualTo("/accounts/{id}/balances");
    assertThat(call.objects()).extracting(ObjectRef::kind).containsExactly("account");
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.bytesOut()).isEqualTo(512);
    assertThat(call.userAgent()).isEqualTo("okhttp/4.12.0");
    assertThat(call.sourceAddress()).isEqualTo("198.51.100.77");
    assertThat(call.principal()).isEqualTo(Principal.source("198.51.100.0/24"));
  }

  @Test
  void whatALineDoesNotTellIsAbsent() {
    ApiCall call = lines.call("192.0.2.1 - - " + TIME + " \"GET /cards HTTP/1.1\" 304 -");
    assertThat(call.bytesOut()).isNull();
    assertThat(call.bytesIn()).isNull();
    assertThat(call.latencyMillis()).isNull();
    assertThat(call.decidedBy()).isNull();
    assertThat(call.userAgent()).isNull();
    assertThat(call.claimedIdHash()).isNull();
  }

  @Test
  void theZoneOfATimeCounts() {
    assertThat(at("[02/Mar/2026:10:15:00 +0100]")).isEqualTo("2026-03-02T09:15:00Z");
    assertThat(at("[02/Mar/2026:00:15:59 -0930]")).isEqualTo("2026-03-02T09:45:59Z");
    assertThat(at("[29/Feb/2028:09:15:00.250 +0000]")).isEqualTo("2028-02-29T09:15:00.250Z");
    assertThat(at("[2026-03-02T10:15:00+01:00]")).isEqualTo("2026-03-02T09:15:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[30/Feb/2026:09:15:00 +0000]",
        "[02/Foo/2026:09:15:00 +0000]",
        "[02/Mar/2026:25:15:00 +0000]",
        "[02/Mar/2026:09:15:00 CET]",
        "[02/Mar/2026]",
        "[]"
      })
  void aTimeThatIsNoneIsNamed(String time) {
    assertThat(lines.reject("192.0.2.1 - - " + time + " " + REST))
        .isEqualTo(RejectReason.TIME_MISSING);
  }

  @Test
  void aUserNameIsOnlyAClaim() {
    ApiCall call = lines.call("192.0.2.1 - anna " + TIME + " " + REST);
    assertThat(call.principal()).isEqualTo(Principal.source("192.0.2.0/24"));
    assertThat(call.claimedIdHash()).hasSize(32);
    assertThat(call.toString()).doesNotContain("anna");
  }

  @Test
  void aUserNameIsTheAgentWhereTheOperatorSaysThatItIsChecked() {
    IngestConfig config =
        IngestConfig.read(
            """
            identity:
              combined:
                - name: basic
                  when: {remote_user: []}
                  unlessStatus: [401]
                  subject: [remote_user]
                  issuer: apache.basic
            """);
    FormatLines checked = new FormatLines("combined", config);
    String line = "192.0.2.1 - partner-7 " + TIME + " ";
    ApiCall call = checked.call(line + REST);
    assertThat(call.principal()).isEqualTo(Principal.agent("partner-7", "apache.basic"));
    assertThat(call.claimedIdHash()).isNull();
    ApiCall refused = checked.call(line + "\"GET /cards HTTP/1.1\" 401 5");
    assertThat(refused.principal().kind()).isEqualTo(Principal.Kind.SOURCE);
    assertThat(refused.claimedIdHash()).isNotNull();
  }

  @Test
  void aUserNameCannotPretendToBeTheRestOfALine() {
    ApiCall call =
        lines.call(
            "192.0.2.1 - x [01/Jan/2020:00:00:00 +0000] \\x22GET /y 198.51.100.9 "
                + TIME
                + " "
                + REST);
    assertThat(call.time()).isEqualTo("2026-03-02T09:15:00Z");
    assertThat(call.sourceAddress()).isEqualTo("192.0.2.1");
    assertThat(call.route()).isEqualTo("/cards");
    assertThat(call.claimedIdHash()).isNotNull();
  }

  @Test
  void aHostInFrontIsNotTheClientEvenWhenItLooksLikeOne() {
    for (String host : List.of("api.example.com", "api.example.com:8443", "203.0.113.200", "_")) {
      ApiCall call = lines.call(host + " 192.0.2.1 - - " + TIME + " " + REST);
      assertThat(call.sourceAddress()).as(host).isEqualTo("192.0.2.1");
      assertThat(call.claimedIdHash()).isNull();
    }
  }

  @Test
  void addressesOfEitherFamilyAreRead() {
    assertThat(source("2001:DB8:12::1")).isEqualTo("2001:db8:12::/48");
    assertThat(source("::ffff:192.0.2.1")).isEqualTo("192.0.2.0/24");
    assertThat(source("192.0.2.1:50123")).isEqualTo("192.0.2.0/24");
    assertThat(source("api.example.com:443 2001:db8:12::1")).isEqualTo("2001:db8:12::/48");
  }

  @Test
  void aClientThatIsAHostNameIsASourceWithoutANetwork() {
    ApiCall call = lines.call("anna-laptop.example.net - - " + TIME + " " + REST);
    assertThat(call.sourceAddress()).isNull();
    assertThat(call.principal().kind()).isEqualTo(Principal.Kind.SOURCE);
    assertThat(call.principal().id()).startsWith("host~").doesNotContain("anna");
    assertThat(source("ANNA-laptop.example.net")).isEqualTo(call.principal().id());
    assertThat(source("www.example.com anna-laptop.example.net")).isEqualTo(call.principal().id());
    assertThat(source("berta-laptop.example.net")).isNotEqualTo(call.principal().id());
    assertThat(source("-")).isEqualTo("unknown");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-",
        "",
        "\\x16\\x03\\x01\\x02",
        "HELP",
        "\\n",
        "a|'|'|b c",
        "\\x80 / HTTP/1.1",
        "GET"
      })
  void whatIsNoRequestIsAMalformedCall(String request) {
    ApiCall call = lines.call("192.0.2.1 - - " + TIME + " \"" + request + "\" 400 0 \"-\" \"-\"");
    assertThat(call.method()).isEqualTo("MALFORMED");
    assertThat(call.route()).isEqualTo("/");
    assertThat(call.status()).isEqualTo(400);
  }

  @Test
  void anOddRequestIsMalformedOnlyWhereTheServerRefusedIt() {
    String odd = "192.0.2.1 - - " + TIME + " \"GET /reports/of may HTTP/1.0\" ";
    assertThat(lines.call(odd + "400 0").method()).isEqualTo("MALFORMED");
    assertThat(lines.call(odd + "200 7").method()).isEqualTo("GET");
    assertThat(lines.call(odd + "200 7").route()).isEqualTo("/reports/{id}");
    String old = "192.0.2.1 - - " + TIME + " \"GET /reports\" ";
    assertThat(lines.call(old + "400 0").method()).isEqualTo("MALFORMED");
    assertThat(lines.call(old + "400 0").route()).isEqualTo("/reports");
    assertThat(lines.call(old + "200 7").method()).isEqualTo("GET");
  }

  @Test
  void escapesOfBothServersAreUndone() {
    String apache = "\"GET /cards?id=\\\"7\\\" HTTP/1.1\" 200 5 \"-\" \"a \\\"b\\\" \\\\ c\"";
    assertThat(lines.call("192.0.2.1 - - " + TIME + " " + apache).userAgent())
        .isEqualTo("a \"b\" \\ c");
    String nginx = "\"GET /cards?id=\\x227\\x22 HTTP/1.1\" 200 5 \"-\" \"a \\x22b\\x22 \\x5C c\"";
    assertThat(lines.call("192.0.2.1 - - " + TIME + " " + nginx).userAgent())
        .isEqualTo("a \"b\" \\ c");
  }

  @Test
  void theSamePathIsTheSameObjectHoweverItIsEscaped() {
    String start = "192.0.2.1 - - " + TIME + " \"GET /accounts/";
    ApiCall escaped = lines.call(start + "caf\\xC3\\xA9-7 HTTP/1.1\" 200 5");
    ApiCall raw = lines.call(start + "café-7 HTTP/1.1\" 200 5");
    assertThat(escaped.objects()).isEqualTo(raw.objects()).hasSize(1);
  }

  @Test
  void bytesThatAreNoTextDoNotCostTheLine() {
    byte[] line =
        ("192.0.2.1 - - " + TIME + " \"GET /a\u00ff HTTP/1.1\" 200 5 \"\u00fe\" \"x\u00ff\"")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(lines.call(line).route()).isEqualTo("/{id}");
  }

  @Test
  void aRequestThatGotNoAnswerIsMarkedAsGivenUpByTheClient() {
    for (String status : List.of("000", "009", "-")) {
      ApiCall call =
          lines.call("192.0.2.1 - - " + TIME + " \"GET /cards HTTP/1.1\" " + status + " 0");
      assertThat(call.status()).isEqualTo(499);
    }
  }

  @Test
  void aLineCutBehindItsStatusIsStillACall() {
    assertThat(lines.call("192.0.2.1 - - " + TIME + " \"GET /cards HTTP/1.1\" 200").status())
        .isEqualTo(200);
    assertThat(
            lines
                .call("192.0.2.1 - - " + TIME + " \"GET /cards HTTP/1.1\" 200 5 \"-\" \"curl")
                .userAgent())
        .isEqualTo("curl");
  }

  @Test
  void extrasOfTheKubernetesIngressAreUsed() {
    ApiCall call = lines.call(lines.fixture("combined.log").get(6));
    assertThat(call.bytesIn()).isEqualTo(391);
    assertThat(call.bytesOut()).isEqualTo(612);
    assertThat(call.latencyMillis()).isEqualTo(12.0);
    assertThat(call.service()).isEqualTo("accounts-web-80");
    assertThat(call.callId()).startsWith("4f0c7d1e9a2b4c5d8e6f70819a2b3c4d~");
  }

  @Test
  void aNamedTimeIsUsedAndAQuotedNumberIsNot() {
    String line = "192.0.2.1 - - " + TIME + " " + REST;
    assertThat(lines.call(line + " rt=0.250 urt=\"0.249\"").latencyMillis()).isEqualTo(250.0);
    assertThat(lines.call(line + " request_time=\"1.5\"").latencyMillis()).isEqualTo(1500.0);
    assertThat(lines.call(line + " \"99999999.000\" 0.007").latencyMillis()).isEqualTo(7.0);
    assertThat(lines.call(line + " 99999999.000").latencyMillis()).isNull();
  }

  @Test
  void carriersAreTakenOff() {
    String line = "192.0.2.1 - - " + TIME + " " + REST;
    ApiCall plain = lines.call(line);
    for (String carrier :
        List.of(
            "2026-03-02T09:15:16.123456789+01:00 stdout F ",
            "<190>Mar  2 09:15:17 edge-3 nginx: ",
            "Mar 12 09:15:17 edge-3 httpd[117]: ",
            "<190>Mar 12 09:15:17 nginx: ",
            "2026-03-02T09:15:16.123456+00:00 edge-3 nginx: ",
            "<190>1 2026-03-02T09:15:16Z edge-3 nginx 17 - [x@1 a=\"]\\\" [\"] ",
            "<190>1 2026-03-02T09:15:16Z edge-3 nginx - - - \ufeff")) {
      ApiCall call = lines.call(carrier + line);
      assertThat(call.principal()).as(carrier).isEqualTo(plain.principal());
      assertThat(call.route()).isEqualTo("/cards");
    }
    assertThat(lines.call("<190>Mar  2 09:15:17 edge-3 nginx: " + line).gatewayNode())
        .isEqualTo("edge-3");
  }

  @Test
  void otherLinesSayWhatTheyAre() {
    assertThat(lines.reject("2026/03/02 09:15:00 [error] 17#17: *3 limiting requests, zone \"a\""))
        .isEqualTo(RejectReason.NOT_A_CALL);
    assertThat(lines.reject("[Mon Mar 02 09:15:00.123456 2026] [core:error] [pid 7] AH00126: x"))
        .isEqualTo(RejectReason.NOT_A_CALL);
    assertThat(lines.reject("{\"status\":200,\"request\":\"GET / HTTP/1.1\"}"))
        .isEqualTo(RejectReason.NOT_THE_FORMAT);
    assertThat(lines.reject("192.0.2.1 - - " + TIME + " \"GET /cards"))
        .isEqualTo(RejectReason.TRUNCATED);
    assertThat(lines.reject("192.0.2.1 - - [02/Mar/2026:09")).isEqualTo(RejectReason.TRUNCATED);
    assertThat(lines.reject("")).isEqualTo(RejectReason.EMPTY_LINE);
    assertThat(lines.reject("192.0.2.1 - - " + TIME + " \"GET / HTTP/1.1\" abc 5"))
        .isEqualTo(RejectReason.WRONG_TYPE);
  }

  private Instant at(String time) {
    return lines.call("192.0.2.1 - - " + time + " " + REST).time();
  }

  private String source(String client) {
    return lines.call(client + " - - " + TIME + " " + REST).principal().id();
  }
}
