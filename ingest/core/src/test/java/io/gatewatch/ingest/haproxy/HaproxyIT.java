package io.gatewatch.ingest.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.DecidedBy;
import io.gatewatch.ingest.ApiCall.UserPresent;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.text.FormatLines;
import io.gatewatch.ingest.text.RealGateway;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real HAProxy: the published log-format on its standard output, and the HTTP log of the same
 * requests, which a second HAProxy frontend in front of the first writes to syslog over UDP.
 */
class HaproxyIT {
  private final FormatLines lines = new FormatLines("haproxy");
  private final int front = RealGateway.freePort();
  private final int api = RealGateway.freePort();
  private RealGateway haproxy;
  private DatagramSocket syslog;
  private int sent;

  @TempDir Path folder;

  HaproxyIT() throws IOException {}

  @BeforeEach
  void start() throws Exception {
    String program = RealGateway.installed("haproxy");
    syslog = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    syslog.setSoTimeout(20_000);
    Files.writeString(folder.resolve("keys.map"), "key-of-agent-7 agent-7\n");
    Path config = folder.resolve("haproxy.cfg");
    Files.writeString(config, config());
    haproxy =
        RealGateway.start(
            List.of(program, "-db", "-f", config.toString()), api, folder.resolve("output"));
  }

  @AfterEach
  void stop() throws Exception {
    if (haproxy != null) {
      haproxy.close();
      syslog.close();
    }
  }

