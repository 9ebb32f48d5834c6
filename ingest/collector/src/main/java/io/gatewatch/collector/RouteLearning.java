package io.gatewatch.collector;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.avro.LogEntryCodec;
import io.gatewatch.ingest.book.IngestBook;
import io.gatewatch.ingest.catalog.Catalog;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns route templates from {@code gatewatch.calls} and publishes them as the catalogue {@code
 * learned}. Of all collectors the one that is given the single partition of {@code
 * gatewatch.control} in the group {@code gatewatch-route-learning} does it; the others wait.
 * Whoever begins looks back over at most 100,000 records a partition: evidence is not stored, what
 * was learned is.
 */
final class RouteLearning implements AutoCloseable {
  static final String GROUP = "gatewatch-route-learning";

  private static final Logger LOG = LoggerFactory.getLogger(RouteLearning.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final long LOOK_BACK = 100_000;

  private final String broker;
  private final Learning learning;
  private final ControlDesk desk;
  private final LogEntryCodec codec = new LogEntryCodec();
  private final Thread thread = new Thread(this::run, "gatewatch-route-learning");
  private final LastFailure lastFailure = new LastFailure();
  private volatile boolean closed;
  private LearnedRoutes routes;

  private RouteLearning(String broker, Learning learning) {
    this.broker = broker;
    this.learning = learning;
    this.desk = new ControlDesk(broker, learning.position());
  }

  /** Starts, and learns in the background while no other collector does. */
  static RouteLearning start(String broker, Learning learning) {
    RouteLearning started = new RouteLearning(broker, learning);
    started.thread.setDaemon(true);
    started.thread.start();
    return started;
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join(CLOSE.toMillis());
  }

  private void run() {
    while (!closed) {
      try (KafkaConsumer<byte[], byte[]> turn = consumer(GROUP)) {
        turn.subscribe(List.of(ControlRecord.TOPIC));
        while (!closed) {
          turn.poll(POLL);
          if (!turn.assignment().isEmpty()) {
            learn(turn);
          }
        }
      } catch (RuntimeException e) {
        warn(e);
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** As long as the turn is ours. */
  private void learn(KafkaConsumer<byte[], byte[]> turn) {
    routes = new LearnedRoutes();
    long next = System.nanoTime() + learning.every().toNanos();
    try (KafkaConsumer<byte[], byte[]> calls = consumer(null)) {
      seek(calls);
      while (!closed && !turn.assignment().isEmpty()) {
        for (ConsumerRecord<byte[], byte[]> row : calls.poll(POLL)) {
          observe(row.value());
        }
        turn.poll(Duration.ZERO);
        if (System.nanoTime() >= next) {
          next = System.nanoTime() + learning.every().toNanos();
          publishOrWarn();
        }
      }
    }
  }

  /** What was learned is kept for the next time. */
  private void publishOrWarn() {
    try {
      publish();
      lastFailure.over();
    } catch (RuntimeException e) {
      warn(e);
    }
  }

  private void warn(RuntimeException failure) {
    if (lastFailure.isNew(failure)) {
      LOG.warn("route templates are not learned for the moment: {}", failure.toString());
    }
  }

  private void publish() {
    Catalog before = LearnedRoutes.inForce(desk.records(ControlRecord.CATALOG));
    routes.settle(before);
    Optional<Catalog> more = routes.more(before);
    if (more.isPresent()) {
      ControlRecord record =
          desk.publish(ControlRecord.CATALOG, IngestBook.LEARNED_CATALOG, more.get().text());
      IngestMetrics.LEARNED.inc();
      LOG.info("learned templates are published as {}", record.key());
    }
  }

  private void observe(byte[] value) {
    try {
      if (codec.read(value) instanceof ApiCall call) {
        routes.observe(call);
      }
    } catch (RuntimeException e) {
      // No record of ours (the job counts these), or none to learn from.
    }
  }

  private static void seek(KafkaConsumer<byte[], byte[]> calls) {
    List<TopicPartition> partitions =
        calls.partitionsFor(LogEntry.TOPIC).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    calls.assign(partitions);
    Map<TopicPartition, Long> starts = calls.beginningOffsets(partitions);
    calls
        .endOffsets(partitions)
        .forEach((p, end) -> calls.seek(p, Math.max(starts.get(p), end - LOOK_BACK)));
  }

  private KafkaConsumer<byte[], byte[]> consumer(String group) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    if (group != null) {
      settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    }
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
