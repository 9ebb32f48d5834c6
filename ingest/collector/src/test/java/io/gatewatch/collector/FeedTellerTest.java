package io.gatewatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Clock;
import io.gatewatch.ingest.Feed;
import io.gatewatch.ingest.FeedCount;
import io.gatewatch.ingest.FeedReport;
import io.gatewatch.ingest.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What receivers took is told in time, with how well its calls kept to time. */
class FeedTellerTest {
  private static final long NOW = Lines.TIME.toEpochMilli();

  private final FakeBroker broker = FakeBroker.answering();
  private final AtomicLong horizon = new AtomicLong(NOW);
  private final ClockWriter clock =
      new ClockWriter(
          broker.writer,
          "w 1",
          horizon::get,
          Duration.ofSeconds(5),
          broker.order.writeLock(),
          broker.feeds);

  @BeforeEach
  void listen() {
    clock.tell();
  }

  @AfterEach
  void stop() {
    clock.close();
  }

  @Test
  void whatCameInIsToldInFrontOfTheClockThatEndsItsTime() {
    take(Lines.good("/accounts/1") + "\n7");
    tellAt(10);
    List<LogEntry> entries = broker.entries();
    FeedReport report = (FeedReport) entries.get(entries.size() - 1 - FakeBroker.PARTITIONS);
    assertThat(report.writer()).isEqualTo("w 1");
    assertThat(report.from()).isEqualTo(Lines.TIME);
    assertThat(report.to()).isEqualTo(Lines.TIME.plusSeconds(10));
    assertThat(report.feeds()).hasSize(1);
    FeedCount count = report.feeds().get(0);
    assertThat(count.feed()).isEqualTo(new Feed("t", "g", "kong", ""));
    assertThat(count.accepted()).isEqualTo(1);
    assertThat(count.rejected()).containsEntry("not_an_object", 1L);
    assertThat(count.filled()).containsEntry("bytesOut", 1L).containsEntry("agent", 0L);
    assertThat(entries.subList(entries.size() - FakeBroker.PARTITIONS, entries.size()))
        .allMatch(entry -> entry instanceof Clock);
  }

  @Test
  void linesOfSeveralBodiesAreReportedTogetherAndOnce() {
    take(Lines.good("/accounts/1"));
    take(Lines.good("/accounts/2"));
    tellAt(10);
    tellAt(20);
    assertThat(counts()).extracting(FeedCount::accepted).containsExactly(2L);
  }

  @Test
  void aFutureDatedCallIsClampedOnceAndCounted() {
    take(dated(Duration.ofMinutes(10)) + "\n" + dated(Duration.ZERO));
    tellAt(10);
    tellAt(20);
    assertThat(calls()).extracting(ApiCall::timeClamped).containsExactly(true, false);
    assertThat(calls().get(0).time()).isEqualTo(Lines.TIME);
    assertThat(counts()).extracting(FeedCount::clamped).containsExactly(1L);
  }

  @Test
  void aLateCallIsTakenAndCountedAndDoesNotMoveTheClock() {
    tellAt(9);
    Instant promised = lastClock();
    take(dated(Duration.ofMinutes(-1)));
    tellAt(9);
    assertThat(calls()).hasSize(1);
    assertThat(lastClock()).isEqualTo(promised);
    tellAt(10);
    assertThat(counts()).extracting(FeedCount::late).containsExactly(1L);
  }

  @Test
  void callsOutOfOrderAreTakenAsTheyComeAndCounted() {
    take(dated(Duration.ofMillis(30)) + "\n" + dated(Duration.ZERO));
    take(dated(Duration.ofMillis(10)));
    tellAt(10);
    assertThat(calls()).hasSize(3);
    assertThat(counts()).extracting(FeedCount::outOfOrder).containsExactly(2L);
    assertThat(counts()).extracting(FeedCount::late).containsExactly(0L);
  }

  private void take(String body) {
    broker.intake.take("kong", "t", "g", Lines.bytes(body)).join();
  }

  private void tellAt(int seconds) {
    horizon.set(NOW + 1000L * seconds);
    clock.tell();
  }

  private static String dated(Duration off) {
    return Lines.line("/accounts/1", "200", Long.toString(NOW + off.toMillis() - 5), "17");
  }

  private List<ApiCall> calls() {
    return entries(ApiCall.class);
  }

  private List<FeedCount> counts() {
    return entries(FeedReport.class).stream().flatMap(report -> report.feeds().stream()).toList();
  }

  private Instant lastClock() {
    List<Clock> clocks = entries(Clock.class);
    return clocks.get(clocks.size() - 1).time();
  }

  private <T> List<T> entries(Class<T> kind) {
    return broker.entries().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
