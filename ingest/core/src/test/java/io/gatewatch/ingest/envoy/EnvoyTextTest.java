package io.gatewatch.ingest.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.DecidedBy;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.text.FormatLines;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvoyTextTest {
  private final FormatLines lines = new FormatLines("envoy");
  private final List<String> fixture = lines.fixture("text.log");

  @Test
  void everyLineOfTheFixtureIsACall() {
    assertThat(fixture).hasSizeGreaterThan(10);
    assertThat(fixture)
        .allSatisfy(line -> assertThat(lines.call(line).format()).isEqualTo("envoy"));
  }

  @Test
  void aLineTellsWhatItHas() {
    ApiCall call = lines.call(fixture.get(0));
    assertThat(call.time()).isEqualTo("2026-03-02T09:15:00.250Z");
    assertThat(call.latencyMillis()).isEqualTo(40.0);
    assertThat(call.method()).isEqualTo("GET");
    assertThat(call.route()).isEqualTo("/accounts/{id}/balances");
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.bytesIn()).isZero();
    assertThat(call.bytesOut()).isEqualTo(512);
    assertThat(call.decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
    assertThat(call.userAgent()).isEqualTo("okhttp/4.12.0");
    assertThat(call.callId()).startsWith("3bbc0252-2d5c-49fe-bd89-104e9b617700~");
    assertThat(call.principal()).isEqualTo(Principal.source("198.51.100.0/24"));
  }

  @Test
  void theSourceIsWhatEnvoyItselfAddedToTheChain() {
    assertThat(lines.call(fixture.get(1)).sourceAddress()).isEqualTo("198.51.100.77");
    ApiCall nobody = lines.call(fixture.get(3));
    assertThat(nobody.sourceAddress()).isNull();
    assertThat(nobody.principal()).isEqualTo(Principal.source("unknown"));
  }

  @Test
  void whereACallerPutQuotesIntoAHeaderNeitherAgentNorChainIsBelieved() {
    // The chain is "192.0.2.99" "x, 198.51.100.77": the caller sent the first three quotes.
    ApiCall chain = lines.call(fixture.get(9));
    assertThat(chain.route()).isEqualTo("/cards");
    assertThat(chain.sourceAddress()).isNull();
    assertThat(chain.userAgent()).isNull();
    ApiCall agent = lines.call(fixture.get(8).replace("\"a\" b\"", "\"a\" \"b\""));
    assertThat(agent.sourceAddress()).isNull();
  }

  @Test
  void flagsTellWhoDecided() {
    assertThat(lines.call(fixture.get(2)).decidedBy()).isEqualTo(DecidedBy.GATEWAY);
    assertThat(lines.call(fixture.get(6)).decidedBy()).isEqualTo(DecidedBy.GATEWAY);
    assertThat(lines.call(fixture.get(7)).decidedBy()).isEqualTo(DecidedBy.GATEWAY);
  }

  @Test
  void aClientThatWentAwayIsACallWithoutAnAnswer() {
    ApiCall call = lines.call(fixture.get(4));
    assertThat(call.status()).isEqualTo(499);
    assertThat(call.decidedBy()).isNull();
    assertThat(call.latencyMillis()).isEqualTo(1202.0);
  }

  @Test
  void whatIsNoRequestIsAMalformedCall() {
    ApiCall call = lines.call(fixture.get(5));
    assertThat(call.method()).isEqualTo("MALFORMED");
    assertThat(call.status()).isEqualTo(400);
    assertThat(call.decidedBy()).isEqualTo(DecidedBy.GATEWAY);
  }

  @Test
  void istiosFormatIsRead() {
    ApiCall call = lines.call(fixture.get(11));
    assertThat(call.bytesOut()).isEqualTo(34);
    assertThat(call.latencyMillis()).isEqualTo(15.0);
    assertThat(call.sourceAddress()).isEqualTo("10.0.0.77");
    assertThat(call.decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
    assertThat(lines.call(fixture.get(12)).decidedBy()).isEqualTo(DecidedBy.GATEWAY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[2026-03-02T09:15:00.210Z] \"- - -\" 0 - 87 254 4 - \"-\" \"-\" \"-\" \"-\" \"10.0.0.9:80\"",
        "[2026-03-02T09:15:00.210Z] \"- - -\" 0 UF 0 0 4 - \"-\" \"-\" \"-\" \"-\" \"10.0.0.9:80\"",
        "[2026-03-02T09:15:00.210Z] \"- - -\" 0 - - - \"-\" 87 254 4 - \"-\" \"-\" \"-\" \"-\" \"10.0.0.9:80\" outbound|1 a b c - -",
        "[2026-03-02 09:15:00.210][1][info][main] [source/server/server.cc:404] initializing epoch 0",
        "2026-03-02T09:15:00.210123Z\tinfo\txdsproxy\tconnected to upstream"
      })
  void whatIsAboutNoRequestIsNoCall(String line) {
    assertThat(lines.reject(line)).isEqualTo(RejectReason.NOT_A_CALL);
    assertThat(lines.reject("2026-03-02T09:15:10.310000000+01:00 stderr F " + line))
        .isEqualTo(RejectReason.NOT_A_CALL);
  }

  @Test
  void otherLinesSayWhatTheyAre() {
    assertThat(lines.reject(fixture.get(0).substring(0, 60))).isEqualTo(RejectReason.TRUNCATED);
    assertThat(lines.reject("[yesterday] \"GET / HTTP/1.1\" 200"))
        .isEqualTo(RejectReason.NOT_THE_FORMAT);
    assertThat(lines.reject("GET / HTTP/1.1 200")).isEqualTo(RejectReason.NOT_THE_FORMAT);
  }
}
