package io.gatewatch.features.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.ingest.CallField;
import io.gatewatch.ingest.Feed;
import io.gatewatch.ingest.FeedCount;
import io.gatewatch.ingest.FeedReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FeedStateTest {
  private static final FeedLimits LIMITS = FeedLimits.defaults();
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  /** The sample was written by version 1 with {@link #sample()}; it is never written again. */
  @Test
  void aStateOfVersionOneIsStillRead() throws IOException {
    FeedState stored;
    try (InputStream in = FeedStateTest.class.getResourceAsStream("/state/feed-state-v1.bin")) {
      stored = FeedState.readFrom(new DataInputStream(in));
    }
    assertThat(bytes(stored)).isEqualTo(bytes(sample()));
    assertThat(stored.readings(LIMITS)).isEqualTo(sample().readings(LIMITS)).hasSize(1);
    FeedReading reading = stored.readings(LIMITS).get(0);
    assertThat(reading.silence()).isNotNull();
    assertThat(reading.faults())
        .extracting(FeedReading.Fault::field)
        .containsExactly(CallField.BYTES_OUT);
  }

  @Test
  void aStateOfAnUnknownVersionIsRefused() {
    byte[] future = {9, 0, 0};
    assertThatThrownBy(
            () -> FeedState.readFrom(new DataInputStream(new ByteArrayInputStream(future))))
        .isInstanceOf(IOException.class)
        .hasMessage("feed state of version 9 (expected: 1)");
  }

  @Test
  void aSourceWithAHundredNodesStaysSmall() throws IOException {
    List<String> nodes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      nodes.add("node-" + i);
    }
    FeedState state = play(null, 0, 200, nodes, 1);
    assertThat(bytes(state)).hasSizeLessThan(64_000);
    assertThat(bytes(sample())).hasSizeLessThan(8_000);
  }

  /** A pause that is still open when its hour ends is not yet usual for that hour. */
  @Test
  void aSourceThatDiesJustBeforeAnHourEndsIsMissedAsSoon() {
    int death = 15 * 1440 + 58;
    FeedState state = play(null, 0, death, List.of("node-1"), 1);
    play(state, death, 8, List.of(), 0);
    assertThat(state.readings(LIMITS)).hasSize(1);
  }

  /** What we missed ourselves, and the time in which senders come back, is nobody's usual pause. */
  @Test
  void anOutageOfOursBeforeAnHourEndsTeachesNoPause() {
    int outage = 15 * 1440 + 48;
    FeedState state = play(null, 0, outage, List.of("node-1"), 1);
    Instant back = START.plus(Duration.ofMinutes(outage + 2));
    FeedRound round = new FeedRound();
    round.add(new FeedReport("w", back, back.plusSeconds(60), List.of()));
    FeedRound.Listening listening =
        round.listening(START.plus(Duration.ofMinutes(outage)).toEpochMilli());
    assertThat(listening.lost()).isTrue();
    state.hear(round, back.plusSeconds(60).toEpochMilli(), listening, LIMITS);
    play(state, outage + 3, 16, List.of(), 0);
    assertThat(state.readings(LIMITS)).hasSize(1);
  }

  /** A pause over the end of an hour counts for that hour once it is over. */
  @Test
  void aPauseOverTheEndOfEachHourIsUsual() {
    FeedState state = null;
    for (int hour = 0; hour < 15 * 24; hour++) {
      state = state == null ? null : play(state, hour * 60, 10, List.of(), 0);
      state = play(state, hour * 60 + 10, 40, List.of("node-1"), 1);
      state = play(state, hour * 60 + 50, 10, List.of(), 0);
    }
    play(state, 15 * 1440, 11, List.of(), 0);
    assertThat(state.readings(LIMITS)).isEmpty();
  }

  /** Fifteen days of two nodes; then 15 minutes without sizes, then ten of silence. */
  static FeedState sample() {
    FeedState state = play(null, 0, 15 * 1440, List.of("node-1", "node-2"), 1);
    play(state, 15 * 1440, 15, List.of("node-1", "node-2"), 0);
    return play(state, 15 * 1440 + 15, 10, List.of(), 0);
  }

  private static FeedState play(
      FeedState state, int fromMinute, int minutes, List<String> nodes, int sizes) {
    FeedState played = state;
    for (int m = fromMinute; m < fromMinute + minutes; m++) {
      Instant from = START.plus(Duration.ofMinutes(m));
      Instant to = from.plusSeconds(60);
      List<FeedCount> counts = new ArrayList<>();
      for (String node : nodes) {
        TreeMap<String, Long> filled = new TreeMap<>();
        filled.put("bytesOut", 100L * sizes);
        filled.put("agent", 95L);
        Feed feed = new Feed("bank", "edge", "kong", node);
        counts.add(new FeedCount(feed, 100, 9_000, 0, 0, 0, new TreeMap<>(), filled));
      }
      FeedRound round = new FeedRound();
      round.add(new FeedReport("w", from, to, counts));
      if (played == null) {
        played = FeedState.of(round, "bank/edge/kong");
      }
      FeedRound.Listening listening = round.listening(from.toEpochMilli());
      played.hear(round, to.toEpochMilli(), listening, LIMITS);
    }
    return played;
  }

  private static byte[] bytes(FeedState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
