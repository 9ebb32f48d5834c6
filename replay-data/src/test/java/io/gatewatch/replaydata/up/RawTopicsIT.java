package io.gatewatch.replaydata.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.collector.Collector;
import io.gatewatch.collector.CollectorConfig;
import io.gatewatch.collector.Normaliser;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Clock;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.LowWater;
import io.gatewatch.ingest.avro.LogEntryCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raw topics on a real broker: a backlog after a stop, and a topic that comes late. */
class RawTopicsIT {
  private static final String RAW = Normaliser.rawTopic("kong");
  private static final String LATE = RAW + ".late";
  private static final Duration AWAY = Duration.ofMinutes(12);
  private static final int LINES = 20_000;

  @TempDir Path folder;

  /**
   * What was written while the collector was away must lie in the log before any Clock passes it,
   * or every tally of those minutes comes late. Read as the job reads it: by the least clock over
   * the writers it knows from before.
   */
  @Test
  void aBacklogIsReadBeforeTimeGoesOn() throws Exception {
    try (EmbeddedBroker broker = startBroker()) {
      String servers = broker.bootstrapServers();
      Topics.createMissing(servers);
      try (TopicTail calls = new TopicTail(servers, LogEntry.TOPIC)) {
        Instant stopped = now().minus(AWAY);
        try (Collector before = start(servers, stopped::toEpochMilli)) {
          calls.await(tail -> writersThatReached(tail, stopped.minusSeconds(5)) == 5);
        }
        produce(servers, RAW, stopped, now());
        try (Collector after = start(servers, System::currentTimeMillis)) {
          Instant resumed = now();
          calls.await(tail -> tail.calls() == LINES && writersThatReached(tail, resumed) == 5);
        }
        assertThat(lateCalls(calls)).as("calls behind the Clock, of %d", LINES).isZero();
      }
    }
  }

  @Test
  void aCollectorWithoutRawTopicsTellsTimeAndFindsATopicThatComesLater() throws Exception {
    try (EmbeddedBroker broker = startBroker()) {
      String servers = broker.bootstrapServers();
      Topics.createMissing(servers);
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers));
          TopicTail calls = new TopicTail(servers, LogEntry.TOPIC)) {
        List<String> raw =
            admin.listTopics().names().get().stream()
                .filter(name -> name.startsWith("gatewatch.raw."))
                .toList();
        admin.deleteTopics(raw).all().get();
        try (Collector collector = start(servers, System::currentTimeMillis)) {
          Instant started = now();
          calls.await(tail -> writersThatReached(tail, started) == 1);
          admin.createTopics(List.of(new NewTopic(LATE, Topics.PARTITIONS, (short) 1))).all().get();
          Await.until("a leader", Duration.ofSeconds(30), () -> isServed(admin, LATE));
          produce(servers, LATE, started, started.plusSeconds(1));
          calls.await(tail -> tail.calls() == LINES);
        }
      }
    }
  }

  private static boolean isServed(Admin admin, String topic) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
      ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    try {
      return admin.listOffsets(ends).all().get().size() == Topics.PARTITIONS;
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As precise as a Clock. */
  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Calls that lie behind a mark that is later than they are. */
  private static long lateCalls(TopicTail calls) {
    LogEntryCodec codec = new LogEntryCodec();
    Map<Integer, LowWater> marks = new HashMap<>();
    long late = 0;
    for (ConsumerRecord<byte[], byte[]> record : calls.records()) {
      LowWater mark = marks.computeIfAbsent(record.partition(), p -> new LowWater());
      LogEntry entry = codec.read(record.value());
      if (entry instanceof Clock clock) {
        mark.observe(clock);
      } else if (entry instanceof ApiCall call && call.time().toEpochMilli() < mark.mark()) {
        late++;
      }
    }
    return late;
  }

  private static int writersThatReached(TopicTail calls, Instant time) {
    LogEntryCodec codec = new LogEntryCodec();
    return (int)
        calls.records().stream()
            .map(record -> codec.read(record.value()))
            .filter(entry -> entry instanceof Clock clock && !clock.time().isBefore(time))
            .map(entry -> ((Clock) entry).writer())
            .distinct()
            .count();
  }

  private static void produce(String servers, String topic, Instant from, Instant to)
      throws Exception {
    long millis = Duration.between(from, to).toMillis();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "linger.ms", 5, "enable.idempotence", false),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < LINES; i++) {
        long time = from.toEpochMilli() + millis * i / LINES;
        sent.add(
            producer.send(
                new ProducerRecord<>(topic, i % Topics.PARTITIONS, time, null, line(i, time))));
      }
      for (Future<RecordMetadata> line : sent) {
        line.get();
      }
    }
  }

  private static byte[] line(int number, long millis) {
    String line =
        "{\"request\":{\"method\":\"GET\",\"uri\":\"/accounts/"
            + number
            + "\"},\"response\":{\"status\":200,\"size\":9},\"latencies\":{\"request\":0},"
            + "\"client_ip\":\"192.0.2."
            + number % 200
            + "\",\"started_at\":"
            + millis
            + "}";
    return line.getBytes(StandardCharsets.UTF_8);
  }

  private Collector start(String servers, LongSupplier horizon) {
    return Collector.start(
        new CollectorConfig(
            servers,
            "127.0.0.1",
            0,
            Folders.make(folder.resolve("keys")),
            Folders.make(folder.resolve("collector")),
            "it",
            horizon,
            CollectorConfig.DEFAULT_CLOCK_LAG));
  }

  private EmbeddedBroker startBroker() {
    return EmbeddedBroker.start(
        new BrokerConfig(folder.resolve("broker"), "127.0.0.1", Ports.anyFree(), Ports.anyFree()));
  }
}
