package io.gatewatch.gateways;

import static io.gatewatch.gateways.Controller.ISSUED;
import static io.gatewatch.gateways.Controller.cut;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.QuotaSignature;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.gateways.Controller.Signed;
import io.gatewatch.gateways.Outcome.Applied;
import io.gatewatch.gateways.Outcome.Ignored;
import io.gatewatch.gateways.Outcome.Reason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QuotaFollowerTest {
  private static final TopicPartition PARTITION = new TopicPartition(QuotaUpdate.TOPIC, 0);
  private static final Instant NOW = ISSUED.plusSeconds(1);

  private final Controller controller = new Controller();
  private final BlockingQueue<Outcome> told = new LinkedBlockingQueue<>();
  private final BlockingQueue<Consumer<byte[], byte[]>> consumers = new LinkedBlockingQueue<>();
  private QuotaFollower follower;

  @AfterEach
  void close() {
    follower.close();
  }

  @Test
  void theTableIsEmptyUntilTheWholeTopicWasReadAndThenFollows() throws Exception {
    MockConsumer<byte[], byte[]> topic = topicThatEndsAt(2);
    topic.schedulePollTask(() -> topic.addRecord(row(0, controller.sign(cut(1, 1)))));
    follow(topic);

    assertThat(told.take()).isInstanceOf(Applied.class);
    assertThat(follower.table().inForce(NOW)).isEmpty();
    assertThat(follower.isCaughtUp()).isFalse();

    topic.schedulePollTask(() -> topic.addRecord(row(1, controller.sign(cut(1, 2)))));
    assertThat(told.take()).isInstanceOf(Applied.class);
    topic.schedulePollTask(() -> topic.addRecord(row(2, controller.sign(cut(1, 3)))));
    assertThat(told.take()).isInstanceOf(Applied.class);

    assertThat(follower.isCaughtUp()).isTrue();
    assertThat(follower.table().inForce(NOW))
        .extracting(quota -> quota.update().version())
        .containsExactly(3L);
  }

  @Test
  void aRecordWithoutSignatureIsToldAndIgnored() throws Exception {
    MockConsumer<byte[], byte[]> topic = topicThatEndsAt(0);
    Signed real = controller.sign(cut(1, 1));
    topic.schedulePollTask(
        () -> topic.addRecord(new ConsumerRecord<>(QuotaUpdate.TOPIC, 0, 0, real.key, real.value)));
    follow(topic);

    assertThat(told.take()).isEqualTo(new Ignored(Reason.UNSIGNED));
  }

  @Test
  void afterABrokenConnectionItReadsOverIntoTheSameTable() throws Exception {
    MockConsumer<byte[], byte[]> first = topicThatEndsAt(1);
    first.schedulePollTask(() -> first.addRecord(row(0, controller.sign(cut(1, 5)))));
    MockConsumer<byte[], byte[]> second = topicThatEndsAt(2);
    second.schedulePollTask(
        () -> {
          second.addRecord(row(0, controller.sign(cut(1, 4))));
          second.addRecord(row(1, controller.sign(cut(1, 6))));
        });
    consumers.add(first);
    follow(second);
    assertThat(told.take()).isInstanceOf(Applied.class);
    first.setPollException(new KafkaException("the broker went away"));

    assertThat(told.take()).isEqualTo(new Ignored(Reason.STALE));
    assertThat(told.take()).isInstanceOf(Applied.class);
    assertThat(follower.table().inForce(NOW))
        .extracting(quota -> quota.update().version())
        .containsExactly(6L);
  }

  @Test
  void whileThereIsNoSuchTopicNothingCountsAsReadAndItIsLookedForAgain() throws Exception {
    consumers.add(new MockConsumer<>("earliest"));
    MockConsumer<byte[], byte[]> later = topicThatEndsAt(1);
    later.schedulePollTask(() -> later.addRecord(row(0, controller.sign(cut(1, 1)))));
    follow(later);

    assertThat(told.take()).isInstanceOf(Applied.class);
    Awaiting.until("the first reading", follower::isCaughtUp);
    assertThat(follower.table().inForce(NOW)).hasSize(1);
  }

  private void follow(MockConsumer<byte[], byte[]> topic) {
    consumers.add(topic);
    follower =
        new QuotaFollower(
            consumers::remove,
            List.of(controller.publicKey()),
            InstantSource.fixed(NOW),
            (key, outcome) -> told.add(outcome));
  }

  private static MockConsumer<byte[], byte[]> topicThatEndsAt(long offset) {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    consumer.updatePartitions(
        QuotaUpdate.TOPIC,
        List.of(new PartitionInfo(QuotaUpdate.TOPIC, 0, Node.noNode(), new Node[0], new Node[0])));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, offset));
    return consumer;
  }

  private static ConsumerRecord<byte[], byte[]> row(long offset, Signed signed) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(QuotaSignature.HEADER, signed.signature);
    return new ConsumerRecord<>(
        QuotaUpdate.TOPIC,
        0,
        offset,
        0L,
        TimestampType.CREATE_TIME,
        signed.key.length,
        signed.value.length,
        signed.key,
        signed.value,
        headers,
        Optional.empty());
  }
}
