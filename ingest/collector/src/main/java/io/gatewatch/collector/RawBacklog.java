package io.gatewatch.collector;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The oldest raw line that nobody has read yet, so that no Clock passes it. Without this, after a
 * restart the receiver's Clock is at the present while the normaliser still reads what was written
 * meanwhile: the least over the writers would hold for a minute and then let go, and the backlog
 * would come late. Asked of the broker (what the normaliser has committed, against what there is),
 * so it holds for all instances, also before any of them has been given a partition.
 */
final class RawBacklog implements AutoCloseable {
  /** The horizon while the backlog is not known: no time may be promised. */
  static final long NOT_YET = Long.MIN_VALUE;

  private static final Logger LOG = LoggerFactory.getLogger(RawBacklog.class);
  private static final Duration CALL = Duration.ofSeconds(5);
  private static final Duration FETCH = Duration.ofSeconds(2);
  private static final long NOTHING = Long.MAX_VALUE;

  /** The list of topics is asked for less often: it can be long. */
  private static final int LOOKS_A_LIST = 15;

  private final Supplier<Consumer<byte[], byte[]>> connect;
  private final Pattern topics;
  private final LongSupplier wallMillis;
  private final Map<TopicPartition, RawProgress> progress = new HashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "gatewatch-raw-backlog");
            thread.setDaemon(true);
            return thread;
          });
  private final LastFailure lastFailure = new LastFailure();
  private Consumer<byte[], byte[]> consumer;
  private Set<TopicPartition> partitions = Set.of();
  private long looks;
  private volatile long oldest = NOT_YET;

  RawBacklog(Supplier<Consumer<byte[], byte[]>> connect, Pattern topics, LongSupplier wallMillis) {
    this.connect = connect;
    this.topics = topics;
    this.wallMillis = wallMillis;
  }

  /** Asks this broker about the normaliser; never joins its group. */
  static RawBacklog of(String bootstrapServers, String writer, Pattern topics) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.CLIENT_ID_CONFIG,
            "gatewatch-" + writer + "-backlog",
            ConsumerConfig.GROUP_ID_CONFIG,
            Normaliser.APPLICATION,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            64 << 10);
    return new RawBacklog(
        () ->
            new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        topics,
        System::currentTimeMillis);
  }

  /** Starts looking, once a second. */
  @SuppressWarnings("FutureReturnValueIgnored") // ends with the timer
  void start() {
    timer.scheduleWithFixedDelay(this::lookOrWarn, 0, 1, TimeUnit.SECONDS);
  }

  /**
   * A horizon that stays at the oldest unread line: the other one, or that line's time if it is
   * earlier, or {@link #NOT_YET}.
   */
  LongSupplier bounding(LongSupplier horizonMillis) {
    return () -> Math.min(oldest, horizonMillis.getAsLong());
  }

  /** Takes a look now. */
  synchronized void look() {
    if (consumer == null) {
      consumer = connect.get();
    }
    if (looks++ % LOOKS_A_LIST == 0) {
      partitions = partitions();
      // Assigned, since a client warns of each end that it is asked for beyond; paused, since
      // nothing is read but the first unread lines.
      consumer.assign(partitions);
      consumer.pause(partitions);
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, CALL);
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions, CALL);
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions, CALL);
    long now = wallMillis.getAsLong();
    Map<TopicPartition, Long> holding = new HashMap<>();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata known = committed.get(partition);
      long start = starts.get(partition);
      long next = known == null ? start : Math.max(start, known.offset());
      RawProgress seen = progress.computeIfAbsent(partition, p -> new RawProgress());
      if (seen.look(next, ends.get(partition), now)) {
        holding.put(partition, next);
      }
    }
    oldest = holding.isEmpty() ? NOTHING : oldestOf(holding, ends);
    IngestMetrics.RAW_BACKLOG.set(oldest == NOTHING ? 0 : oldest / 1000.0);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    Consumer<byte[], byte[]> open = consumer;
    if (open != null) {
      open.wakeup();
    }
    synchronized (this) {
      if (consumer != null) {
        consumer.close();
      }
    }
  }

  private Set<TopicPartition> partitions() {
    Set<TopicPartition> found = new HashSet<>();
    for (Map.Entry<String, List<PartitionInfo>> topic : consumer.listTopics(CALL).entrySet()) {
      if (topics.matcher(topic.getKey()).matches()) {
        topic.getValue().forEach(p -> found.add(new TopicPartition(p.topic(), p.partition())));
      }
    }
    return found;
  }

  /**
   * Reads the first unread line of each; one that has none but a transaction's mark holds nothing.
   */
  private long oldestOf(Map<TopicPartition, Long> next, Map<TopicPartition, Long> ends) {
    next.forEach(consumer::seek);
    consumer.resume(next.keySet());
    Map<TopicPartition, Long> open = new HashMap<>(next);
    long least = NOTHING;
    long deadline = System.nanoTime() + FETCH.toNanos();
    while (!open.isEmpty() && System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> line : consumer.poll(Duration.ofMillis(100))) {
        TopicPartition partition = new TopicPartition(line.topic(), line.partition());
        if (open.remove(partition) != null) {
          least = Math.min(least, progress.get(partition).receipt(line.timestamp()));
        }
      }
      open.keySet().removeIf(partition -> consumer.position(partition) >= ends.get(partition));
    }
    consumer.pause(next.keySet());
    // What could not be read in time lets no Clock go on.
    return open.isEmpty() ? least : Math.min(least, oldest == NOTHING ? NOT_YET : oldest);
  }

  /** What failed may have been a topic that is gone. */
  private synchronized void listAgain() {
    looks = 0;
  }

  /** A timer that lets an exception through stops for ever. */
  private void lookOrWarn() {
    try {
      look();
      lastFailure.over();
    } catch (RuntimeException e) {
      listAgain();
      if (!timer.isShutdown() && lastFailure.isNew(e)) {
        LOG.warn("how far the raw topics are read is not known: {}", e.toString());
      }
    }
  }
}
