package io.gatewatch.sinks;

import com.linecorp.armeria.client.retry.Backoff;
import io.gatewatch.sinks.SinkConfig.Kind;
import io.gatewatch.sinks.format.EcsAlert;
import io.gatewatch.sinks.format.OcsfFinding;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All sinks of a sinks file, each on a thread of its own. */
public final class Sinks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sinks.class);
  private static final Duration ALERTMANAGER_EVERY = Duration.ofMinutes(1);

  private final List<AutoCloseable> running = new ArrayList<>();

  private Sinks() {}

  /** The topic of what could not be delivered. */
  public static String deadLetters() {
    return DeadLetter.TOPIC;
  }

  /** Topics that sinks of this configuration write rows to. */
  public static List<String> topics(SinksConfig config) {
    return config.sinks().stream()
        .map(SinkConfig::topic)
        .filter(topic -> topic != null)
        .distinct()
        .toList();
  }

  /**
   * Starts them; returns at once.
   *
   * @throws IllegalArgumentException with what is wrong with a secret, in one line
   */
  public static Sinks start(SinksConfig config, String bootstrapServers) {
    Sinks sinks = new Sinks();
    InstantSource clock = InstantSource.system();
    try {
      DeadLetters dead = new DeadLetters(producer(bootstrapServers));
      sinks.running.add(dead);
      for (SinkConfig one : config.sinks()) {
        sinks.run(one, bootstrapServers, dead, clock);
      }
      return sinks;
    } catch (RuntimeException e) {
      sinks.close();
      throw e;
    }
  }

  private void run(SinkConfig one, String bootstrap, DeadLetters dead, InstantSource clock) {
    if (one.kind() == Kind.ALERTMANAGER) {
      AlertmanagerSync sync =
          new AlertmanagerSync(
              one, () -> consumer(bootstrap, null), dead, clock, ALERTMANAGER_EVERY);
      running.add(sync);
      sync.start();
      return;
    }
    Sink sink = sink(one, bootstrap, clock);
    String group = "gatewatch-sink-" + one.name();
    SinkRunner runner =
        new SinkRunner(
            one,
            sink,
            () -> consumer(bootstrap, group),
            dead,
            clock,
            Backoff.exponential(1_000, 60_000).withJitter(0.2));
    running.add(runner);
    runner.start();
  }

  private static Sink sink(SinkConfig one, String bootstrap, InstantSource clock) {
    return switch (one.kind()) {
      case WEBHOOK -> new WebhookSink(URI.create(one.url()), secret(one), clock);
      case OCSF -> new TopicSink(one.topic(), OcsfFinding::write, producer(bootstrap));
      case ECS -> new TopicSink(one.topic(), EcsAlert::write, producer(bootstrap));
      case CEF -> new SyslogSink(one.address(), one.tls());
      case ALERTMANAGER -> throw new IllegalStateException("works by state");
    };
  }

  /**
   * Offers one test alert to each receiver that is not a topic, without a broker.
   *
   * @return by sink, what came of it: {@code taken}, or why not
   */
  public static Map<String, String> test(SinksConfig config) {
    Map<String, String> answers = new TreeMap<>();
    for (SinkConfig one : config.sinks()) {
      if (one.topic() == null) {
        answers.put(one.name(), TestAlert.offer(one, InstantSource.system()));
      }
    }
    return answers;
  }

  static Sink toTest(SinkConfig one, InstantSource clock) {
    return sink(one, null, clock);
  }

  private static String secret(SinkConfig one) {
    if (one.secretFile() == null) {
      throw new IllegalArgumentException(
          one.name() + ": secretFile: none (expected: a file with whsec_ and base64)");
    }
    try {
      return Files.readString(Path.of(one.secretFile()));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          one.name() + ": secretFile: " + one.secretFile() + " cannot be read", e);
    }
  }

  private static Consumer<byte[], byte[]> consumer(String bootstrap, String group) {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", group == null ? "earliest" : "latest");
    settings.put("enable.auto.commit", "false");
    settings.put("allow.auto.create.topics", "false");
    settings.put("max.poll.records", 50);
    // 50 receivers' time-outs in a row: the group must not take the sink for dead.
    settings.put("max.poll.interval.ms", 900_000);
    if (group != null) {
      settings.put("group.id", group);
    }
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static Producer<byte[], byte[]> producer(String bootstrap) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers", bootstrap,
            "acks", "all",
            "enable.idempotence", "true",
            "delivery.timeout.ms", "12000",
            "request.timeout.ms", "5000",
            "linger.ms", "0",
            "max.block.ms", "5000"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  @Override
  public void close() {
    for (int i = running.size() - 1; i >= 0; i--) {
      try {
        running.get(i).close();
      } catch (Exception e) {
        LOG.warn("a sink did not stop cleanly", e);
      }
    }
  }
}
