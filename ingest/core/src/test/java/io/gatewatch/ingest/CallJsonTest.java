package io.gatewatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallJsonTest {
  private static final Clock CLOCK = new Clock("w-1", Instant.parse("2026-03-02T09:15:00.000Z"));
  private static final List<LogEntry> ENTRIES =
      List.of(Calls.full(), Calls.bare(), CLOCK, Reports.full(), Reports.empty());

  @Test
  void callsClocksAndReportsComeBackAsTheyWere() {
    for (LogEntry entry : ENTRIES) {
      assertThat(read(CallJson.write(entry))).isEqualTo(new CallLine.Entry(entry));
    }
  }

  @Test
  void theLinesFollowTheShippedSchema() {
    JsonSchema schema = schema("/schemas/api-call.schema.json");
    for (LogEntry entry : ENTRIES) {
      assertThat(schema.validate(CallJson.write(entry), InputFormat.JSON)).isEmpty();
    }
    String wrong = CallJson.write(Calls.bare()).replace("\"status\":200", "\"status\":\"200\"");
    assertThat(schema.validate(wrong, InputFormat.JSON)).isNotEmpty();
    assertThat(schema.validate("{\"call\":{\"extra\":1}}", InputFormat.JSON)).isNotEmpty();
    String negative = CallJson.write(Reports.full()).replace("\"accepted\":120", "\"accepted\":-1");
    assertThat(schema.validate(negative, InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void rejectsFollowTheirSchemaAndComeBack() {
    RejectRecord record =
        new RejectRecord(
            new ParsedLine.Rejected("not_json", 7, 99, "ab".repeat(16), "{\"aa\": 99"),
            new RejectRecord.Origin("bank", "public", "kong", "raw:gatewatch.raw.kong:2:41"),
            Instant.parse("2026-03-02T09:15:00.000Z"));
    String json = RejectJson.write(record);
    assertThat(schema("/schemas/reject.schema.json").validate(json, InputFormat.JSON)).isEmpty();
    assertThat(RejectJson.read(json)).isEqualTo(record);
    assertThat(record.origin().key())
        .isEqualTo("bank/public/kong/raw%3Agatewatch.raw.kong%3A2%3A41");
  }

  @Test
  void timesAreUtcWithMillisecondsAndEnumsLowerCase() {
    assertThat(CallJson.write(Calls.full()))
        .contains("\"time\":\"2026-03-02T09:15:00.040Z\"")
        .contains("\"decidedBy\":\"our_quota\"")
        .contains("\"kind\":\"agent\"");
  }

  @Test
  void aFieldOfALaterVersionIsSkipped() {
    String later = CallJson.write(CLOCK).replace("{\"clock\":{", "{\"clock\":{\"later\":[1,{}],");
    assertThat(read(later)).isEqualTo(new CallLine.Entry(CLOCK));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"clock\":{\"writer\":\"w\"} | TRUNCATED",
        "{\"clock\":{\"writer\":\"w\"}} | WRONG_TYPE",
        "{\"clock\":{\"writer\":\"w\",\"time\":\"noon\"}} | WRONG_TYPE",
        "{\"clock\":{\"writer\":\"w\",\"time\":5}} | WRONG_TYPE",
        "{\"call\":{\"status\":\"x\"}} | WRONG_TYPE",
        "{\"feeds\":{\"writer\":\"w\"}} | WRONG_TYPE",
        "{} | WRONG_TYPE",
        "[] | NOT_AN_OBJECT",
        "'' | NOT_AN_OBJECT",
        "{x} | NOT_JSON"
      })
  void aLineThatIsNoneIsNamedAndNotThrown(String line, RejectReason reason) {
    assertThat(read(line)).isInstanceOf(CallLine.Unreadable.class);
    assertThat(((CallLine.Unreadable) read(line)).reason()).isEqualTo(reason);
  }

  private static CallLine read(String line) {
    return CallJson.read(line.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonSchema schema(String resource) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(CallJson.class.getResourceAsStream(resource));
  }
}
