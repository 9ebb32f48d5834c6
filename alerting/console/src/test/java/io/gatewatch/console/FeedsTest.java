package io.gatewatch.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.Heartbeat;
import io.gatewatch.detectors.Detection;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.RejectRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FeedsTest {
  private static final Instant BEAT = Instant.parse("2026-02-03T09:00:00Z");

  private final LiveState state =
      new LiveState(
          "run1",
          InstantSource.system(),
          ConsoleLinks.none(),
          Map.of(),
          () -> new QuotaDesk().table());

  @Test
  void noHeartbeatHoweverBrokenEndsTheReading() throws Exception {
    MockConsumer<byte[], byte[]> broker = broker();
    List<String> broken = List.of("null", "[]", "7", "{", "{\"time\":null}");
    broker.schedulePollTask(
        () -> {
          int offset = 0;
          for (String value : broken) {
            broker.addRecord(heartbeat(offset++, value.getBytes(UTF_8)));
          }
          broker.addRecord(heartbeat(offset, Heartbeat.of(3, BEAT).toJson()));
        });
    try (Feeds feeds = Feeds.start(() -> broker, state, InstantSource.system())) {
      while (state.feed().heartbeat() == null) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      assertThat(state.feed().heartbeat()).isEqualTo("3 " + BEAT);
      assertThat(feeds.unreadable()).isEqualTo(Map.of(Heartbeat.TOPIC, (long) broken.size()));
    }
  }

  private static ConsumerRecord<byte[], byte[]> heartbeat(int offset, byte[] value) {
    return new ConsumerRecord<>(Heartbeat.TOPIC, 0, offset, Heartbeat.KEY.getBytes(UTF_8), value);
  }

  private static MockConsumer<byte[], byte[]> broker() {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("latest");
    Map<TopicPartition, Long> zero = new HashMap<>();
    for (String topic :
        List.of(
            Alert.TOPIC, LogEntry.TOPIC, RejectRecord.TOPIC, Heartbeat.TOPIC, Detection.TOPIC)) {
      consumer.updatePartitions(
          topic, List.of(new PartitionInfo(topic, 0, Node.noNode(), new Node[0], new Node[0])));
      zero.put(new TopicPartition(topic, 0), 0L);
    }
    consumer.updateBeginningOffsets(zero);
    consumer.updateEndOffsets(zero);
    return consumer;
  }
}
