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
  private static final long DAY = 8_640;
  private static final long HOUR_MILLIS = 3_600_000;

  /** After the first call's moment, eight o'clock. */
  private static final long MIDNIGHT = 16 * HOUR_MILLIS;

  private final ViewState state = new ViewState();

  @Test
  void aStrangerTellsEachTimeThatTwiceAsManyDoorsWereShutToIt() {
    Seen seen = new Seen(Principal.Kind.SOURCE);
    TestCalls calls = stranger();
    for (int i = 0; i < 9; i++) {
      seen.observe(calls.get(1_000L * i, 404, "/closed-" + i));
      seen.observe(calls.get(1_000L * i + 500, 404, "/closed-" + i));
      seen.observe(calls.get(1_000L * i + 700, 200, "/open-" + i));
    }
    assertThat(reached(seen)).containsExactly(1.0, 2.0, 4.0, 8.0);
  }

  @Test
  void whoFadesAndComesAgainDoesNotVoteTwiceOnOneDay() {
    Seen seen = new Seen(Principal.Kind.SOURCE);
    TestCalls calls = stranger();
    for (int i = 0; i < 32; i++) {
      seen.observe(calls.get(1_000L * i, 404, "/closed-" + i));
    }
    for (int i = 1; i <= 20; i++) {
      seen.observe(calls.get(HOUR_MILLIS / 4 * i, 404, "/later-" + i));
    }
    assertThat(reached(seen)).containsExactly(1.0, 2.0, 4.0, 8.0, 16.0, 32.0);
  }

  @Test
  void whoGoesOnTheNextDayVotesAgainForAllThatItHasReached() {
    Seen seen = new Seen(Principal.Kind.SOURCE);
    TestCalls calls = stranger();
    for (int i = 0; i < 5; i++) {
      seen.observe(calls.get(MIDNIGHT - 5_000 + 1_000L * i, 404, "/closed-" + i));
    }
    seen.observe(calls.get(MIDNIGHT, 404, "/one-more"));
    Tally last = seen.tallies.get(seen.tallies.size() - 1).tally();
    Tally three = new Tally();
    three.add(last);
    three.add(Tally.reached(0, 0));
    three.add(Tally.reached(0, 1));
    assertThat(three.reachedBy(3)).isEqualTo(1);
    assertThat(three.reachedBy(2)).isEqualTo(2);
    assertThat(three.reachedBy(1)).isEqualTo(4);
  }

  @Test
  void anAgentsClosedDoorsSayNothingOfStrangers() {
    Seen seen = new Seen();
    TestCalls calls = new TestCalls();
    for (int i = 0; i < 60; i++) {
      seen.observe(calls.get(HOUR_MILLIS * i, 404, "/closed-" + i));
    }
    assertThat(reached(seen)).isEmpty();
  }

  @Test
  void howFarIsUsualIsWhatThreeOfThemReachedOnOneDay() {
    assertThat(vote(1, 5).usualErrorShare()).isZero();
    assertThat(vote(2, 5)).isNull();
    assertThat(vote(3, 3).usualErrorShare()).isEqualTo(8);
    assertThat(vote(4, 5).usualErrorShare()).isEqualTo(32);
  }

  @Test
  void whoComesOnTwoDaysIsStillOne() {
    vote(1, 5);
    vote(2, 5);
    assertThat(vote(DAY + 1, 5).usualErrorShare()).isZero();
  }

  @Test
  void itIsToldWhenItChangesAndElseAtMostOnceInFiveMinutes() {
    vote(1, 2);
    vote(2, 2);
    assertThat(vote(3, 2).usualErrorShare()).isEqualTo(4);
    assertThat(vote(4, 2)).isNull();
    assertThat(vote(32, 0)).isNull();
    assertThat(vote(33, 0).usualErrorShare()).isEqualTo(4);
    assertThat(state.isForTheRecord()).isFalse();
  }

  @Test
  void whatStrangersDidIsUsualOnTheDayAfterAndForgottenThen() {
    for (int round = 1; round <= 3; round++) {
      vote(round, 5);
    }
    assertThat(vote(DAY, 0).usualErrorShare()).isEqualTo(32);
    assertThat(vote(2 * DAY - 1, 0).usualErrorShare()).isEqualTo(32);
    assertThat(vote(2 * DAY, 0).usualErrorShare()).isZero();
  }

  @Test
  void aStoredStateGoesOnAsIfNothingHadHappened() throws IOException {
    vote(1, 5);
    vote(2, 5);
    byte[] bytes = Seen.bytes(state::writeTo);
    ViewState read = ViewState.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
    read.add(new ViewTally(REACH, 3, Tally.reached(0, 5)));
    assertThat(read.close(3)).isEqualTo(vote(3, 5));
  }

  private static TestCalls stranger() {
    return new TestCalls().from(Principal.source("198.51.100.0/24"));
  }

  private static List<Double> reached(Seen seen) {
    return seen.tallies.stream()
        .filter(t -> t.view().kind() == View.Kind.REACH)
        .map(t -> t.tally().reachedBy(1))
        .toList();
  }

  /** A network has reached all powers up to this one. */
  private ContextEntry vote(long round, int power) {
    state.add(new ViewTally(REACH, round, Tally.reached(0, power)));
    return state.close(round);
  }
}
