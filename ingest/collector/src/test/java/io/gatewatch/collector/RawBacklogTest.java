package io.gatewatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kafka's own mock consumer stands for the broker; the real one is asked in the roof's tests. */
class RawBacklogTest {
  private static final String TOPIC = RawTopics.name("kong");
  private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
  private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);

  private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();

  /** The mock tells what a group committed only to its members; a broker tells it to anybody. */
  private final MockConsumer<byte[], byte[]> broker =
      new MockConsumer<>("earliest") {
        @Override
        public Map<TopicPartition, OffsetAndMetadata> committed(
            Set<TopicPartition> partitions, Duration timeout) {
          return committed;
        }
      };

  private final AtomicLong wall = new AtomicLong(1_000_000);
  private final RawBacklog backlog =
      new RawBacklog(() -> broker, RawTopics.pattern(List.of("kong")), wall::get);
  private final LongSupplier horizon = backlog.bounding(() -> 900_000);

  RawBacklogTest() {
    Node node = new Node(0, "localhost", 1);
    Node[] nodes = {node};
    broker.updatePartitions(
        TOPIC,
        List.of(
            new PartitionInfo(TOPIC, 0, node, nodes, nodes),
            new PartitionInfo(TOPIC, 1, node, nodes, nodes)));
    broker.updatePartitions(
        "gatewatch.raw.unknown",
        List.of(new PartitionInfo("gatewatch.raw.unknown", 0, node, nodes, nodes)));
    broker.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
    ends(0, 0);
  }

  @AfterEach
  void stop() {
    backlog.close();
  }

  @Test
  void noTimeMayBePromisedBeforeTheFirstLook() {
    assertThat(horizon.getAsLong()).isEqualTo(RawBacklog.NOT_YET);
    backlog.look();
    assertThat(horizon.getAsLong()).isEqualTo(900_000);
  }

  @Test
  void theOldestUnreadLineOfAllPartitionsHoldsTheHorizonUntilItIsRead() {
    ends(10, 10);
    committed(FIRST, 4);
    committed(SECOND, 10);
    line(FIRST, 4, 500_000);
    backlog.look();
    assertThat(horizon.getAsLong()).isEqualTo(500_000);
    committed(FIRST, 10);
    backlog.look();
    assertThat(horizon.getAsLong()).isEqualTo(900_000);
  }

  @Test
  void aGroupThatHasCommittedNothingHasReadNothing() {
    ends(10, 0);
    line(FIRST, 0, 100_000);
    backlog.look();
    assertThat(horizon.getAsLong()).isEqualTo(100_000);
  }

  @Test
  void aLineDatedAheadOfTheHorizonDoesNotMoveIt() {
    ends(1, 0);
    line(FIRST, 0, 5_000_000);
    backlog.look();
    assertThat(horizon.getAsLong()).isEqualTo(900_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {5_000_000_000L, 0})
  void aLineThatIsNotDatedAsItCameHoldsFromWhenItWasFirstSeen(long timestamp) {
    LongSupplier present = backlog.bounding(wall::get);
    ends(2, 0);
    for (int second = 0; second < 30; second++) {
      line(FIRST, 0, timestamp);
      backlog.look();
      assertThat(present.getAsLong()).isEqualTo(1_000_000);
      wall.addAndGet(1_000);
    }
    committed(FIRST, 2);
    backlog.look();
    assertThat(present.getAsLong()).isEqualTo(1_030_000);
  }

  @Test
  void aLineThatCannotBeFetchedLetsNoClockGoOn() {
    ends(10, 0);
    backlog.look();
    assertThat(horizon.getAsLong()).isEqualTo(RawBacklog.NOT_YET);
  }

  @Test
  void aFailureOfAnyKindStopsNoLooking() {
    AtomicBoolean first = new AtomicBoolean(true);
    try (RawBacklog other =
        new RawBacklog(
            () -> {
              if (first.getAndSet(false)) {
                throw new UnsupportedOperationException("once");
              }
              return broker;
            },
            RawTopics.pattern(List.of("kong")),
            wall::get)) {
      LongSupplier bounded = other.bounding(() -> 900_000);
      other.start();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (bounded.getAsLong() == RawBacklog.NOT_YET && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(bounded.getAsLong()).isEqualTo(900_000);
    }
  }

  private void ends(long first, long second) {
    broker.updateEndOffsets(Map.of(FIRST, first, SECOND, second));
  }

  private void committed(TopicPartition partition, long next) {
    committed.put(partition, new OffsetAndMetadata(next));
  }

  private void line(TopicPartition partition, long offset, long timestamp) {
    broker.schedulePollTask(
        () ->
            broker.addRecord(
                new ConsumerRecord<>(
                    TOPIC,
                    partition.partition(),
                    offset,
                    timestamp,
                    TimestampType.CREATE_TIME,
                    0,
                    1,
                    null,
                    new byte[1],
                    new RecordHeaders(),
                    Optional.empty())));
  }
}
