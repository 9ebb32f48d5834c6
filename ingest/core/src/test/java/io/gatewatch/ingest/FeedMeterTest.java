package io.gatewatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedMeterTest {
  private static final long T = Calls.full().time().toEpochMilli();
  private static final long ROUND = FeedMeter.ROUND_MILLIS;

  private final FeedMeter meter = new FeedMeter();

  @Test
  void callsAreCountedByFeedWithTheFieldsThatTheyHave() {
    meter.reportAt("w", T);
    meter.accepted(Calls.full(), 900, Long.MIN_VALUE);
    meter.accepted(Calls.full(), 100, Long.MIN_VALUE);
    meter.accepted(Calls.bare(), 50, Long.MIN_VALUE);
    List<FeedCount> counts = meter.reportAt("w", T + ROUND).feeds();
    assertThat(counts)
        .extracting(FeedCount::feed)
        .containsExactly(
            new Feed("bank", "public", "kong", "node-1"), new Feed("bank", "public", "calls", ""));
    FeedCount kong = counts.get(0);
    assertThat(kong.accepted()).isEqualTo(2);
    assertThat(kong.bytes()).isEqualTo(1000);
    assertThat(kong.clamped()).isEqualTo(2);
    assertThat(kong.filled()).containsEntry("bytesOut", 2L).containsEntry("objects", 2L);
    assertThat(counts.get(1).filled()).containsEntry("bytesOut", 0L).containsEntry("agent", 0L);
  }

  @Test
  void everyFieldIsFoundWhereItIsAndMissedWhereItIsNot() {
    for (CallField field : CallField.values()) {
      assertThat(field.isFilled(Calls.full())).as(field.wireName()).isTrue();
      assertThat(field.isFilled(Calls.bare())).as(field.wireName()).isFalse();
    }
  }

  @Test
  void rejectsAreCountedByReason() {
    meter.reportAt("w", T);
    meter.rejected("bank", "public", "kong", "not_json", 7);
    meter.rejected("bank", "public", "kong", "not_json", 7);
    meter.rejected("bank", "public", "kong", "truncated", 7);
    FeedCount count = meter.reportAt("w", T + ROUND).feeds().get(0);
    assertThat(count.feed()).isEqualTo(new Feed("bank", "public", "kong", ""));
    assertThat(count.rejected()).containsEntry("not_json", 2L).containsEntry("truncated", 1L);
    assertThat(count.accepted()).isZero();
  }

  @Test
  void aCallOlderThanWhatWasPromisedIsLateAndOneOlderThanItsForerunnerOutOfOrder() {
    meter.reportAt("w", T);
    meter.accepted(at(1000), 1, T);
    meter.accepted(at(400), 1, T);
    meter.accepted(at(-1), 1, T);
    meter.accepted(at(1000), 1, T);
    FeedCount count = meter.reportAt("w", T + ROUND).feeds().get(0);
    assertThat(count.accepted()).isEqualTo(4);
    assertThat(count.outOfOrder()).isEqualTo(2);
    assertThat(count.late()).isEqualTo(1);
  }

  @Test
  void aReportIsDueWhenARoundHasEndedAndCoversAllTimeSinceTheLast() {
    assertThat(meter.reportAt("w", T)).isNull();
    assertThat(meter.reportAt("w", T + 5)).isNull();
    FeedReport first = meter.reportAt("w", T + ROUND);
    FeedReport second = meter.reportAt("w", T + 7 * ROUND);
    assertThat(first.from()).isEqualTo(Instant.ofEpochMilli(T));
    assertThat(second.from()).isEqualTo(first.to());
    assertThat(second.to()).isEqualTo(Instant.ofEpochMilli(T + 7 * ROUND));
    assertThat(second.feeds()).isEmpty();
    assertThat(meter.reportAt("w", T)).as("time that goes back").isNull();
  }

  @Test
  void whatWasToldIsNotToldAgain() {
    meter.reportAt("w", T);
    meter.accepted(Calls.full(), 1, Long.MIN_VALUE);
    assertThat(meter.reportAt("w", T + ROUND).feeds()).hasSize(1);
    assertThat(meter.reportAt("w", T + 2 * ROUND).feeds()).isEmpty();
  }

  @Test
  void countsOfSeveralThreadsAddUp() {
    FeedMeter other = new FeedMeter();
    meter.reportAt("w", T);
    for (int body = 0; body < 3; body++) {
      other.accepted(Calls.full(), 10, Long.MIN_VALUE);
      other.rejected("bank", "public", "kong", "not_json", 1);
      other.drainInto(meter);
    }
    List<FeedCount> counts = meter.reportAt("w", T + ROUND).feeds();
    assertThat(counts).extracting(FeedCount::accepted).containsExactly(3L, 0L);
    assertThat(counts.get(1).rejected()).containsEntry("not_json", 3L);
  }

  @Test
  void inventedFeedsAreFoldedIntoOne() {
    meter.reportAt("w", T);
    for (int i = 0; i < 5 * FeedMeter.MOST_FEEDS; i++) {
      meter.rejected("tenant-" + i, "public", "kong", "not_json", 1);
    }
    List<FeedCount> counts = meter.reportAt("w", T + ROUND).feeds();
    assertThat(counts).hasSize(FeedMeter.MOST_FEEDS + 1);
    assertThat(counts.get(FeedMeter.MOST_FEEDS).feed()).isEqualTo(Feed.REST);
    assertThat(counts.get(FeedMeter.MOST_FEEDS).rejected())
        .containsEntry("not_json", 4L * FeedMeter.MOST_FEEDS);
    meter.reportAt("w", T + 2 * ROUND);
    meter.accepted(Calls.full(), 1, Long.MIN_VALUE);
    assertThat(meter.reportAt("w", T + 3 * ROUND).feeds())
        .extracting(c -> c.feed().node())
        .as("those that went make room")
        .containsExactly("node-1");
  }

  @Test
  void aTenantThatInventsFeedsTakesNoPlaceFromOthers() {
    meter.reportAt("w", T);
    for (int i = 0; i < 5 * FeedMeter.MOST_FEEDS; i++) {
      meter.rejected("noisy", "group-" + i, "kong", "not_json", 1);
    }
    FeedMeter total = new FeedMeter();
    total.reportAt("w", T);
    meter.accepted(Calls.full(), 1, Long.MIN_VALUE);
    meter.drainInto(total);
    List<FeedCount> counts = total.reportAt("w", T + ROUND).feeds();
    assertThat(counts).hasSize(FeedMeter.MOST_OF_TENANT + 2);
    assertThat(counts)
        .extracting(FeedCount::feed)
        .contains(new Feed("bank", "public", "kong", "node-1"), Feed.restOf("noisy"))
        .doesNotContain(Feed.REST);
  }

  @Test
  void timeInWhichNobodyListenedIsLeftOut() {
    meter.reportAt("w", T);
    meter.resumeAt(T + 5 * ROUND);
    assertThat(meter.reportAt("w", T + 6 * ROUND).from())
        .isEqualTo(Instant.ofEpochMilli(T + 5 * ROUND));
  }

  private static ApiCall at(long millis) {
    return Calls.at(Instant.ofEpochMilli(T + millis));
  }
}
