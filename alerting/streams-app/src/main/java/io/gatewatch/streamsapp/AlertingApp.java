package io.gatewatch.streamsapp;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alerting application: incidents, alerts and quota updates on Kafka Streams, exactly once. Its
 * topics must exist; the internal ones it makes itself.
 */
public final class AlertingApp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertingApp.class);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  /** After so long without a word an instance is gone, and others go on with its tasks. */
  private static final int GONE_MILLIS = 15_000;

  /** The ledger is one value: with thousands of quotas it is larger than a mebibyte. */
  private static final int LARGEST_STATE_BYTES = 16 << 20;

  private final KafkaStreams streams;

  private AlertingApp(KafkaStreams streams) {
    this.streams = streams;
  }

  /** Starts it; returns at once, see {@link #isRunning}. */
  public static AlertingApp start(AlertingAppConfig config) {
    LOG.info("alerting starts with {}", config);
    SigningKeys keys = SigningKeys.in(config.keysDir());
    StreamsBuilder builder = new StreamsBuilder();
    AlertingTopology.draw(builder, config.alerting(), config.detectionsPartitions(), keys);
    KafkaStreams streams = new KafkaStreams(builder.build(), properties(config));
    streams.setUncaughtExceptionHandler(
        failure -> {
          LOG.error("an alerting thread failed and is replaced", failure);
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    streams.start();
    return new AlertingApp(streams);
  }

  /** Whether it reads detections now: not while it starts, rebalances or restores. */
  public boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** What it is doing, in the engine's own word, such as {@code REBALANCING}; for messages. */
  public String state() {
    return streams.state().name();
  }

  /** Stops it within 5 s; what is not committed by then is done again at the next start. */
  @Override
  public void close() {
    if (!streams.close(CLOSING)) {
      LOG.warn("alerting did not stop within {}", CLOSING);
    }
  }

  /** The engine's settings; visible for the topology's tests. */
  static Properties properties(AlertingAppConfig config) {
    Properties p = new Properties();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
    p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    p.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    p.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), LARGEST_STATE_BYTES);
    p.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), LARGEST_STATE_BYTES);
    p.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbyReplicas());
    p.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallRocksDb.class);
    p.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, config.instanceId());
    p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), GONE_MILLIS);
    return p;
  }
}