  @Test
  void anOrdinaryCallTellsAllThatItHas() throws Exception {
    Instant started = Instant.now();
    ApiCall call =
        call("GET /accounts/22289/balances?page=2 HTTP/1.1", "User-Agent: okhttp/4.12.0");
    assertThat(call.route()).isEqualTo("/accounts/{id}/balances");
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
    assertThat(call.service()).isEqualTo("accounts");
    assertThat(call.principal()).isEqualTo(Principal.source("127.0.0.0/24"));
    assertThat(call.callId()).hasSize(36);
    assertThat(call.bytesIn()).isPositive();
    assertThat(call.userAgent()).isEqualTo("okhttp/4.12.0");
    assertThat(Duration.between(started, call.time()).abs()).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void aCallOnAKeptConnectionIsDatedAtItsOwnEnd() throws Exception {
    try (Socket socket = haproxy.connect()) {
      ask(socket, "/first");
      TimeUnit.MILLISECONDS.sleep(700);
      Instant before = Instant.now();
      ask(socket, "/second");
      sent += 2;
      ApiCall second = json().get(sent - 1);
      assertThat(second.route()).isEqualTo("/second");
      assertThat(second.time()).isAfter(before.minusMillis(100));
      assertThat(second.latencyMillis()).isLessThan(500);
    }
  }

  @Test
  void onlyAKeyThatHaproxyKnowsNamesTheAgent() throws Exception {
    assertThat(call("GET /cards HTTP/1.1", "X-Api-Key: key-of-agent-7").principal())
        .isEqualTo(Principal.agent("agent-7", "haproxy.agent"));
    ApiCall forged = call("GET /cards HTTP/1.1", "X-Api-Key: guessed", "X-Client-Id: agent-7");
    assertThat(forged.principal().kind()).isEqualTo(Principal.Kind.SOURCE);
    assertThat(forged.claimedIdHash()).isNotNull();
  }

  @Test
  void whoDecidedIsTold() throws Exception {
    assertThat(call("GET /own HTTP/1.1").decidedBy()).isEqualTo(DecidedBy.GATEWAY);
    assertThat(call("GET /missing HTTP/1.1").decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
    assertThat(call("GET /quota HTTP/1.1").decidedBy()).isEqualTo(DecidedBy.OUR_QUOTA);
    ApiCall dead = call("GET /dead HTTP/1.1");
    assertThat(dead.status()).isEqualTo(503);
    assertThat(dead.decidedBy()).isEqualTo(DecidedBy.GATEWAY);
  }

  @Test
  void headersOfMeaningAreKeptAndTheCustomersAddressIsNot() throws Exception {
    ApiCall call =
        call(
            "GET /accounts HTTP/1.1",
            "PSU-IP-Address: 203.0.113.99",
            "Consent-ID: c-4711",
            "PSU-ID: anna",
            "Mcp-Tool-Name: list_accounts",
            "Traceparent: 00-8b3c5d7e9f1a2b4c6d8e0f1a2b3c4d5e-1122334455667788-01");
    assertThat(call.userPresent()).isEqualTo(UserPresent.TRUE);
    assertThat(call.consentHash()).isNotNull();
    assertThat(call.onBehalfOfHash()).isNotNull();
    assertThat(call.toolName()).isEqualTo("list_accounts");
    assertThat(call.traceId()).isEqualTo("8b3c5d7e9f1a2b4c6d8e0f1a2b3c4d5e");
    assertThat(Files.readString(haproxy.output())).doesNotContain("203.0.113");
  }

  @Test
  void quotesBytesAndLongPathsStayOneCallEach() throws Exception {
    assertThat(call("GET /a\"b\\c/{x} HTTP/1.1", "User-Agent: say \"hi\" \\o/").userAgent())
        .isEqualTo("say \"hi\" \\o/");
    assertThat(call("GET /caf%C3%A9 HTTP/1.1", "User-Agent:").userAgent()).isNull();
    assertThat(call("GET /cards HTTP/1.1", "User-Agent: \u00ff\u00fe\"").status()).isEqualTo(200);
    String worst = "\"".repeat(3000);
    assertThat(call("GET /cards/" + worst + " HTTP/1.1", "User-Agent: " + worst).route())
        .isEqualTo("/cards");
  }

  @Test
  void whatIsNoRequestIsAMalformedCallAndNoneIsTakenForADouble() throws Exception {
    List<String> ids = new ArrayList<>();
    for (String bytes :
        List.of("\u0016\u0003\u0001\u0002\u0000\u0001\u00ff", "HELP", "GET /old", "HELP")) {
      ApiCall call = call(bytes);
      assertThat(call.method()).isEqualTo("MALFORMED");
      assertThat(call.status()).isEqualTo(400);
      ids.add(call.callId());
    }
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void theHttpLogOverSyslogTellsTheSame() throws Exception {
    for (int count = 0; count < 3; count++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front)) {
        ask(socket, "/accounts/22289/balances");
      }
      byte[] buffer = new byte[8192];
      // Two log lines in the configuration: RFC 5424 and RFC 3164.
      for (int copy = 0; copy < 2; copy++) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        syslog.receive(packet);
        ApiCall call = lines.call(Arrays.copyOf(buffer, packet.getLength()));
        assertThat(call.route()).isEqualTo("/accounts/{id}/balances");
        assertThat(call.gatewayNode()).isEqualTo("node-7");
        assertThat(call.decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
        assertThat(call.service()).isEqualTo("inner");
        assertThat(Duration.between(Instant.now(), call.time()).abs())
            .isLessThan(Duration.ofHours(15));
      }
    }
  }

  private static void ask(Socket socket, String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: api.example.com\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    byte[] answer = socket.getInputStream().readNBytes(15);
    assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 OK");
    socket.getInputStream().skipNBytes(socket.getInputStream().available());
  }

  private ApiCall call(String request, String... headers) throws Exception {
    List<String> parts = new ArrayList<>(List.of(headers));
    parts.add(0, request);
    parts.add("Host: api.example.com");
    parts.add("Connection: close");
    haproxy.send(String.join("\r\n", parts) + "\r\n\r\n");
    sent++;
    return json().get(sent - 1);
  }

  /** All calls so far, once the last one sent is among them. */
  private List<ApiCall> json() throws Exception {
    return haproxy.lines(haproxy.output(), sent).stream().map(lines::call).toList();
  }

  private String config() throws IOException {
    return """
        global
            maxconn 200
        defaults
            mode http
            timeout connect 2s
            timeout client 5s
            timeout server 5s
            retries 0
        frontend api
            bind 127.0.0.1:API
            log stdout len 8192 format raw local0
        PUBLISHED
            http-request set-var(txn.gw_agent) req.hdr(x-api-key),map_str(FOLDER/keys.map)
            http-request set-var(txn.gw_authn) str(key) if { var(txn.gw_agent) -m found }
            http-request set-var(txn.gw_decision) str(limit) if { path /quota }
            http-request return status 429 if { path /quota }
            http-request deny if { path /own }
            use_backend dead if { path /dead }
            default_backend accounts
        backend accounts
            server a1 127.0.0.1:BACKEND
        backend dead
            server d1 127.0.0.1:DEAD
        frontend answering
            bind 127.0.0.1:BACKEND
            http-request return status 404 if { path /missing }
            http-request return status 200 content-type text/plain string ok
        frontend front
            bind 127.0.0.1:FRONT
            option httplog
            log 127.0.0.1:SYSLOG len 8192 format rfc5424 local0
            log 127.0.0.1:SYSLOG len 8192 format rfc3164 local0
            log-tag haproxy
            capture request header Host len 40
            default_backend inner
        backend inner
            server i1 127.0.0.1:BACKEND
        """
        .replace("PUBLISHED", RealGateway.published("/gateways/haproxy.cfg"))
        .replace("global\n", "global\n    log-send-hostname node-7\n")
        .replace("FOLDER", folder.toString())
        .replace("API", "" + api)
        .replace("FRONT", "" + front)
        .replace("SYSLOG", "" + syslog.getLocalPort())
        .replace("BACKEND", "" + RealGateway.freePort())
        .replace("DEAD", "" + RealGateway.freePort());
  }
}
