package io.gatewatch.collector;

import static io.gatewatch.collector.otlp.Records.kong;
import static io.gatewatch.collector.otlp.Records.pair;
import static io.gatewatch.collector.otlp.Records.request;
import static io.gatewatch.collector.otlp.Records.resource;
import static io.gatewatch.collector.otlp.Records.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.gatewatch.collector.otlp.Records;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.RejectRecord;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtlpDoorTest {
  private static final long STARTED = Lines.TIME.toEpochMilli();
  private static final String PROTOBUF = "application/x-protobuf";

  @TempDir Path folder;

  private FakeBroker broker = FakeBroker.answering();
  private LogReceiver receiver;
  private Http http;

  @AfterEach
  void stop() {
    assertThat(receiver.stop()).isNotCompletedExceptionally();
  }

  /** OpenTelemetry's own exporter, told nothing but where: protobuf, gzip, its own retries. */
  @Test
  void anUnmodifiedExporterIsUnderstood() throws Exception {
    open();
    try (OtlpHttpLogRecordExporter exporter =
            OtlpHttpLogRecordExporter.builder()
                .setEndpoint("http://127.0.0.1:" + receiver.port() + "/v1/logs")
                .setCompression("gzip")
                .build();
        SdkLoggerProvider provider =
            SdkLoggerProvider.builder()
                .addLogRecordProcessor(BatchLogRecordProcessor.builder(exporter).build())
                .build()) {
      for (int i = 0; i < 3; i++) {
        provider
            .get("api-access")
            .logRecordBuilder()
            .setTimestamp(Instant.ofEpochMilli(STARTED + 5))
            .setBody("GET /accounts/" + i + " 200 5ms")
            .setAttribute(AttributeKey.stringKey("url.path"), "/accounts/" + i)
            .setAttribute(AttributeKey.stringKey("http.request.method"), "GET")
            .setAttribute(AttributeKey.longKey("http.response.status_code"), 200L)
            .setAttribute(AttributeKey.doubleKey("kong.latency.total"), 5.0)
            .setAttribute(AttributeKey.doubleKey("kong.request.started_at"), (double) STARTED)
            .setAttribute(
                AttributeKey.stringKey("kong.request.id"), "319d1e4e7862095f704a7d6c60e6326" + i)
            .setAttribute(AttributeKey.stringKey("client.address"), "192.0.2.9")
            .setAttribute(AttributeKey.stringKey("kong.consumer.id"), "c-1")
            .setAttribute(AttributeKey.stringKey("kong.consumer.username"), "aisp-1")
            .setAttribute(AttributeKey.stringKey("kong.authenticated_entity.id"), "k-1")
            .emit();
      }
      assertThat(provider.forceFlush().join(20, TimeUnit.SECONDS).isSuccess()).isTrue();
    }
    assertThat(calls()).hasSize(3);
    ApiCall call = calls().get(0);
    assertThat(call.principal().kind()).isEqualTo(Principal.Kind.AGENT);
    assertThat(call.agentName()).isEqualTo("aisp-1");
    assertThat(call.time()).isEqualTo(Lines.TIME.plusMillis(5));
    assertThat(call.callId()).isEqualTo("319d1e4e7862095f704a7d6c60e63260");
    assertThat(broker.rejects()).isEmpty();
  }

  @Test
  void protobufAndJsonAreAnsweredInTheirOwnTongue() throws Exception {
    open();
    HttpResponse<byte[]> protobuf = post(request(resource(), kong(STARTED).build()));
    assertThat(protobuf.statusCode()).isEqualTo(200);
    assertThat(ExportLogsServiceResponse.parseFrom(protobuf.body()).hasPartialSuccess()).isFalse();
    String line = Lines.good("/accounts/1").replace("\"", "\\\"");
    HttpResponse<String> json =
        http.post(
            "/v1/logs",
            "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\""
                + line
                + "\"}}]}]}]}",
            "content-type",
            "application/json");
    assertThat(json.statusCode()).isEqualTo(200);
    assertThat(json.body()).isEqualTo("{}");
    assertThat(calls()).hasSize(2);
  }

  /** Envoy's fields are the operator's, formatted as texts; start and trace stand beside them. */
  @Test
  void aRecordOfEnvoyIsACallInItsOwnFormat() throws Exception {
    open();
    LogRecord record =
        LogRecord.newBuilder()
            .setTimeUnixNano(STARTED * 1_000_000)
            .setTraceId(Records.hex(Records.TRACE))
            .addAttributes(pair("method", text("GET")))
            .addAttributes(pair("path", text("/accounts/4000017")))
            .addAttributes(pair("response_code", text("200")))
            .addAttributes(pair("duration", text("12")))
            .addAttributes(pair("downstream_remote_address", text("192.0.2.9:4711")))
            .build();
    HttpResponse<byte[]> answer =
        post(request(resource("log_name", "otel", "node_name", "n", "cluster_name", "c"), record));
    assertThat(ExportLogsServiceResponse.parseFrom(answer.body()).hasPartialSuccess()).isFalse();
    assertThat(calls()).hasSize(1);
    ApiCall call = calls().get(0);
    assertThat(call.time()).isEqualTo(Lines.TIME.plusMillis(12));
    assertThat(call.traceId()).isEqualTo(Records.TRACE);
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.route()).isEqualTo("/accounts/{id}");
  }

  @Test
  void moreRecordsThanABodyMayHaveLinesAreRefusedForGood() throws Exception {
    open();
    LogRecord[] empty = new LogRecord[100_001];
    Arrays.fill(empty, LogRecord.getDefaultInstance());
    assertThat(post(request(resource(), empty)).statusCode()).isEqualTo(413);
    assertThat(broker.producer.history()).isEmpty();
  }

  @Test
  void aRecordWithATextThatIsNotUtf8IsOneReject() throws Exception {
    open();
    LogRecord good = record(Lines.good("/accounts/1"));
    byte[] body = request(resource(), good, record("Sesame~"), good).toByteArray();
    int at = new String(body, StandardCharsets.ISO_8859_1).indexOf('~');
    body[at] = (byte) 0xff;
    HttpResponse<byte[]> answer = http.post("/v1/logs", body, "content-type", PROTOBUF);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(
            ExportLogsServiceResponse.parseFrom(answer.body())
                .getPartialSuccess()
                .getRejectedLogRecords())
        .isEqualTo(1);
    assertThat(calls()).hasSize(2);
    assertThat(broker.rejects()).extracting(r -> r.rejected().reason()).containsExactly("not_utf8");
  }

  @Test
  void recordsThatCannotBeReadAreRejectsAndPartialSuccess() throws Exception {
    open();
    ExportLogsServiceResponse answer =
        ExportLogsServiceResponse.parseFrom(
            post(request(
                    resource(),
                    record("Open Sesame now"),
                    kong(STARTED).build(),
                    record("{\"a\":")))
                .body());
    assertThat(answer.getPartialSuccess().getRejectedLogRecords()).isEqualTo(2);
    assertThat(answer.getPartialSuccess().getErrorMessage()).isEqualTo("not_json");
    assertThat(calls()).hasSize(1);
    assertThat(broker.rejects())
        .extracting(reject -> reject.origin().source())
        .containsExactly("otlp", "otlp");
    assertThat(new String(broker.rows(RejectRecord.TOPIC).get(0).value(), StandardCharsets.UTF_8))
        .doesNotContain("Sesame");
  }

  @Test
  void aSenderCannotChooseAnotherTenantThanItsOwn() throws Exception {
    Path file = folder.resolve("tokens.yaml");
    TokenFiles.write(file, TokenFiles.entry("a", "token-of-a", "bank-a", null));
    receiver = Receivers.with(broker.intake, file, LogReceiver.Settings.of("kong"));
    http = new Http(receiver);
    ExportLogsServiceRequest request =
        request(
            resource("gatewatch.group", "public"),
            kong(STARTED).addAttributes(pair("gatewatch.tenant", text("bank-b"))).build(),
            kong(STARTED).build(),
            kong(STARTED).addAttributes(pair("gatewatch.format", text("apache"))).build());
    HttpResponse<byte[]> answer =
        http.post(
            "/v1/logs",
            Zstd.compress(request.toByteArray()),
            "content-type",
            PROTOBUF,
            "content-encoding",
            "zstd",
            "authorization",
            "Bearer token-of-a");
    assertThat(
            ExportLogsServiceResponse.parseFrom(answer.body())
                .getPartialSuccess()
                .getRejectedLogRecords())
        .isEqualTo(2);
    assertThat(calls())
        .extracting(ApiCall::key)
        .containsExactly("bank-a/public/source/192.0.2.0%2F24");
    assertThat(post(request).statusCode()).as("without a token").isEqualTo(401);
  }

  @Test
  void withoutTokensARecordMayNameItsPlace() throws Exception {
    open();
    post(
        request(
            resource("gatewatch.tenant", "bank", "gatewatch.group", "mesh"),
            kong(STARTED).build()));
    assertThat(calls()).extracting(ApiCall::key).containsExactly("bank/mesh/source/192.0.2.0%2F24");
  }

  @Test
  void whatIsNoRequestIsA400WithAStatusMessage() throws Exception {
    open();
    byte[] whole = request(resource(), kong(STARTED).build()).toByteArray();
    HttpResponse<byte[]> cut =
        http.post("/v1/logs", Arrays.copyOf(whole, 99), "content-type", PROTOBUF);
    assertThat(cut.statusCode()).isEqualTo(400);
    assertThat(cut.headers().firstValue("content-type")).contains(PROTOBUF);
    assertThat(new String(cut.body(), StandardCharsets.UTF_8)).contains("not_otlp");
    HttpResponse<String> json =
        http.post("/v1/logs", "{\"resourceLogs\":", "content-type", "application/json");
    assertThat(json.statusCode()).isEqualTo(400);
    assertThat(json.body()).isEqualTo("{\"code\":3,\"message\":\"not_otlp\"}");
    assertThat(http.post("/v1/logs", "x", "content-type", "text/plain").statusCode())
        .isEqualTo(415);
    assertThat(broker.producer.history()).isEmpty();
  }

  private void open() {
    receiver = Receivers.open(broker.intake);
    http = new Http(receiver);
  }

  private HttpResponse<byte[]> post(ExportLogsServiceRequest request) throws Exception {
    return http.post("/v1/logs", request.toByteArray(), "content-type", PROTOBUF);
  }

  private static LogRecord record(String body) {
    return LogRecord.newBuilder().setBody(text(body)).build();
  }

  private List<ApiCall> calls() {
    return broker.entries().stream().map(entry -> (ApiCall) entry).toList();
  }
}
