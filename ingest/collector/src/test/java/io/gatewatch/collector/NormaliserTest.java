package io.gatewatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Clock;
import io.gatewatch.ingest.Feed;
import io.gatewatch.ingest.FeedCount;
import io.gatewatch.ingest.FeedReport;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.RejectJson;
import io.gatewatch.ingest.RejectRecord;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.avro.LogEntryCodec;
import io.gatewatch.ingest.masking.MaskingKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NormaliserTest {
  private static final long NOW = Lines.TIME.toEpochMilli();
  private static final RawTopics OWNERS =
      new RawTopics(
          List.of(
              new RawTopics.RawTopic("gatewatch.raw.kong.bank-a", "bank-a", "public", false),
              new RawTopics.RawTopic("gatewatch.raw.kong.shared", "hub", "edge", true)));

  private final AtomicLong horizon = new AtomicLong(NOW);
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> raw;
  private TestOutputTopic<byte[], byte[]> calls;
  private TestOutputTopic<byte[], byte[]> rejects;

  @BeforeEach
  void start() {
    Normaliser.Settings settings =
        new Normaliser.Settings(
            ParserSettings.shipped(MaskingKeys.wellKnown()),
            OWNERS,
            "node-1",
            horizon::get,
            Duration.ofSeconds(5),
            new Timeliness(Duration.ofSeconds(5)));
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    driver = new TopologyTestDriver(Normaliser.topology(settings), properties, Lines.TIME);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    raw = topic(Normaliser.rawTopic("kong"));
    calls = driver.createOutputTopic(LogEntry.TOPIC, bytes, bytes);
    rejects = driver.createOutputTopic(RejectRecord.TOPIC, bytes, bytes);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void equalLinesAreTwoCallsInOneRecordAndOneCallInTwo() {
    byte[] line = Lines.bytes(Lines.good("/accounts/1"));
    raw.pipeInput(
        null, Lines.bytes(Lines.good("/accounts/1") + "\n" + Lines.good("/accounts/1")), NOW);
    raw.pipeInput(null, line, NOW);
    raw.pipeInput(null, line, NOW);
    List<String> ids =
        calls.readValuesToList().stream()
            .map(value -> ((ApiCall) new LogEntryCodec().read(value)).callId())
            .toList();
    assertThat(ids).hasSize(4);
    assertThat(ids.get(1)).isEqualTo(ids.get(0) + ".2");
    assertThat(ids.subList(2, 4)).containsOnly(ids.get(0));
  }

  @Test
  void aRawLineBecomesACallKeyedByItsPrincipal() {
    raw.pipeInput(null, Lines.bytes(Lines.good("/accounts/1")), NOW);
    var record = calls.readRecord();
    assertThat(new String(record.key(), StandardCharsets.UTF_8))
        .isEqualTo("default/default/source/192.0.2.0%2F24");
    assertThat(new LogEntryCodec().read(record.value())).isInstanceOf(ApiCall.class);
    assertThat(rejects.isEmpty()).isTrue();
  }

  @Test
  void aPoisonLineIsARejectWithItsPositionAndTheRestGoesOn() {
    raw.pipeInput(null, new byte[] {(byte) 0xff, 0x0a, 0x00}, NOW);
    raw.pipeInput(null, (byte[]) null, NOW);
    raw.pipeInput(null, Lines.bytes("[" + Lines.good("/accounts/1") + ",7]"), NOW);
    assertThat(entries()).hasSize(1);
    List<RejectRecord> rows = rejectRows();
    assertThat(rows)
        .extracting(row -> row.rejected().reason())
        .containsExactly("not_utf8", "empty_line", "not_an_object");
    assertThat(rows)
        .extracting(row -> row.origin().source())
        .containsExactly(
            "raw:gatewatch.raw.kong:0:0",
            "raw:gatewatch.raw.kong:0:1",
            "raw:gatewatch.raw.kong:0:2");
  }

  @Test
  void whoseALineIsStandsInTheConfigurationOfItsTopic() {
    byte[] line = Lines.bytes(Lines.good("/accounts/1"));
    raw.pipeInput(new TestRecord<>(null, line, headers("bank-b", "x"), NOW));
    topic("gatewatch.raw.kong.bank-a")
        .pipeInput(new TestRecord<>(null, line, headers("bank-b", "x"), NOW));
    topic("gatewatch.raw.kong.unlisted").pipeInput(null, line, NOW);
    assertThat(keys())
        .containsExactly(
            "default/default/source/192.0.2.0%2F24",
            "bank-a/public/source/192.0.2.0%2F24", "default/default/source/192.0.2.0%2F24");
  }

  @Test
  void headersNameTenantAndGroupOnlyWhereTheyAreBelieved() {
    byte[] line = Lines.bytes(Lines.good("/accounts/1"));
    TestInputTopic<byte[], byte[]> shared = topic("gatewatch.raw.kong.shared");
    shared.pipeInput(new TestRecord<>(null, line, headers("bank-b", "inner"), NOW));
    shared.pipeInput(new TestRecord<>(null, line, headers("no name/", "\u0000"), NOW));
    shared.pipeInput(null, line, NOW);
    assertThat(keys())
        .containsExactly(
            "bank-b/inner/source/192.0.2.0%2F24",
            "hub/edge/source/192.0.2.0%2F24", "hub/edge/source/192.0.2.0%2F24");
  }

  @Test
  void aTopicOfAnUnknownFormatIsNotSubscribed() {
    assertThat(RawTopics.pattern(List.of("kong", "nginx")).matcher("gatewatch.raw.nginx").matches())
        .isTrue();
    assertThat(RawTopics.pattern(List.of("kong")).matcher("gatewatch.raw.nginx").matches())
        .isFalse();
    assertThat(RawTopics.pattern(List.of("kong")).matcher("gatewatch.raw.kongs").matches())
        .isFalse();
  }

  @Test
  void noTimeIsToldWhileTheBacklogIsNotKnown() {
    horizon.set(RawBacklog.NOT_YET);
    for (int second = 1; second <= 4; second++) {
      driver.advanceWallClockTime(Duration.ofSeconds(1));
    }
    assertThat(entries()).isEmpty();
  }

  @Test
  void theSameRawLineGivesTheSameBytesWheneverItIsRead() {
    byte[] line = Lines.bytes(Lines.good("/accounts/1"));
    raw.pipeInput(null, line, NOW);
    driver.advanceWallClockTime(Duration.ofMillis(900));
    raw.pipeInput(null, line, NOW);
    assertThat(calls.readValue()).isEqualTo(calls.readValue());
  }

  @Test
  void aProducerThatDatesItsRecordsAheadDoesNotDateItsCalls() {
    long ahead = NOW + Duration.ofDays(365).toMillis();
    String call = Lines.line("/accounts/1", "200", Long.toString(ahead), "17");
    raw.pipeInput(null, Lines.bytes(call), ahead);
    raw.pipeInput(null, Lines.bytes(call), 0);
    raw.pipeInput(null, Lines.bytes("7"), ahead);
    assertThat(entries())
        .hasSize(2)
        .allSatisfy(
            entry -> {
              assertThat(((ApiCall) entry).time()).isEqualTo(Lines.TIME);
              assertThat(((ApiCall) entry).receivedAt()).isEqualTo(Lines.TIME);
              assertThat(((ApiCall) entry).timeClamped()).isTrue();
            });
    assertThat(rejectRows().get(0).time()).isEqualTo(Lines.TIME);
  }

  @Test
  void aTaskWithoutLinesStillTellsTheTime() {
    for (int second = 1; second <= 4; second++) {
      horizon.addAndGet(1000);
      driver.advanceWallClockTime(Duration.ofSeconds(1));
    }
    assertThat(entries())
        .containsExactly(new Clock("node-1/normaliser/0_0", Instant.ofEpochMilli(NOW - 1000)));
  }

  @Test
  void theClockFollowsTheCallsThatItSpeaksOf() {
    raw.pipeInput(null, Lines.bytes(Lines.good("/accounts/1")), NOW);
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    List<LogEntry> entries = entries();
    assertThat(entries.get(0)).isInstanceOf(ApiCall.class);
    assertThat(entries.get(1))
        .isEqualTo(new Clock("node-1/normaliser/0_0", Instant.ofEpochMilli(NOW - 5000)));
  }

  @Test
  void whatCameInIsReportedInFrontOfTheClockThatEndsItsTime() {
    second();
    raw.pipeInput(null, Lines.bytes("[" + Lines.good("/accounts/1") + ",7]"), NOW);
    for (int s = 2; s <= 11; s++) {
      second();
    }
    List<LogEntry> entries = entries();
    int at = reportIn(entries);
    FeedReport report = (FeedReport) entries.get(at);
    assertThat(report.writer()).isEqualTo("node-1/normaliser/0_0");
    assertThat(report.to()).isEqualTo(Lines.TIME.plusSeconds(10));
    assertThat(report.feeds())
        .extracting(FeedCount::feed)
        .containsExactly(new Feed("default", "default", "kong", ""));
    assertThat(report.feeds().get(0).accepted()).isEqualTo(1);
    assertThat(report.feeds().get(0).rejected()).containsEntry("not_an_object", 1L);
    assertThat(entries.subList(0, at))
        .filteredOn(Clock.class::isInstance)
        .allSatisfy(c -> assertThat(((Clock) c).time()).isBefore(report.to()));
  }

  @Test
  void aTaskThatHearsNothingSaysSo() {
    for (int s = 1; s <= 21; s++) {
      second();
    }
    List<FeedReport> reports =
        entries().stream()
            .filter(FeedReport.class::isInstance)
            .map(FeedReport.class::cast)
            .toList();
    assertThat(reports).hasSize(2).allSatisfy(r -> assertThat(r.feeds()).isEmpty());
    assertThat(reports.get(1).from()).isEqualTo(reports.get(0).to());
  }

  @Test
  void aClockGoesToEveryPartitionAndACallWhereItsKeySays() {
    ClockPartitioner partitioner = new ClockPartitioner();
    Clock clock = new Clock("w", Lines.TIME);
    assertThat(partitioner.partitions(LogEntry.TOPIC, new byte[0], clock, 4).orElseThrow())
        .containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(partitioner.partitions(LogEntry.TOPIC, new byte[0], "a call", 4)).isEmpty();
  }

  private void second() {
    horizon.addAndGet(1000);
    driver.advanceWallClockTime(Duration.ofSeconds(1));
  }

  private static int reportIn(List<LogEntry> entries) {
    int at = 0;
    while (!(entries.get(at) instanceof FeedReport)) {
      at++;
    }
    return at;
  }

  private TestInputTopic<byte[], byte[]> topic(String name) {
    return driver.createInputTopic(name, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private List<String> keys() {
    return calls.readRecordsToList().stream()
        .map(record -> new String(record.key(), StandardCharsets.UTF_8))
        .toList();
  }

  private static RecordHeaders headers(String tenant, String group) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(RawTopics.TENANT_HEADER, Lines.bytes(tenant));
    headers.add(RawTopics.GROUP_HEADER, Lines.bytes(group));
    return headers;
  }

  private List<LogEntry> entries() {
    LogEntryCodec codec = new LogEntryCodec();
    return calls.readValuesToList().stream().map(codec::read).toList();
  }

  private List<RejectRecord> rejectRows() {
    return rejects.readValuesToList().stream()
        .map(value -> RejectJson.read(new String(value, StandardCharsets.UTF_8)))
        .toList();
  }
}
