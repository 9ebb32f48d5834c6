package io.gatewatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Counted at the door, whatever way in a line takes. The broker's now is Lines.TIME. */
class TimelinessTest {
  private static final long NOW = Lines.TIME.toEpochMilli();

  private final FakeBroker broker = FakeBroker.answering();
  private final double late = count(IngestMetrics.LATE);
  private final double clamped = count(IngestMetrics.CLAMPED);
  private final double outOfOrder = count(IngestMetrics.OUT_OF_ORDER);
  private final long aged = ages();

  @Test
  void aCallOlderThanTheLagIsLate() {
    take(line(NOW - 4_000), line(NOW - 4_000 - 2_000));
    assertThat(count(IngestMetrics.LATE) - late).isEqualTo(1);
    assertThat(ages() - aged).isEqualTo(2);
  }

  @Test
  void aCallDatedTwoMinutesAheadIsClampedOnceAndCounted() {
    take(line(NOW + 119_000), line(NOW + 200_000));
    assertThat(count(IngestMetrics.CLAMPED) - clamped).isEqualTo(1);
    assertThat(((ApiCall) broker.entries().get(1)).time()).isEqualTo(Lines.TIME);
  }

  @Test
  void aCallOlderThanOneBeforeItFromTheSameSourceIsOutOfOrderAlsoAcrossBodies() {
    take(line(NOW - 3_000), line(NOW - 1_000), line(NOW - 2_000));
    take(line(NOW - 1_500), line(NOW - 500));
    assertThat(count(IngestMetrics.OUT_OF_ORDER) - outOfOrder).isEqualTo(2);
    broker.intake.take("kong", "another", "g", Lines.bytes(line(NOW - 9_000))).join();
    assertThat(count(IngestMetrics.OUT_OF_ORDER) - outOfOrder).isEqualTo(2);
  }

  @Test
  void aPlayedCallHasNoReceiptAndIsNeverLate() {
    broker.intake.take("kong", "t", "g", Lines.bytes(line(NOW - 900_000)), (Instant) null).join();
    assertThat(count(IngestMetrics.LATE) - late).isZero();
    assertThat(ages() - aged).isZero();
  }

  private void take(String... lines) {
    broker.intake.take("kong", "t", "g", Lines.bytes(String.join("\n", lines))).join();
  }

  /** A call that ends then: Lines has five milliseconds of latency. */
  private static String line(long endMillis) {
    return Lines.line("/accounts/1", "200", Long.toString(endMillis - 5), "1");
  }

  private static double count(Counter counter) {
    return counter.labelValues("kong").get();
  }

  private static long ages() {
    return IngestMetrics.AGE.collect().getDataPoints().stream()
        .mapToLong(HistogramDataPointSnapshot::getCount)
        .sum();
  }
}
