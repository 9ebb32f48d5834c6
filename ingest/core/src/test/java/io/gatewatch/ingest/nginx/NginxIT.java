package io.gatewatch.ingest.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.DecidedBy;
import io.gatewatch.ingest.ApiCall.UserPresent;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.text.FormatLines;
import io.gatewatch.ingest.text.RealGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published log_format in a real nginx, beside its combined log of the same requests. */
class NginxIT {
  private final FormatLines json = new FormatLines("nginx");
  private final FormatLines combined = new FormatLines("combined");
  private RealGateway nginx;
  private Instant started;
  private int sent;

  @TempDir Path folder;

  @BeforeEach
  void start() throws Exception {
    String program = RealGateway.installed("nginx");
    Files.createDirectories(folder.resolve("tmp"));
    Files.writeString(
        folder.resolve("gatewatch.conf"), withKeys(RealGateway.published("/gateways/nginx.conf")));
    int port = RealGateway.freePort();
    Path config = folder.resolve("nginx.conf");
    Files.writeString(config, config(port, RealGateway.freePort(), RealGateway.freePort()));
    started = Instant.now();
    nginx =
        RealGateway.start(
            List.of(program, "-p", folder.toString(), "-e", "error.log", "-c", config.toString()),
            port,
            folder.resolve("output"));
  }

  @AfterEach
  void stop() throws Exception {
    if (nginx != null) {
      nginx.close();
    }
  }

  @Test
  void anOrdinaryCallTellsAllThatItHas() throws Exception {
    ApiCall call =
        call("GET /accounts/22289/balances?page=2 HTTP/1.1", "User-Agent: okhttp/4.12.0");
    assertThat(call.route()).isEqualTo("/accounts/{id}/balances");
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
    assertThat(call.service()).isEqualTo("accounts");
    assertThat(call.principal()).isEqualTo(Principal.source("127.0.0.0/24"));
    assertThat(call.callId()).hasSize(32);
    assertThat(call.bytesIn()).isPositive();
    assertThat(call.bytesOut()).isPositive();
    assertThat(call.latencyMillis()).isNotNegative();
    assertThat(call.gatewayNode()).isNotBlank();
    assertThat(Duration.between(started, call.time()))
        .isLessThan(Duration.ofMinutes(1))
        .isPositive();
  }

  @Test
  void onlyAKeyThatNginxKnowsNamesTheAgent() throws Exception {
    assertThat(call("GET /cards HTTP/1.1", "X-Api-Key: key-of-agent-7").principal())
        .isEqualTo(Principal.agent("agent-7", "nginx.agent"));
    assertThat(call("GET /cards HTTP/1.1", "X-Api-Key: guessed").principal().kind())
        .isEqualTo(Principal.Kind.SOURCE);
    ApiCall forged =
        call("GET /cards HTTP/1.1", "X-Client-Id: agent-7", "Authorization: Basic dmljdGltOng=");
    assertThat(forged.principal().kind()).isEqualTo(Principal.Kind.SOURCE);
    assertThat(forged.claimedIdHash()).isNotNull();
  }

