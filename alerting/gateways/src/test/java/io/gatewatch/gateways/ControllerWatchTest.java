package io.gatewatch.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Heartbeat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ControllerWatchTest {
  private static final Instant START = Instant.parse("2026-02-03T16:00:00Z");

  @Test
  void halfAMinuteWithoutAHeartbeatIsSilenceAndSaysWhenTheLastLimitLapses() {
    ControllerWatch watch = new ControllerWatch(START);
    assertThat(watch.isSilent(START.plusSeconds(30))).isFalse();
    assertThat(watch.isSilent(START.plusSeconds(31))).isTrue();
    watch.heard(START.plusSeconds(31));
    assertThat(watch.isSilent(START.plusSeconds(60))).isFalse();

    Slot slot = new Slot("a", "*");
    long until = START.plusSeconds(780).getEpochSecond();
    EffectiveLimit limit = new EffectiveLimit(slot, List.of(), false, 1, 1, 1, until, 0, "q", 1, 1);
    assertThat(watch.tell(List.of(limit, limit)))
        .isEqualTo("controller silent, 2 limits lapse by 16:13 UTC");
    assertThat(watch.tell(List.of())).contains("no limits");
  }

  @Test
  void onlyTheControllersOwnRecordOfTheControlTopicIsASignOfLife() throws Exception {
    TopicPartition partition = new TopicPartition(Heartbeat.TOPIC, 0);
    MockConsumer<byte[], byte[]> topic = new MockConsumer<>("latest");
    topic.updatePartitions(
        Heartbeat.TOPIC, List.of(new PartitionInfo(Heartbeat.TOPIC, 0, null, null, null)));
    topic.updateBeginningOffsets(Map.of(partition, 0L));
    topic.updateEndOffsets(Map.of(partition, 0L));
    CountDownLatch rules = new CountDownLatch(1);
    CountDownLatch beat = new CountDownLatch(1);
    topic.schedulePollTask(() -> topic.addRecord(row(0, "rules:1")));
    topic.schedulePollTask(rules::countDown);
    ControllerWatch watch = new ControllerWatch(START);
    Instant later = START.plusSeconds(40);
    KillOrders kills = new KillOrders();
    try (ControlFollower follower = new ControlFollower(() -> topic, watch, kills, () -> later)) {
      assertThat(rules.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(watch.isSilent(later)).isTrue();
      topic.schedulePollTask(() -> topic.addRecord(row(1, Heartbeat.KEY)));
      topic.schedulePollTask(beat::countDown);
      assertThat(beat.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(watch.isSilent(later)).isFalse();
      assertThat(follower).isNotNull();
    }
  }

  private static ConsumerRecord<byte[], byte[]> row(long offset, String key) {
    return new ConsumerRecord<>(
        Heartbeat.TOPIC, 0, offset, key.getBytes(StandardCharsets.UTF_8), new byte[0]);
  }
}
