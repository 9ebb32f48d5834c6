package io.gatewatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.gatewatch.ingest.ApiCall;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every body goes through, whichever way in it takes. */
class DoorTest {
  private static final String[] JSON = {"content-type", "application/json"};
  private static final String GOOD = Lines.good("/accounts/1");

  @TempDir Path folder;

  private FakeBroker broker = FakeBroker.answering();
  private LogReceiver receiver;
  private Http http;

  @AfterEach
  void stop() {
    assertThat(receiver.stop()).isNotCompletedExceptionally();
  }

  @Test
  void aTokensTenantIsTheTenantOfItsLines() throws Exception {
    startWithTokens();
    assertThat(post("/v1/logs/kong", "token-of-a").statusCode()).isEqualTo(202);
    assertThat(post("/v1/logs/bank-b/inner/kong", "token-of-b").statusCode()).isEqualTo(202);
    assertThat(keys())
        .containsExactly(
            "bank-a/public/source/192.0.2.0%2F24", "bank-b/inner/source/192.0.2.0%2F24");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/logs/kong, nobodys, 401, token_missing_or_unknown",
    "/v1/logs/kong, , 401, token_missing_or_unknown",
    "/v1/logs/bank-b/public/kong, token-of-a, 403, tenant_not_granted",
    "/v1/logs/bank-a/inner/kong, token-of-a, 403, group_not_granted",
    "/v1/logs/nginx, token-of-a, 403, format_not_granted"
  })
  void whatATokenDoesNotGrantIsNotWritten(String path, String token, int status, String reason)
      throws Exception {
    startWithTokens();
    HttpResponse<String> answer = post(path, token);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo("{\"reason\":\"" + reason + "\"}\n");
    assertThat(answer.headers().firstValue("www-authenticate").isPresent())
        .isEqualTo(status == 401);
    assertThat(broker.producer.history()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "origin, null",
    "origin, https://evil.example",
    "sec-fetch-site, cross-site",
    "sec-fetch-site, same-origin"
  })
  void aWebPageCanSendNothing(String header, String value) throws Exception {
    start(LogReceiver.Settings.of("kong"));
    HttpResponse<String> answer =
        http.post("/v1/logs/kong", GOOD, "content-type", "text/plain", header, value);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("sent_by_a_web_page");
    assertThat(broker.producer.history()).isEmpty();
  }

  @Test
  void shippersOfTextMaySendItAsSuch() throws Exception {
    start(LogReceiver.Settings.of("kong"));
    assertThat(http.post("/v1/logs/kong", GOOD, "content-type", "text/plain").statusCode())
        .isEqualTo(202);
    assertThat(http.post("/v1/logs/kong", GOOD, "content-type", "text/html").statusCode())
        .isEqualTo(415);
  }

  @Test
  void zstdIsTakenAndABombIsA413() throws Exception {
    start(LogReceiver.Settings.of("kong"));
    String[] zstd = {"content-type", "application/json", "content-encoding", "zstd"};
    assertThat(http.post("/v1/logs/kong", Zstd.compress(Lines.bytes(GOOD)), zstd).statusCode())
        .isEqualTo(202);
    HttpResponse<byte[]> bomb =
        http.post("/v1/logs/kong", Zstd.compress(new byte[BodyReader.MAX_BYTES + 1]), zstd);
    assertThat(bomb.statusCode()).isEqualTo(413);
    assertThat(text(http.post("/v1/logs/kong", Lines.bytes("no zstd"), zstd))).contains("not_zstd");
  }

  @Test
  void aBodyThatDripsIsGivenUp() throws Exception {
    start(
        new LogReceiver.Settings("kong", LogReceiver.MOST_BYTES_ARRIVING, Duration.ofMillis(600)));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), receiver.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          Lines.bytes(
              "POST /v1/logs/kong HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
                  + "content-length: 1000\r\n\r\n{"));
      out.flush();
      InputStream in = socket.getInputStream();
      socket.setSoTimeout(10_000);
      byte[] head = in.readNBytes(12);
      assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
    }
    assertThat(broker.producer.history()).isEmpty();
  }

  @Test
  void manyLargeBodiesAtOnceAreTakenOrToldToComeAgainAndNoneIsLostOrHeldOn() throws Exception {
    broker = new FakeBroker(true, 8 << 20);
    start(new LogReceiver.Settings("kong", 8 << 20, LogReceiver.BODY_WITHIN));
    byte[] body = Lines.bytes((GOOD + "\n").repeat(10_000));
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      answers.add(http.postLater("/v1/logs/kong", body, JSON));
    }
    int taken = 0;
    int busy = 0;
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      HttpResponse<String> response = answer.get(60, TimeUnit.SECONDS);
      if (response.statusCode() == 202) {
        taken++;
      } else {
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("retry-after")).contains("1");
        busy++;
      }
    }
    assertThat(taken).isPositive();
    assertThat(busy).as("%d bodies of %d bytes at once", answers.size(), body.length).isPositive();
    assertThat(broker.entries()).hasSize(taken * 10_000);
    assertThat(http.postLater("/v1/logs/kong", body, JSON).get(60, TimeUnit.SECONDS).statusCode())
        .as("nothing is held on")
        .isEqualTo(202);
  }

  private void startWithTokens() throws Exception {
    Path file = folder.resolve("tokens.yaml");
    TokenFiles.write(
        file,
        TokenFiles.entry("a", "token-of-a", "bank-a", "public", "kong"),
        TokenFiles.entry("b", "token-of-b", "bank-b", null));
    receiver = Receivers.with(broker.intake, file, LogReceiver.Settings.of("kong"));
    http = new Http(receiver);
  }

  private void start(LogReceiver.Settings settings) {
    receiver = Receivers.with(broker.intake, folder.resolve("none"), settings);
    http = new Http(receiver);
  }

  private HttpResponse<String> post(String path, String token) throws Exception {
    return token == null
        ? http.post(path, GOOD, JSON)
        : http.post(
            path, GOOD, "content-type", "application/json", "authorization", "Bearer " + token);
  }

  private List<String> keys() {
    return broker.entries().stream().map(entry -> ((ApiCall) entry).key()).toList();
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
