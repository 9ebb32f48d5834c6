package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.Principal;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far strangers go from door to door, and what others of them make of it. */
class ReachTest {
  private static final View REACH = View.reach("t/g");
  private static final long HALF_DAY = 4_320;

  private final ViewState state = new ViewState();

  @Test
  void aStrangerTellsEachTimeThatTwiceAsManyDoorsWereShutToIt() {
    Seen seen = new Seen(Principal.Kind.SOURCE);
    TestCalls calls = new TestCalls().from(Principal.source("198.51.100.0/24"));
    for (int i = 0; i < 9; i++) {
      seen.observe(calls.get(1_000L * i, 404, "/closed-" + i));
      seen.observe(calls.get(1_000L * i + 500, 404, "/closed-" + i));
      seen.observe(calls.get(1_000L * i + 700, 200, "/open-" + i));
    }
    assertThat(reached(seen)).containsExactly(1.0, 2.0, 4.0, 8.0);
  }

  @Test
  void anAgentsClosedDoorsSayNothingOfStrangers() {
    Seen seen = new Seen();
    TestCalls calls = new TestCalls();
    for (int i = 0; i < 60; i++) {
      seen.observe(calls.get(3_600_000L * i, 404, "/closed-" + i));
    }
    assertThat(reached(seen)).isEmpty();
  }

  @Test
  void howFarIsUsualIsWhatTwoOfThemReached() {
    assertThat(vote(1, 0, 1, 2, 3, 4, 5).usualErrorShare()).isZero();
    assertThat(vote(2, 0, 1, 2, 3).usualErrorShare()).isEqualTo(8);
    assertThat(vote(3, 4).usualErrorShare()).isEqualTo(16);
  }

  @Test
  void itIsToldWhenItChangesAndElseAtMostOnceInFiveMinutes() {
    vote(1, 2);
    assertThat(vote(2, 2).usualErrorShare()).isEqualTo(4);
    assertThat(vote(3, 2)).isNull();
    assertThat(vote(31, 0)).isNull();
    assertThat(vote(32, 0).usualErrorShare()).isEqualTo(4);
    assertThat(state.isForTheRecord()).isFalse();
  }

  @Test
  void whatStrangersDidIsForgottenWithTheSecondHalfDay() {
    vote(1, 5);
    vote(2, 5);
    assertThat(vote(HALF_DAY, 0).usualErrorShare()).isEqualTo(32);
    assertThat(vote(2 * HALF_DAY - 1, 0).usualErrorShare()).isEqualTo(32);
    assertThat(vote(2 * HALF_DAY, 0).usualErrorShare()).isEqualTo(1);
  }

  @Test
  void aStoredStateGoesOnAsIfNothingHadHappened() throws IOException {
    vote(1, 5);
    byte[] bytes = Seen.bytes(state::writeTo);
    ViewState read = ViewState.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
    read.add(new ViewTally(REACH, 2, Tally.reached(5)));
    assertThat(read.close(2)).isEqualTo(vote(2, 5));
  }

  private static List<Double> reached(Seen seen) {
    return seen.tallies.stream()
        .filter(t -> t.view().kind() == View.Kind.REACH)
        .map(t -> t.tally().reachedBy(1))
        .toList();
  }

  private ContextEntry vote(long round, int... powers) {
    for (int power : powers) {
      state.add(new ViewTally(REACH, round, Tally.reached(power)));
    }
    return state.close(round);
  }
}
