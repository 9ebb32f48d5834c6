package io.gatewatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.RejectRecord;
import io.gatewatch.ingest.formats.Formats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LogReceiverTest {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String JSON = "application/json";

  private FakeBroker broker;
  private LogReceiver receiver;

  @AfterEach
  void stop() {
    assertThat(receiver.stop()).isNotCompletedExceptionally();
  }

  @Test
  void anObjectAnArrayAndLinesAreAllTaken() throws Exception {
    start(FakeBroker.answering());
    String good = Lines.good("/accounts/1");
    assertThat(post("/v1/logs/kong", JSON, good).body())
        .isEqualTo("{\"accepted\":1,\"rejected\":0}\n");
    assertThat(post("/v1/logs/kong", JSON, "[" + good + "," + good + "]").body())
        .contains("\"accepted\":2");
    HttpResponse<String> lines = post("/v1/logs/kong", "application/x-ndjson", good + "\n" + good);
    assertThat(lines.statusCode()).isEqualTo(202);
    assertThat(broker.entries()).hasSize(5);
    assertThat(broker.rejects()).isEmpty();
  }

  @Test
  void tenantAndGroupComeFromThePath() throws Exception {
    start(FakeBroker.answering());
    post("/v1/logs/bank/kong-public/kong", JSON, Lines.good("/accounts/1"));
    post("/v1/logs/kong", JSON, Lines.good("/accounts/1"));
    assertThat(broker.entries())
        .extracting(entry -> ((ApiCall) entry).key())
        .containsExactly(
            "bank/kong-public/source/192.0.2.0%2F24", "default/default/source/192.0.2.0%2F24");
  }

  @Test
  void equalLinesOfABodyAreAsManyCallsAndTheBodySentAgainIsKnown() throws Exception {
    start(FakeBroker.answering());
    String line = "192.0.2.1 - - [02/Mar/2026:09:15:00 +0000] \"GET /cards HTTP/1.1\" 200 5\n";
    post("/v1/logs/combined", "text/plain", line.repeat(3));
    List<String> ids = callIds();
    assertThat(ids).hasSize(3).doesNotHaveDuplicates();
    post("/v1/logs/combined", "text/plain", line.repeat(3));
    assertThat(callIds().subList(3, 6)).isEqualTo(ids);
  }

  @Test
  void aBrokenLineCostsItselfAlone() throws Exception {
    start(FakeBroker.answering());
    String good = Lines.good("/accounts/1");
    HttpResponse<String> answer =
        post("/v1/logs/kong", JSON, good + "\n{\"request\":\"Sesame\n" + good);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body())
        .isEqualTo(
            "{\"accepted\":2,\"rejected\":1,\"firstReject\":{\"line\":2,\"reason\":\"truncated\"}}\n");
    assertThat(broker.rejects()).hasSize(1);
  }

  static Stream<Arguments> unreadable() {
    String good = Lines.good("/Sesame");
    String time = Long.toString(Lines.TIME.toEpochMilli());
    return Stream.of(
        Arguments.of("truncated", Lines.bytes(good.substring(0, good.length() - 9))),
        Arguments.of("not_utf8", new byte[] {(byte) 0x93, 0x0a, 0x7f, 0x0a, (byte) 0xfe, 0x00}),
        Arguments.of("not_json", Lines.bytes("Sesame Sesame\nSesame")),
        Arguments.of("wrong_type", Lines.bytes(Lines.line("/Sesame", "\"Sesame\"", time, "1"))),
        Arguments.of("size_negative", Lines.bytes(Lines.line("/Sesame", "200", time, "-2"))),
        Arguments.of("time_out_of_range", Lines.bytes(Lines.line("/Sesame", "200", "7", "1"))),
        Arguments.of("time_missing", Lines.bytes("{\"Sesame\":1}")),
        Arguments.of("not_an_object", Lines.bytes("[\"Sesame\"]")),
        Arguments.of(
            "too_deep", Lines.bytes("{\"a\":" + "[".repeat(9999) + "]".repeat(9999) + "}")),
        Arguments.of("not_utf8", "{\"a\":\"Sesame\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)),
        Arguments.of(
            "line_too_long", Lines.bytes("{\"a\":\"" + "Sesame".repeat(1_700_000) + "\"}")));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void whatCannotBeReadIsOneRejectWithItsReasonAndNoneOfItsText(String reason, byte[] body)
      throws Exception {
    start(FakeBroker.answering());
    HttpResponse<String> answer = post("/v1/logs/kong", JSON, body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo("{\"accepted\":0,\"rejected\":1,\"reason\":\"" + reason + "\"}\n");
    assertThat(broker.rejects()).hasSize(1);
    assertThat(broker.rejects().get(0).rejected().reason()).isEqualTo(reason);
    assertThat(broker.rejects().get(0).rejected().length()).isEqualTo(body.length - brackets(body));
    assertThat(new String(broker.rows(RejectRecord.TOPIC).get(0).value(), StandardCharsets.UTF_8))
        .doesNotContain("Sesame")
        .doesNotContain("Tr0ub4dor");
    assertThat(broker.entries()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/logs/apache, application/json, 404, unknown_format",
    "POST, /v2/logs/kong, application/json, 404, not_found",
    "GET, /v1/logs/kong, application/json, 405, method_not_allowed",
    "POST, /v1/logs/kong, application/x-www-form-urlencoded, 415, content_type_not_json",
    "POST, /v1/logs/kong, image/png, 415, content_type_not_json",
    "POST, /v1/logs/b%20k/g/kong, application/json, 400, bad_name"
  })
  void whatIsAskedWronglyIsToldWhy(
      String method, String path, String type, int status, String reason) throws Exception {
    start(FakeBroker.answering());
    HttpResponse<String> answer =
        send(
            request(path, type)
                .method(method, BodyPublishers.ofString(Lines.good("/accounts/1")))
                .build());
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).startsWith("{\"reason\":\"" + reason + "\"").endsWith("}\n");
    assertThat(broker.producer.history()).isEmpty();
  }

  @Test
  void aRefusalNamesWhatIsTaken() throws Exception {
    start(FakeBroker.answering());
    assertThat(post("/v1/logs/kong", "application/x-www-form-urlencoded", "{}").body())
        .contains("\"message\":\"expected content-type: application/json, ")
        .contains("text/plain");
    assertThat(post("/v1/logs/apache", JSON, "{}").body())
        .contains("\"message\":\"expected one of these formats")
        .contains(String.join(", ", Formats.names()));
    HttpRequest brotli =
        request("/v1/logs/kong", JSON)
            .header("content-encoding", "br")
            .POST(BodyPublishers.ofString("{}"))
            .build();
    assertThat(send(brotli).body()).contains("gzip, zstd");
  }

  @Test
  void anEmptyBodyIsNoLineAndNoReject() throws Exception {
    start(FakeBroker.answering());
    assertThat(post("/v1/logs/kong", JSON, " \n").body()).contains("empty_body");
    assertThat(broker.producer.history()).isEmpty();
  }

  @Test
  void compressedBodiesAreTakenAndFalseOnesAreNot() throws Exception {
    start(FakeBroker.answering());
    assertThat(gzipped(gzip(Lines.bytes(Lines.good("/accounts/1")))).statusCode()).isEqualTo(202);
    assertThat(gzipped(Lines.bytes("no gzip")).body()).contains("not_gzip");
    HttpRequest brotli =
        request("/v1/logs/kong", JSON)
            .header("content-encoding", "br")
            .POST(BodyPublishers.ofString("{}"))
            .build();
    assertThat(send(brotli).statusCode()).isEqualTo(415);
  }

  @Test
  void aBodyOverTheLimitIsRefusedPlainOrCompressed() throws Exception {
    start(FakeBroker.answering());
    byte[] large = new byte[BodyReader.MAX_BYTES + 1];
    HttpResponse<String> bomb = gzipped(gzip(large));
    assertThat(bomb.statusCode()).isEqualTo(413);
    assertThat(bomb.body())
        .startsWith("{\"reason\":\"body_too_large\",\"message\":\"expected at most 16777216 bytes");
    HttpResponse<String> plain = post("/v1/logs/kong", JSON, large);
    assertThat(plain.statusCode()).isEqualTo(413);
    assertThat(plain.body())
        .startsWith("{\"reason\":\"body_too_large\",\"message\":\"expected at most 16777216 bytes");
    assertThat(broker.producer.history()).isEmpty();
  }

  @Test
  void theAnswerWaitsForTheBroker() throws Exception {
    start(new FakeBroker(false, CallIntake.MOST_BYTES_UNDER_WAY));
    CompletableFuture<HttpResponse<String>> answer = postAsync(Lines.good("/accounts/1"));
    awaitRow();
    assertThat(answer).isNotDone();
    broker.producer.completeNext();
    assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
  }

  @Test
  void aBrokerThatIsAwayIsA503() throws Exception {
    start(new FakeBroker(false, CallIntake.MOST_BYTES_UNDER_WAY));
    CompletableFuture<HttpResponse<String>> answer = postAsync(Lines.good("/accounts/1"));
    awaitRow();
    broker.producer.errorNext(new TimeoutException("broker at 10.1.2.3 is away"));
    HttpResponse<String> response = answer.get(10, TimeUnit.SECONDS);
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).isEqualTo("{\"reason\":\"broker_away\"}\n");
    assertThat(response.headers().firstValue("retry-after")).contains("1");
  }

  @Test
  void tooMuchUnderWayIsA429UntilTheBrokerHasCaughtUp() throws Exception {
    String good = Lines.good("/accounts/1");
    start(new FakeBroker(false, good.length() + 10L));
    CompletableFuture<HttpResponse<String>> first = postAsync(good);
    awaitRow();
    assertThat(post("/v1/logs/kong", JSON, good).statusCode()).isEqualTo(429);
    broker.producer.completeNext();
    assertThat(first.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
    assertThat(postAsync(good)).isNotCompletedExceptionally();
    awaitRow();
  }

  private List<String> callIds() {
    return broker.entries().stream().map(entry -> ((ApiCall) entry).callId()).toList();
  }

  private void start(FakeBroker fake) {
    broker = fake;
    receiver = Receivers.open(fake.intake);
  }

  /** Waits until a row is with the producer that the broker has not answered yet. */
  private void awaitRow() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (broker.producer.flushed() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(broker.producer.flushed()).isFalse();
  }

  private static int brackets(byte[] body) {
    return body[0] == '[' ? 2 : 0;
  }

  private HttpResponse<String> post(String path, String type, String body) throws Exception {
    return post(path, type, Lines.bytes(body));
  }

  private HttpResponse<String> post(String path, String type, byte[] body) throws Exception {
    return send(request(path, type).POST(BodyPublishers.ofByteArray(body)).build());
  }

  private CompletableFuture<HttpResponse<String>> postAsync(String body) {
    return CLIENT.sendAsync(
        request("/v1/logs/kong", JSON).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> gzipped(byte[] body) throws Exception {
    return send(
        request("/v1/logs/kong", JSON)
            .header("content-encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  private HttpRequest.Builder request(String path, String type) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receiver.port() + path))
        .header("content-type", type);
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
