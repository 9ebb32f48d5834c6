package io.gatewatch.replaydata.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.alerting.AlertingConfig;
import io.gatewatch.alerting.QuotaJson;
import io.gatewatch.alerting.QuotaMode;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.collector.Collector;
import io.gatewatch.collector.CollectorConfig;
import io.gatewatch.collector.ControlDesk;
import io.gatewatch.collector.Normaliser;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.chronicle.ContextRow;
import io.gatewatch.detectors.chronicle.ProfileRow;
import io.gatewatch.detectors.chronicle.UsageRow;
import io.gatewatch.flinkjob.DetectionJob;
import io.gatewatch.flinkjob.DetectionJobConfig;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Clock;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.Feed;
import io.gatewatch.ingest.FeedReport;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.avro.LogEntryCodec;
import io.gatewatch.ingest.masking.MaskingKeys;
import io.gatewatch.replaydata.generate.GeneratedLine;
import io.gatewatch.replaydata.generate.TrafficGenerator;
import io.gatewatch.replaydata.replay.Extra;
import io.gatewatch.replaydata.replay.HistoryRun;
import io.gatewatch.replaydata.replay.RunFigures;
import io.gatewatch.streamsapp.AlertingApp;
import io.gatewatch.streamsapp.AlertingAppConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same history gives the same alerts, quotas and chronicle, live and replayed. Live: raw lines
 * strewn over all raw partitions, the normaliser, Flink with parallelism 2, then stopped with a
 * savepoint and going on with 1, Clocks on the very boundaries of rounds and within them, a log
 * source that has fallen silent, an agent registry that is published meanwhile, a champion and a
 * shadow that change places after broken ones were refused, the alerting app. Replayed: the calls
 * topic which that run made.
 */
class LiveEqualsReplayIT {
  private static final int RAW_PARTITIONS = 3;

  /** The sample's last hour before its "now" and the minutes after it: several attacks. */
  private static final Instant START = Instant.parse("2026-01-07T06:00:00Z");

  private static final Instant FROM = START.plus(Duration.ofMinutes(290));
  private static final Duration SPAN = Duration.ofMinutes(85);
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final Duration SHORT_STEP = Duration.ofSeconds(1);
  private static final Duration RESTART_AFTER = Duration.ofMinutes(66);
  private static final Duration PUBLISHED_AFTER = Duration.ofMinutes(10);
  private static final Instant REGISTRY_FROM = FROM.plus(Duration.ofMinutes(60));
  private static final Instant BROKEN_FROM = FROM.plus(Duration.ofMinutes(62));
  private static final Instant SWAP = FROM.plus(Duration.ofMinutes(72));
  private static final Instant PACED_FROM = FROM.plus(Duration.ofMinutes(12));
  private static final Instant PACED_TO = FROM.plus(Duration.ofMinutes(60));

  /** Here Clocks come within rounds, as they do live. */
  private static final Instant BY_SECONDS_FROM = REGISTRY_FROM;

  private static final Instant BY_SECONDS_TO = REGISTRY_FROM.plus(Duration.ofMinutes(3));
  private static final Duration QUIET = Duration.ofMinutes(40);

  /** A source that has spoken every ten seconds for a week, and does no more. */
  private static final Feed SILENT = new Feed("default", "default", "nginx", "edge-1");

  private static final AlertingConfig ENFORCED =
      AlertingConfig.defaults().withMode("default/*", QuotaMode.ENFORCE).withActiveAgents(70);

  @TempDir Path folder;

