package io.gatewatch.ingest.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Calls;
import io.gatewatch.ingest.Clock;
import io.gatewatch.ingest.Exposure;
import io.gatewatch.ingest.FeedReport;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.Probe;
import io.gatewatch.ingest.Reports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class LogEntryCodecTest {
  private static final Clock CLOCK = new Clock("w-1", Instant.parse("2026-03-02T09:15:00.000Z"));

  private static final List<LogEntry> ENTRIES =
      List.of(Calls.full(), CLOCK, Calls.bare(), Reports.full(), Reports.empty());

  private final LogEntryCodec codec = new LogEntryCodec();

  @Test
  void entriesComeBackAsTheyWere() {
    for (LogEntry entry : ENTRIES) {
      assertThat(codec.read(codec.write(entry))).isEqualTo(entry);
    }
  }

  @Test
  void avrosOwnReaderUnderstandsWhatWeWrite() throws IOException {
    GenericRecord call = decode(LogEntrySchemas.CALL, codec.write(Calls.full()));
    assertThat(call.get("time")).isEqualTo(Calls.full().time().toEpochMilli());
    assertThat(call.get("agentName")).hasToString("b\u00fcdget-buddy");
    assertThat(call.get("decidedBy")).hasToString("OUR_QUOTA");
    assertThat(call.get("agentClass")).hasToString("AISP");
    assertThat(call.get("sensitivity")).hasToString("FINANCIAL");
    assertThat(call.get("latencyMillis")).isEqualTo(40.5);
    assertThat((List<?>) call.get("objects")).hasSize(2);
    assertThat(decode(LogEntrySchemas.CLOCK, codec.write(CLOCK)).get("writer")).hasToString("w-1");
  }

  @Test
  void weUnderstandWhatAvrosOwnWriterWrites() throws IOException {
    for (ApiCall call : List.of(Calls.full(), Calls.bare())) {
      GenericRecord generic = decode(LogEntrySchemas.CALL, codec.write(call));
      ByteBuffer bytes =
          new BinaryMessageEncoder<GenericRecord>(new GenericData(), LogEntrySchemas.CALL)
              .encode(generic);
      byte[] written = new byte[bytes.remaining()];
      bytes.get(written);
      assertThat(codec.read(written)).isEqualTo(call);
    }
  }

  @Test
  void reportsAreWhatAvroReadsAndWrites() throws IOException {
    for (FeedReport report : List.of(Reports.full(), Reports.empty())) {
      GenericRecord generic = decode(LogEntrySchemas.FEEDS, codec.write(report));
      assertThat(generic.get("writer")).hasToString(report.writer());
      ByteBuffer bytes =
          new BinaryMessageEncoder<GenericRecord>(new GenericData(), LogEntrySchemas.FEEDS)
              .encode(generic);
      byte[] written = new byte[bytes.remaining()];
      bytes.get(written);
      assertThat(codec.read(written)).isEqualTo(report);
    }
  }

  @Test
  void theSymbolsOfTheSchemaAreTheConstantsInOrder() {
    assertThat(symbols("agentClass")).isEqualTo(names(ApiCall.AgentClass.values()));
    assertThat(symbols("userPresent")).isEqualTo(names(ApiCall.UserPresent.values()));
    assertThat(symbols("sensitivity")).isEqualTo(names(ApiCall.Sensitivity.values()));
    assertThat(symbols("lifecycle")).isEqualTo(names(ApiCall.Lifecycle.values()));
    assertThat(symbols("decidedBy")).isEqualTo(names(ApiCall.DecidedBy.values()));
    Schema exposure = LogEntrySchemas.CALL.getField("exposures").schema().getElementType();
    assertThat(exposure.getField("place").schema().getEnumSymbols())
        .isEqualTo(names(Exposure.Place.values()));
    assertThat(exposure.getField("kind").schema().getEnumSymbols())
        .isEqualTo(names(Exposure.Kind.values()));
    Schema probe = LogEntrySchemas.CALL.getField("probes").schema().getElementType();
    assertThat(probe.getField("place").schema().getEnumSymbols())
        .isEqualTo(names(Exposure.Place.values()));
    assertThat(probe.getField("kind").schema().getEnumSymbols())
        .isEqualTo(names(Probe.Kind.values()));
  }

  @Test
  void recordsOfEarlierSchemasAreStillRead() throws IOException {
    assertThat(stored("api-call-1.hex")).isEqualTo(Calls.fullOfTheFirstSchema());
    assertThat(stored("api-call-2.hex")).isEqualTo(Calls.fullOfTheSecondSchema());
    assertThat(stored("api-call-3.hex")).isEqualTo(Calls.fullOfTheThirdSchema());
    assertThat(stored("api-call-4.hex")).isEqualTo(Calls.fullOfTheFourthSchema());
  }

  private LogEntry stored(String name) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/state/" + name)) {
      String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
      return codec.read(HexFormat.of().parseHex(hex));
    }
  }

  @Test
  void foreignBytesAreRefusedAndNeverBelieved() {
    byte[] whole = codec.write(Calls.full());
    assertThatThrownBy(() -> codec.read(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> codec.read("{\"call\":{}}".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(IllegalArgumentException.class);
    for (byte[] entry : List.of(whole, codec.write(Reports.full()))) {
      for (int length = 0; length < entry.length; length++) {
        byte[] cut = Arrays.copyOf(entry, length);
        assertThatThrownBy(() -> codec.read(cut)).isInstanceOf(IllegalArgumentException.class);
      }
    }
    assertThat(codec.read(whole)).isEqualTo(Calls.full());
  }

  private static GenericRecord decode(Schema schema, byte[] bytes) throws IOException {
    return new BinaryMessageDecoder<GenericRecord>(new GenericData(), schema).decode(bytes);
  }

  private static List<String> symbols(String field) {
    Schema schema = LogEntrySchemas.CALL.getField(field).schema();
    return (schema.isUnion() ? schema.getTypes().get(1) : schema).getEnumSymbols();
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).toList();
  }
}
