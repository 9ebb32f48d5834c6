package io.gatewatch.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.console.TopicFeed.From;
import io.gatewatch.console.TopicFeed.Source;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TopicFeedTest {
  private static final TopicPartition WHOLE = new TopicPartition("whole", 0);
  private static final TopicPartition LIVE = new TopicPartition("live", 0);

  private final BlockingQueue<String> read = new LinkedBlockingQueue<>();
  private final MockConsumer<byte[], byte[]> broker = broker();
  private final List<Source> sources =
      List.of(
          new Source("whole", From.BEGINNING, this::read),
          new Source("live", From.END, this::read));

  @Test
  void oneTopicIsReadFromItsBeginningAndAnotherFromItsEnd() throws Exception {
    broker.schedulePollTask(
        () -> {
          broker.addRecord(row(WHOLE, 0, "old alert"));
          broker.addRecord(row(LIVE, 1, "old call"));
          broker.addRecord(row(LIVE, 2, "new call"));
        });
    try (TopicFeed feed = new TopicFeed(() -> broker, sources)) {
      assertThat(List.of(read.take(), read.take()))
          .containsExactlyInAnyOrder("old alert", "new call");
      assertThat(read).isEmpty();
      assertThat(feed.unreadable()).isEmpty();
    }
  }

  @Test
  void anUnreadableRecordIsCountedAndTheNextOneIsRead() throws Exception {
    broker.schedulePollTask(
        () -> {
          broker.addRecord(row(LIVE, 2, "bad"));
          broker.addRecord(row(LIVE, 3, "good"));
        });
    try (TopicFeed feed = new TopicFeed(() -> broker, sources)) {
      assertThat(read.take()).isEqualTo("good");
      assertThat(feed.unreadable()).isEqualTo(Map.of("live", 1L));
    }
  }

  @Test
  void itHasCaughtUpOnceTheEndsOfTheStartAreReached() throws Exception {
    try (TopicFeed feed = new TopicFeed(() -> broker, sources)) {
      assertThat(feed.isCaughtUp()).isFalse();
      broker.schedulePollTask(() -> broker.addRecord(row(WHOLE, 0, "only alert")));
      assertThat(read.take()).isEqualTo("only alert");
      broker.schedulePollTask(() -> broker.addRecord(row(LIVE, 2, "call")));
      assertThat(read.take()).isEqualTo("call");
      assertThat(feed.isCaughtUp()).isTrue();
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> row) {
    String text = new String(row.value(), UTF_8);
    if (text.equals("bad")) {
      throw new IllegalArgumentException("cannot be read");
    }
    read.add(text);
  }

  private static MockConsumer<byte[], byte[]> broker() {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("latest");
    for (TopicPartition each : List.of(WHOLE, LIVE)) {
      consumer.updatePartitions(
          each.topic(),
          List.of(new PartitionInfo(each.topic(), 0, Node.noNode(), new Node[0], new Node[0])));
    }
    consumer.updateBeginningOffsets(Map.of(WHOLE, 0L, LIVE, 0L));
    consumer.updateEndOffsets(Map.of(WHOLE, 1L, LIVE, 2L));
    return consumer;
  }

  private static ConsumerRecord<byte[], byte[]> row(TopicPartition at, long offset, String text) {
    return new ConsumerRecord<>(
        at.topic(), at.partition(), offset, new byte[0], text.getBytes(UTF_8));
  }
}