  @Test
  void aReplayOfTheCallsTopicGivesWhatTheLiveRunGave() throws Exception {
    AtomicLong horizon = new AtomicLong(FROM.toEpochMilli());
    BrokerConfig broker =
        new BrokerConfig(folder.resolve("broker"), "127.0.0.1", Ports.anyFree(), Ports.anyFree());
    try (EmbeddedBroker embedded = EmbeddedBroker.start(broker)) {
      String servers = embedded.bootstrapServers();
      Topics.createMissing(servers);
      keepEveryVersion(servers, Alert.TOPIC, QuotaUpdate.TOPIC, ProfileRow.TOPIC);
      FeedPast.write(servers, FROM, SILENT);
      SwappedModels.publishFirst(servers);
      List<String> firstBook = FirstBook.readOrPublish(servers);
      try (AlertingApp alerting = AlertingApp.start(alertingConfig(servers));
          RestartableFlink flink = new RestartableFlink(servers, firstBook);
          Collector collector = Collector.start(collectorConfig(servers, horizon));
          TopicTail calls = new TopicTail(servers, LogEntry.TOPIC)) {
        Instant end = play(servers, horizon, calls, flink, collector);
        horizon.set(end.plus(QUIET).toEpochMilli());
        calls.await(tail -> clocksReached(tail, end.plus(QUIET)));

        RunFigures replayed = replay(servers, FirstBook.readOrPublish(servers));
        assertThat(replayed.alerts()).as("alerts in the replay").isGreaterThan(1);
        assertThat(replayed.quotaRows()).as("quota updates in the replay").isGreaterThan(1);
        assertThat(replayed.lateAfterTimer()).isZero();
        assertThat(replayed.alertsByCategory())
            .containsEntry("telemetry_gap", 1L)
            .containsEntry("scope_violation", 1L)
            .containsKey("unregistered_client");
        assertThat(replayedAlerts())
            .filteredOn(row -> row.contains("\"unregistered_client\""))
            .allSatisfy(row -> assertThat(firstSeen(row)).isAfterOrEqualTo(REGISTRY_FROM));
        assertSame(Alert.TOPIC, servers, replayedAlerts());
        assertSame(QuotaUpdate.TOPIC, servers, replayedQuotas());
        try (TopicTail detections = new TopicTail(servers, Detection.TOPIC)) {
          detections.awaitStillness();
          SwappedModels.assertSame(detections, replayed, SWAP);
        }
        for (String topic : List.of(UsageRow.TOPIC, ProfileRow.TOPIC, ContextRow.TOPIC)) {
          assertSameChronicle(topic, servers);
        }
      }
    }
  }