  @Test
  void whoDecidedIsTold() throws Exception {
    assertThat(call("GET /own HTTP/1.1").decidedBy()).isEqualTo(DecidedBy.GATEWAY);
    assertThat(call("GET /missing HTTP/1.1").decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
    ApiCall dead = call("GET /dead HTTP/1.1");
    assertThat(dead.status()).isEqualTo(502);
    assertThat(dead.decidedBy()).isEqualTo(DecidedBy.GATEWAY);
    ApiCall first = call("GET /limited HTTP/1.1");
    assertThat(first.decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
    ApiCall second = call("GET /limited HTTP/1.1");
    assertThat(second.status()).isEqualTo(429);
    assertThat(second.decidedBy()).isEqualTo(DecidedBy.GATEWAY);
    assertThat(call("GET /quota HTTP/1.1").decidedBy()).isEqualTo(DecidedBy.OUR_QUOTA);
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
    assertThat(Files.readString(folder.resolve("json.log"))).doesNotContain("203.0.113");
  }

  @Test
  void quotesBytesAndLongPathsStayOneCallEach() throws Exception {
    assertThat(call("GET /a\"b\\c/x HTTP/1.1", "User-Agent: say \"hi\" \\o/").userAgent())
        .isEqualTo("say \"hi\" \\o/");
    assertThat(call("GET /caf\u00c3\u00a9 HTTP/1.1", "User-Agent:").userAgent()).isNull();
    assertThat(call("GET /r\u00e9 HTTP/1.1", "User-Agent: \u00ff\u00fe").status()).isEqualTo(200);
    assertThat(call("GET /" + "x".repeat(7000) + " HTTP/1.1").route()).isEqualTo("/{id}");
    assertThat(call("GET /" + "x".repeat(9000) + " HTTP/1.1").status()).isEqualTo(414);
  }

  @Test
  void whatIsNoRequestIsAMalformedCall() throws Exception {
    for (String bytes :
        List.of(
            "\u0016\u0003\u0001\u0002\u0000\u0001\u00ff\r\n\r\n",
            "HELP\r\n\r\n",
            "GET /of may HTTP/1.1\r\n")) {
      ApiCall call = call(bytes);
      assertThat(call.method()).isEqualTo("MALFORMED");
      assertThat(call.status()).isEqualTo(400);
    }
    assertThat(call("GET /old").route()).isEqualTo("/old");
  }

  /** Sends a request and reads both of its lines, which must agree. */
  private ApiCall call(String request, String... headers) throws Exception {
    List<String> parts = new ArrayList<>(List.of(headers));
    parts.add(0, request);
    parts.add("Host: api.example.com");
    parts.add("Connection: close");
    nginx.send(String.join("\r\n", parts) + "\r\n\r\n");
    sent++;
    ApiCall call = json.call(nginx.lines(folder.resolve("json.log"), sent).get(sent - 1));
    ApiCall same = combined.call(nginx.lines(folder.resolve("combined.log"), sent).get(sent - 1));
    assertThat(same.method()).isEqualTo(call.method());
    assertThat(same.route()).isEqualTo(call.route());
    assertThat(same.status()).isEqualTo(call.status());
    assertThat(same.userAgent()).isEqualTo(call.userAgent());
    assertThat(same.objects()).isEqualTo(call.objects());
    assertThat(same.time().getEpochSecond()).isEqualTo(call.time().getEpochSecond());
    return call;
  }

  /** The published file with its two maps replaced as its comment says for API keys. */
  private static String withKeys(String published) {
    String keys =
        """
        map $http_x_api_key $gatewatch_agent { default ""; "key-of-agent-7" agent-7; }
        map $gatewatch_agent $gatewatch_authn { default key; "" none; }
        """;
    String without = published.replaceAll("(?m)^map \\$ssl_client_verify .*\n", "");
    assertThat(without.length()).isLessThan(published.length());
    return keys + without;
  }

  private String config(int port, int backend, int dead) {
    return """
        daemon off; worker_processes 1; pid nginx.pid; error_log error.log warn;
        events { worker_connections 64; }
        http {
          client_body_temp_path tmp/b; proxy_temp_path tmp/p; fastcgi_temp_path tmp/f;
          uwsgi_temp_path tmp/u; scgi_temp_path tmp/s;
          include gatewatch.conf;
          limit_req_zone $binary_remote_addr zone=one:1m rate=1r/m;
          upstream accounts { server 127.0.0.1:BACKEND; }
          server {
            listen 127.0.0.1:PORT;
            access_log json.log gatewatch;
            access_log combined.log combined;
            location / { proxy_pass http://accounts; }
            location /own { return 403; }
            location /dead { proxy_pass http://127.0.0.1:DEAD; }
            location /limited { limit_req zone=one; limit_req_status 429; proxy_pass http://accounts; }
            location /quota { add_header X-Gatewatch-Quota q-1 always; return 429; }
          }
          server {
            listen 127.0.0.1:BACKEND; access_log off;
            location / { return 200 ok; }
            location /missing { return 404; }
          }
        }
        """
        .replace("BACKEND", "" + backend)
        .replace("PORT", "" + port)
        .replace("DEAD", "" + dead);
  }
}
