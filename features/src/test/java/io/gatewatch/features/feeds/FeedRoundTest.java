package io.gatewatch.features.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.features.feeds.FeedRound.Listening;
import io.gatewatch.ingest.Feed;
import io.gatewatch.ingest.FeedCount;
import io.gatewatch.ingest.FeedReport;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FeedRoundTest {
  private static final long NOTHING = Long.MIN_VALUE;

  private final FeedRound round = new FeedRound();

  @Test
  void timeThatSeveralWritersListenedToCountsOnce() {
    hear("a", 0, 10);
    hear("b", 3, 13);
    assertThat(round.listening(NOTHING)).isEqualTo(new Listening(13_000, false, 13_000));
    assertThat(round.listening(8_000)).isEqualTo(new Listening(5_000, false, 13_000));
  }

  @Test
  void timeInWhichNobodyListenedIsLost() {
    hear("a", 100, 110);
    assertThat(round.listening(10_000)).isEqualTo(new Listening(10_000, true, 110_000));
  }

  @Test
  void aHoleOfTwoRoundsIsNoneAndNotListenedToEither() {
    hear("a", 28, 38);
    assertThat(round.listening(10_000)).isEqualTo(new Listening(10_000, false, 38_000));
  }

  @Test
  void aReportOverMinutesWasCaughtUpOnAndProvesNoSilence() {
    hear("a", 0, 1_200);
    assertThat(round.listening(0)).isEqualTo(new Listening(0, true, 1_200_000));
  }

  @Test
  void aLongReportOfTimeThatOthersListenedToCostsNothing() {
    hear("slow", 0, 600);
    hear("a", 590, 600);
    assertThat(round.listening(590_000)).isEqualTo(new Listening(10_000, false, 600_000));
  }

  @Test
  void whatIsFoldedTogetherIsNobodysFeed() {
    FeedCount rest = new FeedCount(Feed.REST, 5, 50, 0, 0, 0, new TreeMap<>(), new TreeMap<>());
    round.add(new FeedReport("a", Instant.EPOCH, Instant.ofEpochSecond(10), List.of(rest)));
    assertThat(round.speakers()).isEmpty();
    assertThat(round.isHeard()).isTrue();
    assertThat(round.isDoubted("bank")).as("it may have been anybody").isTrue();
  }

  @Test
  void theOverflowOfATenantCastsDoubtOnThatTenantOnly() {
    Feed overflow = Feed.restOf("noisy");
    FeedCount rest = new FeedCount(overflow, 5, 50, 0, 0, 0, new TreeMap<>(), new TreeMap<>());
    round.add(new FeedReport("a", Instant.EPOCH, Instant.ofEpochSecond(10), List.of(rest)));
    assertThat(round.speakers()).isEmpty();
    assertThat(round.isDoubted("noisy")).isTrue();
    assertThat(round.isDoubted("bank")).isFalse();
  }

  private void hear(String writer, int from, int to) {
    round.add(
        new FeedReport(writer, Instant.ofEpochSecond(from), Instant.ofEpochSecond(to), List.of()));
  }
}