  private static Instant play(
      String servers,
      AtomicLong horizon,
      TopicTail calls,
      RestartableFlink flink,
      Collector collector)
      throws Exception {
    Random partitions = new Random(7);
    TrafficGenerator traffic = TrafficGenerator.sample(42, START, FROM);
    Instant end = FROM.plus(SPAN);
    Instant stepEnd = FROM.plus(STEP);
    long sent = 0;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (GeneratedLine line = traffic.next(); line.time().isBefore(end); line = traffic.next()) {
        if (!line.time().isBefore(stepEnd)) {
          // Time moves only when all that is older has been read, so nothing can be late.
          long expected = sent;
          producer.flush();
          calls.await(tail -> tail.calls() >= expected);
          horizon.set(stepEnd.toEpochMilli());
          collector.tellTime();
          if (stepEnd.isAfter(PACED_FROM) && stepEnd.isBefore(PACED_TO)) {
            // A report over more than a minute is one of a catch-up, and proves no silence.
            Instant told = stepEnd;
            calls.await(tail -> allReported(tail, told));
          }
          if (stepEnd.equals(FROM.plus(PUBLISHED_AFTER))) {
            // Far ahead: here an hour passes in seconds, and the record needs one to be heard.
            new ControlDesk(servers, clock -> REGISTRY_FROM.toEpochMilli())
                .publish(ControlRecord.REGISTRY, ControlDesk.GIVEN, registry());
            SwappedModels.publishSwap(servers, BROKEN_FROM, SWAP);
          }
          if (stepEnd.equals(FROM.plus(RESTART_AFTER))) {
            flink.restart(1);
          }
          stepEnd = stepEnd.plus(isBySeconds(stepEnd) ? SHORT_STEP : STEP);
        }
        var unused =
            producer.send( // counted at its arrival
                new ProducerRecord<>(
                    Normaliser.rawTopic("kong"),
                    partitions.nextInt(RAW_PARTITIONS),
                    null,
                    line.line()));
        sent++;
      }
      long expected = sent;
      producer.flush();
      calls.await(tail -> tail.calls() >= expected);
      assertThat(calls.calls()).as("every line once").isEqualTo(sent);
    }
    return end;
  }

  private static boolean isBySeconds(Instant time) {
    return !time.isBefore(BY_SECONDS_FROM) && time.isBefore(BY_SECONDS_TO);
  }

  /** A closed group, and one agent that may only read but pays. */
  private static String registry() throws IOException {
    ObjectMapper json = new ObjectMapper();
    TrafficGenerator traffic = TrafficGenerator.sample(42, START, FROM);
    Instant end = FROM.plus(SPAN);
    for (GeneratedLine line = traffic.next(); line.time().isBefore(end); line = traffic.next()) {
      JsonNode call = json.readTree(line.line());
      boolean payment = call.at("/request/uri").asText().endsWith("/domestic-payments");
      if (line.time().isAfter(REGISTRY_FROM) && payment && call.has("authenticated_entity")) {
        String id = call.at("/consumer/id").asText();
        return "closed: [default/default]\n"
            + "agents: [{id: %s, name: reader, stage: read_only}]\n".formatted(id);
      }
    }
    throw new AssertionError("nobody pays");
  }

  private RunFigures replay(String servers, List<String> firstBook) throws IOException {
    Book book =
        Book.of(
            firstBook.stream()
                .map(json -> ControlRecord.read(json.getBytes(StandardCharsets.UTF_8)))
                .toList());
    LineContext context = new LineContext("default", "default", null, null);
    ParserSettings settings = ParserSettings.shipped(MaskingKeys.wellKnown());
    HistoryRun run =
        new HistoryRun(
            "calls",
            context,
            settings,
            book,
            ENFORCED,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            Set.of(Extra.CHRONICLE));
    return run.topic(servers, folder.resolve("run"), (share, lines) -> {});
  }

  private List<String> replayedAlerts() throws IOException {
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("run/alerts.ndjson"))) {
      rows.add(alert(line.getBytes(StandardCharsets.UTF_8)));
    }
    return rows;
  }

  private List<String> replayedQuotas() throws IOException {
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("run/quotas.ndjson"))) {
      rows.add(quota(line.getBytes(StandardCharsets.UTF_8)));
    }
    return rows;
  }

  private static void assertSame(String topic, String servers, List<String> replayed)
      throws Exception {
    try (TopicTail tail = new TopicTail(servers, topic)) {
      boolean complete = tail.reaches(t -> t.records().size() >= replayed.size());
      tail.awaitStillness();
      List<String> live =
          tail.records().stream()
              .map(r -> topic.equals(Alert.TOPIC) ? alert(r.value()) : quota(r.value()))
              .toList();
      assertThat(new TreeSet<>(live)).isEqualTo(new TreeSet<>(replayed));
      assertThat(live).as("rows on %s", topic).hasSameSizeAs(replayed);
      assertThat(complete).isTrue();
    }
  }

  /** Rows as they are, under keys of which each has its own: written at least once. */
  private void assertSameChronicle(String topic, String servers) throws Exception {
    String file = topic.substring("gatewatch.".length()) + ".ndjson";
    TreeSet<String> replayed =
        new TreeSet<>(Files.readAllLines(folder.resolve("run").resolve(file)));
    assertThat(replayed).as("rows of %s in the replay", topic).hasSizeGreaterThan(20);
    try (TopicTail tail = new TopicTail(servers, topic)) {
      boolean complete = tail.reaches(t -> t.records().size() >= replayed.size());
      tail.awaitStillness();
      TreeSet<String> live = new TreeSet<>();
      TreeSet<String> keys = new TreeSet<>();
      for (var row : tail.records()) {
        live.add(new String(row.value(), StandardCharsets.UTF_8));
        keys.add(new String(row.key(), StandardCharsets.UTF_8));
      }
      assertThat(live).as("rows on %s", topic).isEqualTo(replayed);
      assertThat(complete).isTrue();
      if (!topic.equals(ProfileRow.TOPIC)) {
        assertThat(keys).as("keys on %s", topic).hasSameSizeAs(live);
      }
    }
  }

  private static Instant firstSeen(String alert) {
    return AlertJson.read(alert.getBytes(StandardCharsets.UTF_8)).firstSeen();
  }

  private static String alert(byte[] json) {
    return new String(AlertJson.write(AlertJson.read(json)), StandardCharsets.UTF_8);
  }

  /** All but what the publishing room stamps by its wall clock. */
  private static String quota(byte[] json) {
    QuotaUpdate stamped = QuotaJson.read(json);
    return new String(QuotaJson.write(stamped.stamped(0, stamped.time())), StandardCharsets.UTF_8);
  }

  private static boolean allReported(TopicTail tail, Instant time) {
    LogEntryCodec codec = new LogEntryCodec();
    Map<String, Instant> reported = new HashMap<>();
    for (var row : tail.records()) {
      if (codec.read(row.value()) instanceof FeedReport report) {
        reported.merge(report.writer(), report.to(), (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    // The receiver, a task for each raw partition, and whoever else still writes; not the writer of
    // the past, long silent. Whoever lags would have to catch up, and prove no silence with that.
    Instant alive = time.minus(Duration.ofMinutes(5));
    reported.values().removeIf(to -> to.isBefore(alive));
    return reported.size() > RAW_PARTITIONS
        && reported.values().stream().noneMatch(to -> to.isBefore(time));
  }

  private static boolean clocksReached(TopicTail tail, Instant time) {
    LogEntryCodec codec = new LogEntryCodec();
    long partitions =
        tail.records().stream()
            .filter(
                r -> codec.read(r.value()) instanceof Clock clock && !clock.time().isBefore(time))
            .map(r -> r.partition())
            .distinct()
            .count();
    return partitions == Topics.PARTITIONS;
  }

  /**
   * Compaction drops the older rows of a key, sooner or later; here every row is to be compared.
   */
  private static void keepEveryVersion(String servers, String... topics) throws Exception {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (String topic : topics) {
      ConfigEntry kept = new ConfigEntry("cleanup.policy", "delete");
      changes.put(
          new ConfigResource(ConfigResource.Type.TOPIC, topic),
          List.of(new AlterConfigOp(kept, AlterConfigOp.OpType.SET)));
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin.incrementalAlterConfigs(changes).all().get();
    }
  }

  private AlertingAppConfig alertingConfig(String servers) {
    return AlertingAppConfig.of(
            servers,
            Folders.make(folder.resolve("alerting")),
            Folders.make(folder.resolve("keys")),
            Topics.PARTITIONS)
        .with(ENFORCED);
  }

  private CollectorConfig collectorConfig(String servers, AtomicLong horizon) {
    return new CollectorConfig(
        servers,
        "127.0.0.1",
        0,
        Folders.make(folder.resolve("keys")),
        Folders.make(folder.resolve("collector")),
        "it",
        horizon::get,
        Duration.ZERO);
  }

  /** The job, which can be stopped with a savepoint and go on with another parallelism. */
  private final class RestartableFlink implements AutoCloseable {
    private final String servers;
    private final List<String> firstBook;
    private EmbeddedFlink flink;

    RestartableFlink(String servers, List<String> firstBook) {
      this.servers = servers;
      this.firstBook = firstBook;
      flink = start(2);
    }

    void restart(int parallelism) {
      flink.close();
      flink = start(parallelism);
    }

    private EmbeddedFlink start(int parallelism) {
      FlinkConfig config =
          new FlinkConfig(
              folder.resolve("flink"),
              "127.0.0.1",
              Ports.anyFree(),
              parallelism,
              Duration.ofSeconds(5),
              Duration.ofSeconds(10));
      DetectionJobConfig job =
          new DetectionJobConfig(servers, parallelism, Topics.PARTITIONS, firstBook);
      return EmbeddedFlink.start(config, environment -> DetectionJob.build(environment, job));
    }

    @Override
    public void close() {
      flink.close();
    }
  }

  /** Whether a record is a call; for {@link TopicTail}. */
  static boolean isCall(byte[] value) {
    return new LogEntryCodec().read(value) instanceof ApiCall;
  }
}
