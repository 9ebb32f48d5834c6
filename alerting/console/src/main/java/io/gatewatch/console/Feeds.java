package io.gatewatch.console;

import static java.util.Objects.requireNonNull;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.alerting.Heartbeat;
import io.gatewatch.alerting.QuotaSignature;
import io.gatewatch.console.TopicFeed.From;
import io.gatewatch.console.TopicFeed.Source;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.DetectionCodec;
import io.gatewatch.detectors.DetectionRecord;
import io.gatewatch.gateways.Outcome;
import io.gatewatch.gateways.QuotaFollower;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.RejectJson;
import io.gatewatch.ingest.RejectRecord;
import io.gatewatch.ingest.avro.LogEntryCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Brings what Kafka tells into the {@link LiveState}; holds no decisions. */
final class Feeds implements AutoCloseable {
  private static final byte[] HEARTBEAT = Heartbeat.KEY.getBytes(StandardCharsets.UTF_8);

  private final LogEntryCodec calls = new LogEntryCodec();
  private final InstantSource clock;
  private final LiveState state;
  private final TopicFeed topics;

  private Feeds(
      Supplier<Consumer<byte[], byte[]>> consumers, LiveState state, InstantSource clock) {
    this.clock = clock;
    this.state = state;
    this.topics =
        new TopicFeed(
            consumers,
            List.of(
                new Source(Alert.TOPIC, From.BEGINNING, this::alert),
                new Source(LogEntry.TOPIC, From.END, this::call),
                new Source(RejectRecord.TOPIC, From.END, this::reject),
                new Source(Heartbeat.TOPIC, From.BEGINNING, this::control),
                new Source(Detection.TOPIC, From.END, this::detection)));
  }

  static Feeds start(String bootstrapServers, LiveState state, InstantSource clock) {
    return start(() -> TopicFeed.consumer(bootstrapServers), state, clock);
  }

  /** Starts with consumers from elsewhere: one at a time, each closed before the next. */
  static Feeds start(
      Supplier<Consumer<byte[], byte[]>> consumers, LiveState state, InstantSource clock) {
    return new Feeds(consumers, state, clock);
  }

  /** Follows the quotas; the follower's table is what the state has to be given. */
  static QuotaFollower followQuotas(ConsoleConfig config, InstantSource clock, LiveState state) {
    return QuotaFollower.follow(
        config.bootstrapServers(),
        List.of(publicKey(config.quotaPublicKey())),
        clock,
        new QuotaFollower.Listener() {
          @Override
          public void told(byte[] key, Outcome outcome) {
            state.quota(outcome);
          }

          @Override
          public void heard(byte[] key, byte[] value, byte[] signature, Outcome outcome) {
            state.quota(key, value, signature, outcome);
          }
        });
  }

  boolean isCaughtUp() {
    return topics.isCaughtUp();
  }

  Map<String, Long> unreadable() {
    return topics.unreadable();
  }

  @Override
  public void close() {
    topics.close();
  }

  private void alert(ConsumerRecord<byte[], byte[]> row) {
    state.alert(AlertJson.read(row.value()));
  }

  private void call(ConsumerRecord<byte[], byte[]> row) {
    state.health().logged(calls.read(row.value()), clock.instant());
  }

  private void reject(ConsumerRecord<byte[], byte[]> row) {
    state.health().rejected(RejectJson.read(new String(row.value(), StandardCharsets.UTF_8)));
  }

  private void control(ConsumerRecord<byte[], byte[]> row) {
    if (Arrays.equals(row.key(), HEARTBEAT)) {
      Heartbeat heartbeat = Heartbeat.fromJson(row.value());
      Instant time = requireNonNull(heartbeat.time(), "time");
      state.health().controllerSpoke(time);
      state.feed().heartbeat(heartbeat.controllerEpoch(), time);
    }
    state.feed().control(row.key(), row.value());
  }

  private void detection(ConsumerRecord<byte[], byte[]> row) {
    DetectionRecord record = DetectionCodec.read(row.value());
    if (record.clock() != null) {
      state.health().judged(row.partition(), record.clock());
    }
  }

  private static PublicKey publicKey(Path file) {
    try {
      return QuotaSignature.publicKey(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("quotaPublicKey: " + file + " cannot be read", e);
    }
  }
}
