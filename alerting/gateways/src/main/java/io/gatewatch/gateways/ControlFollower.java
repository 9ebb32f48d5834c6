package io.gatewatch.gateways;

import io.gatewatch.alerting.Heartbeat;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Tells of what the control topic holds for a reader: {@link KillOrders} of every kill that is
 * there or comes, a {@link ControllerWatch} of each heartbeat that comes from now on.
 */
final class ControlFollower implements TopicFollower.Listener, AutoCloseable {
  private static final byte[] KEY = Heartbeat.KEY.getBytes(StandardCharsets.UTF_8);

  private final ControllerWatch watch;
  private final KillOrders kills;
  private final InstantSource clock;
  private final TopicFollower topic;

  ControlFollower(
      Supplier<Consumer<byte[], byte[]>> consumers,
      ControllerWatch watch,
      KillOrders kills,
      InstantSource clock) {
    this.watch = watch;
    this.kills = kills;
    this.clock = clock;
    this.topic = new TopicFollower(Heartbeat.TOPIC, consumers, this);
  }

  static ControlFollower start(
      String bootstrapServers, ControllerWatch watch, KillOrders kills, InstantSource clock) {
    return new ControlFollower(() -> TopicFollower.consumer(bootstrapServers), watch, kills, clock);
  }

  @Override
  public void heard(ConsumerRecord<byte[], byte[]> row, boolean isNew) {
    if (isNew && Arrays.equals(row.key(), KEY)) {
      watch.heard(clock.instant());
    }
    if (row.key() != null) {
      kills.hear(new String(row.key(), StandardCharsets.UTF_8), row.value());
    }
  }

  @Override
  public void close() {
    topic.close();
  }
}
