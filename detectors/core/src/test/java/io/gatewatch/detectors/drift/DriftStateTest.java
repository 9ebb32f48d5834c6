package io.gatewatch.detectors.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** What is stored of drift, read back by later versions. */
class DriftStateTest {
  private static final int FIRST_DAY = 20_000;
  private static final int DAYS = 9;

  /** The sample was written by version 1 with {@link #sample()}; it is never written again. */
  @Test
  void aStateOfVersionOneIsStillReadAndGoesOn() throws IOException {
    DriftState stored;
    try (InputStream in = DriftStateTest.class.getResourceAsStream("/state/drift-v1.bin")) {
      stored = DriftState.readFrom(new DataInputStream(in));
    }
    long due = (FIRST_DAY + DAYS) * DriftState.DAY_MILLIS;
    assertThat(stored.add(vote(FIRST_DAY + DAYS - 2, 1))).isEqualTo(Long.MAX_VALUE);
    assertThat(stored.add(vote(FIRST_DAY + DAYS - 1, 1))).isEqualTo(due);
    assertThat(stored.holdsAWeek(FIRST_DAY + DAYS)).isTrue();
    assertThat(stored.close(due)).isTrue();
    int[][] week = stored.week(FIRST_DAY + DAYS);
    assertThat(week[0]).containsExactly(49, 51, 49, 0, 0, 0, 0, 0, 0, 0);
    assertThat(week[1]).containsExactly(49, 0, 0, 0, 0, 51, 0, 0, 0, 49);
    assertThat(stored.sees(true, FIRST_DAY + DAYS)).isEqualTo(2);
    assertThat(stored.since()).isEqualTo(FIRST_DAY + DAYS - 1);
  }

  @Test
  void aWeekOfVotesIsWrittenAsVersionOneWroteIt() throws IOException {
    try (InputStream in = DriftStateTest.class.getResourceAsStream("/state/drift-v1.bin")) {
      assertThat(bytes(sample())).isEqualTo(in.readAllBytes());
    }
  }

  @Test
  void aStateOfAnUnknownVersionIsRefused() {
    byte[] future = {9, 0, 0};
    assertThatThrownBy(
            () -> DriftState.readFrom(new DataInputStream(new ByteArrayInputStream(future))))
        .isInstanceOf(IOException.class)
        .hasMessage("drift of version 9 (expected: 1)");
  }

  /** Nine days of votes, the last of which is not over; the day before was the first to drift. */
  static DriftState sample() {
    DriftState state = new DriftState();
    for (int day = FIRST_DAY; day < FIRST_DAY + DAYS; day++) {
      for (int i = 0; i < 21; i++) {
        state.add(vote(day, i % 3));
      }
      if (day < FIRST_DAY + DAYS - 1) {
        state.close((day + 1) * DriftState.DAY_MILLIS);
        state.sees(day == FIRST_DAY + DAYS - 2, day + 1);
      }
    }
    return state;
  }

  private static DriftVote vote(int day, int bin) {
    byte[] tenths = {0, 5, 9};
    byte[] bins = {(byte) bin, tenths[bin]};
    return new DriftVote("made-1", "aisp", day * DriftState.DAY_MILLIS, bins);
  }

  static byte[] bytes(DriftState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
