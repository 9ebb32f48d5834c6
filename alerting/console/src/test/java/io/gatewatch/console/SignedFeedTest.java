package io.gatewatch.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.alerting.QuotaUpdate.Action;
import io.gatewatch.gateways.Outcome;
import io.gatewatch.gateways.QuotaFeed;
import io.gatewatch.gateways.QuotaTable;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedFeedTest {
  private static final String KEY = "acme/edge/accounts.read/agent-a";

  @TempDir Path folder;

  private RunningConsole console;
  private String token;

  @BeforeEach
  void start() throws IOException {
    console = new RunningConsole(folder.resolve("quota-reader.token"));
    token = Files.readString(console.readerTokenFile).strip();
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void updatesAreServedWithTheBytesAndTheSignatureTheyWerePublishedWith() throws Exception {
    Instant now = Instant.now();
    console.desk.enforce(console.state, KEY, Action.THROTTLE, 900, now);
    HttpResponse<String> answer = ask(null, 0);

    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    QuotaFeed feed = new ObjectMapper().readValue(answer.body(), QuotaFeed.class);
    QuotaFeed.Row row = feed.records().get(0);
    QuotaTable reader = new QuotaTable(List.of(console.desk.publicKey()));
    Outcome outcome =
        reader.apply(
            row.key().getBytes(StandardCharsets.UTF_8),
            Base64.getDecoder().decode(row.value()),
            row.signature().getBytes(StandardCharsets.UTF_8),
            now);
    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    assertThat(answer.body()).contains("\"state\":\"enforced\"");
  }

  @Test
  void aReturnToBaseIsServedTooThoughNothingIsInForce() throws Exception {
    console.desk.enforce(console.state, KEY, Action.RESTORE, 900, Instant.now());
    QuotaFeed feed = new ObjectMapper().readValue(ask(null, 0).body(), QuotaFeed.class);
    assertThat(feed.records()).hasSize(1);
    assertThat(ask(null, 0).body()).contains("\"quotas\":[]");
  }

  @Test
  void whatIsKnownIsNotSentAgainButTheHeartbeatIs() {
    Instant beat = Instant.parse("2026-02-03T09:00:00Z");
    console.state.feed().heartbeat(3, beat);
    HttpResponse<String> first = ask(null, 0);
    String etag = first.headers().firstValue("etag").orElseThrow();
    console.state.feed().heartbeat(3, beat.plusSeconds(5));

    HttpResponse<String> again = ask(etag, 0);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers().firstValue(QuotaFeed.HEARTBEAT)).contains("3 2026-02-03T09:00:05Z");
    console.desk.enforce(console.state, KEY, Action.THROTTLE, 900, Instant.now());
    assertThat(ask(etag, 0).statusCode()).isEqualTo(200);
  }

  @Test
  void aQuestionThatMayWaitIsAnsweredWhenThereIsNews() throws Exception {
    String etag = ask(null, 0).headers().firstValue("etag").orElseThrow();
    CompletableFuture<HttpResponse<String>> waiting =
        CompletableFuture.supplyAsync(() -> ask(etag, 20));
    TimeUnit.MILLISECONDS.sleep(400);
    assertThat(waiting.isDone()).isFalse();

    console.desk.enforce(console.state, KEY, Action.THROTTLE, 900, Instant.now());
    assertThat(waiting.get(2, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void aWaitEndsWithNothingNew() {
    String etag = ask(null, 0).headers().firstValue("etag").orElseThrow();
    long begin = System.nanoTime();
    assertThat(ask(etag, 1).statusCode()).isEqualTo(304);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(900));
  }

  @Test
  void theReadersTokenOpensTheFeedAndNothingElse() throws Exception {
    assertThat(get("/api/v1/quotas", token).statusCode()).isEqualTo(200);
    for (String path : List.of("/api/v1/alerts", "/api/v1/health", "/", "/api/v1/nothing")) {
      assertThat(get(path, token).statusCode()).as(path).isEqualTo(401);
    }
    assertThat(get("/api/v1/quotas", token + "x").statusCode()).isEqualTo(401);
    assertThat(get("/api/v1/quotas", "").statusCode()).isEqualTo(401);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(console.readerTokenFile)))
        .isEqualTo("rw-------");
  }

  @Test
  void theTokenOutlivesTheConsole() {
    console.shut();
    console.open();
    assertThat(get("/api/v1/quotas", token).statusCode()).isEqualTo(200);
  }

  @Test
  void halfOfTheTopicIsNotServed() {
    console.ready.put("console", false);
    assertThat(ask(null, 0).statusCode()).isEqualTo(503);
  }

  private HttpResponse<String> get(String path, String bearer) {
    return console.send(console.request(path).header("Authorization", "Bearer " + bearer).build());
  }

  private HttpResponse<String> ask(String etag, int wait) {
    HttpRequest.Builder request =
        console
            .request(QuotaFeed.PATH + "?tenant=acme&group=edge")
            .header("Authorization", "Bearer " + token)
            .header("Prefer", "respond-async, wait=" + wait);
    if (etag != null) {
      request.header("If-None-Match", etag);
    }
    return console.send(request.build());
  }
}
