package io.gatewatch.collector;

import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.RejectRecord;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.formats.Formats;
import java.time.Duration;
import java.util.Properties;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Kafka Streams app for gateways that write Kafka themselves: {@code gatewatch.raw.<format>} →
 * calls, rejects and Clocks. One app for all formats, so that a task reads all of them in the order
 * of their times. Stateless and exactly-once: a pure function of the raw lines and of {@link
 * RawTopics}.
 */
public final class Normaliser implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Normaliser.class);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  /** Name of the app and so of its consumer group. */
  static final String APPLICATION = "gatewatch-normaliser";

  /** A raw topic that is made later is found within this time. */
  private static final int NEW_TOPICS_MILLIS = 15_000;

  private final KafkaStreams streams;

  private Normaliser(KafkaStreams streams) {
    this.streams = streams;
  }

  /**
   * What the topology needs to know.
   *
   * @param parsing what the parsers share; each task has its own
   * @param raw whose lines a topic holds
   * @param writer prefix of the tasks' writer names
   * @param horizonMillis the latest time that may be promised; {@link RawBacklog#NOT_YET} while
   *     none may
   * @param clockLag how far Clocks stay behind it
   * @param timeliness told of every call
   */
  record Settings(
      ParserSettings parsing,
      RawTopics raw,
      String writer,
      LongSupplier horizonMillis,
      Duration clockLag,
      Timeliness timeliness) {}

  /** The topic of a format's raw lines. */
  public static String rawTopic(String format) {
    return RawTopics.name(format);
  }

  /**
   * From builder to streams: one source for the raw topics of all formats, one processor, two
   * sinks. Subscribed by pattern, so that a topic may be absent and come later.
   */
  static Topology topology(Settings settings) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    ByteArraySerializer key = new ByteArraySerializer();
    return new Topology()
        .addSource("raw", bytes, bytes, RawTopics.pattern(Formats.names()))
        .addProcessor("normalise", () -> new LineNormaliser(settings), "raw")
        .addSink(
            LineNormaliser.CALLS,
            LogEntry.TOPIC,
            key,
            new LogEntrySerializer(),
            new ClockPartitioner(),
            "normalise")
        .addSink(
            LineNormaliser.REJECTS, RejectRecord.TOPIC, key, new RejectSerializer(), "normalise");
  }

  /** Starts the app; it comes up in the background and waits for the broker if it must. */
  static Normaliser start(CollectorConfig config, Settings settings) {
    KafkaStreams streams = new KafkaStreams(topology(settings), properties(config));
    streams.setUncaughtExceptionHandler(
        failure -> {
          LOG.warn("a normaliser thread failed and is replaced: {}", failure.toString());
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    streams.start();
    return new Normaliser(streams);
  }

  @Override
  public void close() {
    if (!streams.close(CLOSE)) {
      LOG.warn("the normaliser did not stop within {}", CLOSE);
    }
  }

  private static Properties properties(CollectorConfig config) {
    Properties p = new Properties();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
    p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    p.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().resolve("normaliser").toString());
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    // A producer may leave the timestamp out; that must not stop the others' lines.
    p.put(
        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
        UsePartitionTimeOnInvalidTimestamp.class);
    p.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndContinueExceptionHandler.class);
    p.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
        config.writer().replaceAll("[^A-Za-z0-9._-]", "_"));
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.METADATA_MAX_AGE_CONFIG), NEW_TOPICS_MILLIS);
    p.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    p.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    return p;
  }
}
