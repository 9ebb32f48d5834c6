package io.gatewatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Clock;
import io.gatewatch.ingest.LogEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClockWriterTest {
  private final FakeBroker broker = FakeBroker.answering();
  private final AtomicLong horizon = new AtomicLong(Lines.TIME.toEpochMilli());
  private final ClockWriter clock =
      new ClockWriter(
          broker.writer,
          "w 1",
          horizon::get,
          Duration.ofSeconds(5),
          broker.order.writeLock(),
          broker.feeds);

  @AfterEach
  void stop() {
    clock.close();
  }

  @Test
  void everyPartitionLearnsTheTimeOfTheHorizonLessTheLag() {
    clock.tell();
    List<ProducerRecord<byte[], byte[]>> rows = broker.rows(LogEntry.TOPIC);
    assertThat(rows).extracting(ProducerRecord::partition).containsExactly(0, 1, 2);
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(new String(row.key(), StandardCharsets.UTF_8)).isEqualTo("clock/w%201"));
    assertThat(broker.entries()).containsOnly(new Clock("w 1", Lines.TIME.minusSeconds(5)));
  }

  @Test
  void timeNeverGoesBack() {
    clock.tell();
    horizon.addAndGet(-60_000);
    clock.tell();
    assertThat(times()).containsOnly(Lines.TIME.minusSeconds(5));
    horizon.addAndGet(61_000);
    clock.tell();
    assertThat(times()).contains(Lines.TIME.minusSeconds(4));
  }

  @Test
  void aCallThatIsBeingTakenGoesBeforeTheClock() throws Exception {
    byte[] call = callBytes();
    CompletableFuture<Void> told;
    broker.order.readLock().lock();
    try {
      told = CompletableFuture.runAsync(clock::tell);
      broker
          .writer
          .write(List.of(new ProducerRecord<>(LogEntry.TOPIC, Lines.bytes("k"), call)))
          .join();
      assertThat(broker.rows(LogEntry.TOPIC)).hasSize(1);
    } finally {
      broker.order.readLock().unlock();
    }
    told.get(10, TimeUnit.SECONDS);
    assertThat(broker.entries().get(0)).isInstanceOf(ApiCall.class);
    assertThat(broker.entries().subList(1, 4)).allMatch(entry -> entry instanceof Clock);
  }

  @Test
  void itTicksByItself() {
    clock.start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (broker.producer.history().size() < 2 * FakeBroker.PARTITIONS
        && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(broker.producer.history()).hasSizeGreaterThanOrEqualTo(2 * FakeBroker.PARTITIONS);
  }

  @Test
  void aFailureOfAnyKindStopsNoTelling() {
    AtomicBoolean first = new AtomicBoolean(true);
    LongSupplier failing =
        () -> {
          if (first.getAndSet(false)) {
            throw new UnsupportedOperationException("once");
          }
          return horizon.get();
        };
    try (ClockWriter other =
        new ClockWriter(
            broker.writer,
            "w 2",
            failing,
            Duration.ofSeconds(5),
            broker.order.writeLock(),
            broker.feeds)) {
      other.start();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (broker.producer.history().isEmpty() && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(broker.entries()).contains(new Clock("w 2", Lines.TIME.minusSeconds(5)));
    }
  }

  private byte[] callBytes() {
    FakeBroker other = FakeBroker.answering();
    other.intake.take("kong", "t", "g", Lines.bytes(Lines.good("/accounts/1"))).join();
    return other.rows(LogEntry.TOPIC).get(0).value();
  }

  private List<Instant> times() {
    return broker.entries().stream().map(entry -> ((Clock) entry).time()).toList();
  }
}
