package io.gatewatch.collector.otlp;

import static io.gatewatch.collector.otlp.Records.fraction;
import static io.gatewatch.collector.otlp.Records.kong;
import static io.gatewatch.collector.otlp.Records.map;
import static io.gatewatch.collector.otlp.Records.pair;
import static io.gatewatch.collector.otlp.Records.request;
import static io.gatewatch.collector.otlp.Records.resource;
import static io.gatewatch.collector.otlp.Records.text;
import static io.gatewatch.collector.otlp.Records.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpRequestTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long STARTED = 1_772_442_900_000L;

  @Test
  void anAccessRecordOfKongBecomesItsHttpLogObject() throws Exception {
    OtlpLine line = only(request(resource("service.name", "kong"), kong(STARTED).build()));
    assertThat(line.format()).contains("kong");
    JsonNode object = JSON.readTree(line.line());
    assertThat(object.at("/request/method").asText()).isEqualTo("POST");
    assertThat(object.at("/request/uri").asText()).isEqualTo("/accounts/17/transfers?page=2");
    assertThat(object.at("/request/id").asText()).isEqualTo("319d1e4e7862095f704a7d6c60e63260");
    assertThat(object.at("/request/headers/user-agent").asText()).isEqualTo("curl/8.7.1");
    assertThat(object.at("/response/status").asInt()).isEqualTo(201);
    assertThat(object.at("/response/size").asInt()).isEqualTo(1004);
    assertThat(object.at("/latencies/request").asInt()).isEqualTo(119);
    assertThat(object.at("/latencies/proxy").asInt()).isEqualTo(72);
    assertThat(object.at("/started_at").asLong()).isEqualTo(STARTED);
    assertThat(object.at("/client_ip").asText()).isEqualTo("192.0.2.9");
    assertThat(object.at("/service/name").asText()).isEqualTo("payments");
    assertThat(object.at("/source").asText()).isEqualTo("upstream");
    assertThat(object.has("consumer")).isFalse();
    assertThat(object.has("authenticated_entity")).isFalse();
  }

  @Test
  void traceAndTimeOfARecordCountOnlyWhereTheLineLacksThem() throws Exception {
    LogRecord.Builder record = kong(STARTED).setTraceId(Records.hex(Records.TRACE));
    assertThat(traceparent(record)).startsWith("00-" + Records.TRACE + "-");
    String own = "00-11111111111111111111111111111111-2222222222222222-01";
    record.addAttributes(pair("http.request.header.traceparent", text(own)));
    assertThat(traceparent(record)).isEqualTo(own);

    LogRecord.Builder timeless = kong(STARTED);
    int at = names(timeless).indexOf("kong.request.started_at");
    timeless.removeAttributes(at);
    OtlpLine line = only(request(resource(), timeless.build()));
    assertThat(JSON.readTree(line.line()).at("/started_at").asLong()).isEqualTo(STARTED);
  }

  @Test
  void aRecordWithATextThatIsNotUtf8CostsItselfAlone() throws Exception {
    LogRecord good = LogRecord.newBuilder().setBody(text("good")).build();
    LogRecord bad = LogRecord.newBuilder().setBody(text("bad~")).build();
    byte[] body =
        request(resource("gatewatch.tenant", "bank", "gatewatch.format", "nginx"), good, bad, good)
            .toByteArray();
    body[indexOf(body, "bad~") + 3] = (byte) 0xff;
    List<OtlpLine> lines = OtlpRequest.lines(body, false, "kong");
    assertThat(lines).hasSize(3);
    assertThat(lines).allSatisfy(line -> assertThat(line.tenant()).contains("bank"));
    assertThat(lines).allSatisfy(line -> assertThat(line.format()).contains("nginx"));
    assertThat(lines.get(0).line()).isEqualTo("good".getBytes(StandardCharsets.UTF_8));
    assertThat(lines.get(1).line()).contains((byte) 0xff);
    assertThat(lines.get(2).line()).isEqualTo("good".getBytes(StandardCharsets.UTF_8));

    body[indexOf(body, "bank")] = (byte) 0xff;
    assertThatThrownBy(() -> OtlpRequest.lines(body, false, "kong"))
        .as("whose records they are is not known")
        .isInstanceOf(IOException.class);
  }

  private static int indexOf(byte[] body, String text) {
    return new String(body, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  @Test
  void aTextBodyIsTheLineAsItStands() throws Exception {
    String text = "192.0.2.1 - - [02/Mar/2026:09:15:00 +0000] \"GET / HTTP/1.1\" 200 5";
    LogRecord record =
        LogRecord.newBuilder()
            .setBody(text(text))
            .addAttributes(pair("log.file.name", text("access.log")))
            .build();
    OtlpLine line = only(request(resource("gatewatch.format", "combined"), record));
    assertThat(line.format()).contains("combined");
    assertThat(new String(line.line(), StandardCharsets.UTF_8)).isEqualTo(text);
  }

  @Test
  void aBodyOfKeysIsOneObjectTogetherWithTheAttributes() throws Exception {
    LogRecord record =
        LogRecord.newBuilder()
            .setTimeUnixNano(STARTED * 1_000_000)
            .setTraceId(Records.hex(Records.TRACE))
            .setBody(map(pair("method", text("GET")), pair("nested", map(pair("n", whole(7))))))
            .addAttributes(pair("method", text("ignored, the body has it")))
            .addAttributes(pair("response_code", fraction(200)))
            .addAttributes(pair("gatewatch.group", text("mesh")))
            .build();
    OtlpLine line =
        only(request(resource("log_name", "otel", "node_name", "n1", "zone_name", ""), record));
    assertThat(line.format()).as("Envoy's own labels tell").contains("envoy");
    assertThat(line.group()).contains("mesh");
    JsonNode object = JSON.readTree(line.line());
    assertThat(object.get("method").asText()).isEqualTo("GET");
    assertThat(object.at("/nested/n").asInt()).isEqualTo(7);
    assertThat(object.get("response_code").asInt()).isEqualTo(200);
    assertThat(object.has("gatewatch.group")).isFalse();
    assertThat(object.get("start_time").asText()).isEqualTo("2026-03-02T09:15:00Z");
    assertThat(object.get("traceparent").asText()).contains(Records.TRACE);
  }

  @Test
  void whatARecordSaysOfItselfGoesBeforeItsResource() throws Exception {
    LogRecord record =
        LogRecord.newBuilder()
            .setBody(text("x"))
            .addAttributes(pair("gatewatch.tenant", text("own")))
            .build();
    OtlpLine line =
        only(request(resource("gatewatch.tenant", "shared", "gatewatch.group", "g"), record));
    assertThat(line.tenant()).contains("own");
    assertThat(line.group()).contains("g");
    assertThat(line.format()).isEmpty();
  }

  @Test
  void jsonSaysTheSameAsProtobuf() throws Exception {
    String json =
        """
        {"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"k"}}],
          "droppedAttributesCount":0},"schemaUrl":"x","scopeLogs":[{"scope":{"name":"api-access"},
          "logRecords":[{"timeUnixNano":"1772442900119000000","observedTimeUnixNano":1772442900119000000,
            "severityNumber":9,"traceId":"0AF7651916CD43DD8448EB211C80319C","spanId":"b9c7c989f97918e1",
            "flags":1,"body":{"kvlistValue":{"values":[
              {"key":"i","value":{"intValue":"-7"}},{"key":"j","value":{"intValue":8}},
              {"key":"d","value":{"doubleValue":1.5}},{"key":"b","value":{"boolValue":true}},
              {"key":"y","value":{"bytesValue":"AAEC"}},{"key":"n","value":null},{"key":"e","value":{}},
              {"key":"a","value":{"arrayValue":{"values":[{"stringValue":"x"},{"kvlistValue":{}}]}}}]}},
            "attributes":[{"key":"s","value":{"stringValue":"\\u00e9"}}]}]}]}]}
        """;
    LogRecord record =
        LogRecord.newBuilder()
            .setTimeUnixNano(1_772_442_900_119_000_000L)
            .setTraceId(Records.hex(Records.TRACE))
            .setSpanId(Records.hex("b9c7c989f97918e1"))
            .setBody(
                map(
                    pair("i", whole(-7)),
                    pair("j", whole(8)),
                    pair("d", fraction(1.5)),
                    pair("b", AnyValue.newBuilder().setBoolValue(true).build()),
                    pair("y", AnyValue.newBuilder().setBytesValue(Records.hex("000102")).build()),
                    pair("n", AnyValue.getDefaultInstance()),
                    pair("e", AnyValue.getDefaultInstance()),
                    pair(
                        "a",
                        AnyValue.newBuilder()
                            .setArrayValue(
                                io.opentelemetry.proto.common.v1.ArrayValue.newBuilder()
                                    .addValues(text("x"))
                                    .addValues(map()))
                            .build())))
            .addAttributes(pair("s", text("\u00e9")))
            .build();
    List<OtlpLine> read = OtlpRequest.lines(utf8(json), true, "envoy");
    assertThat(read).hasSize(1);
    assertThat(new String(read.get(0).line(), StandardCharsets.UTF_8))
        .isEqualTo(
            new String(
                OtlpRequest.lines(request(resource(), record).toByteArray(), false, "envoy")
                    .get(0)
                    .line(),
                StandardCharsets.UTF_8))
        .contains("\"i\":-7")
        .contains(Records.TRACE);
  }

  @Test
  void aRequestThatIsCutOffAnywhereIsAFaultOrShorterNeverACrash() throws Exception {
    byte[] whole = request(resource("a", "b"), kong(STARTED).build()).toByteArray();
    int faults = 0;
    for (int length = 1; length < whole.length; length++) {
      try {
        OtlpRequest.lines(Arrays.copyOf(whole, length), false, "kong");
      } catch (IOException e) {
        faults++;
      }
    }
    assertThat(faults).isEqualTo(whole.length - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "[]",
        "{",
        "{\"resourceLogs\":7}",
        "{\"resourceLogs\":[7]}",
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"traceId\":\"not hex\"}]}]}]}",
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"soon\"}]}]}]}",
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":{}}]}]}]}",
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"boolValue\":\"x\"}}]}]}]}",
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"doubleValue\":\"x\"}}]}]}]}",
        "{\"resourceLogs\":[]} and more"
      })
  void jsonThatIsNoRequestIsAFault(String json) {
    assertThatThrownBy(() -> OtlpRequest.lines(utf8(json), true, "kong"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void valuesNestedWithoutEndAreAFaultInJsonAndARejectInProtobuf() throws Exception {
    String deep =
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":"
            + "{\"arrayValue\":{\"values\":[".repeat(5_000);
    assertThatThrownBy(() -> OtlpRequest.lines(utf8(deep), true, "kong"))
        .isInstanceOf(IOException.class);
    AnyValue value = text("bottom");
    for (int i = 0; i < 60; i++) {
      value = map(pair("k", value));
    }
    LogRecord nested = LogRecord.newBuilder().setBody(value).build();
    assertThat(only(request(resource(), nested)).line()).isEqualTo(nested.toByteArray());
  }

  private static String traceparent(LogRecord.Builder record) throws IOException {
    return JSON.readTree(only(request(resource(), record.build())).line())
        .at("/request/headers/traceparent")
        .asText();
  }

  private static List<String> names(LogRecord.Builder record) {
    return record.getAttributesList().stream().map(pair -> pair.getKey()).toList();
  }

  private static OtlpLine only(ExportLogsServiceRequest request) throws IOException {
    List<OtlpLine> lines = OtlpRequest.lines(request.toByteArray(), false, "kong");
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
