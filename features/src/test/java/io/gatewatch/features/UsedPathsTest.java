package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a caller does off the paths that it uses. */
class UsedPathsTest {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  private final TestCalls calls = new TestCalls();
  private final Seen seen = new Seen();

  private PathReading last() {
    return seen.observations.get(seen.observations.size() - 1).call().standing().paths();
  }

  private void usesFor(long from, long until, String route) {
    for (long at = from; at < until; at += HOUR / 2) {
      seen.observe(calls.get(at, 200, route));
    }
  }

  @Test
  void anOlderVersionIsToldFromTheNewerOneThatIsInUseAndOnlyWhileItIsNewToTheAgent() {
    usesFor(0, 30 * HOUR, "/bank/v4.0/accounts/{id}");
    seen.observe(calls.get(30 * HOUR, 200, "/bank/v3.1/accounts/{id}"));
    assertThat(last().strays()).isTrue();
    assertThat(last().newerVersion()).isEqualTo("v4");
    seen.observe(calls.get(30 * HOUR + 60_000, 200, "/bank/v3.1/accounts/{id}"));
    assertThat(last().oldCalls()).isBetween(1.9, 2.0);
    usesFor(31 * HOUR, 30 * HOUR + DAY + HOUR, "/bank/v3.1/accounts/{id}");
    assertThat(last().strays()).isFalse();
  }

  @Test
  void thatItTurnsToWhatIsToGoIsToldOthersOnceADay() {
    usesFor(0, 30 * HOUR, "/bank/v4.0/accounts/{id}");
    usesFor(30 * HOUR, 31 * HOUR, "/bank/v4.0/payments/{id}");
    seen.tallies.clear();
    seen.observe(calls.get(32 * HOUR, 200, "/bank/v3.1/accounts/{id}"));
    seen.observe(calls.get(32 * HOUR + 60_000, 200, "/bank/v3.1/payments/{id}"));
    usesFor(33 * HOUR, 36 * HOUR, "/bank/v3.1/accounts/{id}");
    List<Integer> turned =
        seen.tallies.stream()
            .filter(t -> t.view().kind() == View.Kind.INVENTORY)
            .map(t -> t.tally().elevated())
            .toList();
    assertThat(turned).containsExactly(1, 0);
  }

  /** It is gone already; the agent has turned all the same, but nobody uses it. */
  @Test
  void aTurnThatIsAnsweredGoneIsToldWithoutAVoteForTheRoute() {
    usesFor(0, 30 * HOUR, "/bank/v4.0/accounts/{id}");
    seen.tallies.clear();
    seen.observe(calls.get(32 * HOUR, 410, "/bank/v3.1/accounts/{id}"));
    seen.observe(calls.get(32 * HOUR + 60_000, 410, "/bank/v3.1/accounts/{id}"));
    List<ViewTally> ofUse = seen.tallies.stream().filter(t -> t.view().isOfUse()).toList();
    assertThat(ofUse).hasSize(1);
    assertThat(ofUse.get(0).view().kind()).isEqualTo(View.Kind.INVENTORY);
    assertThat(ofUse.get(0).tally().elevated()).isEqualTo(1);
    assertThat(ofUse.get(0).tally().principals()).isZero();
    assertThat(ofUse.get(0).tally().serverErrors()).isZero();
  }

  @Test
  void anotherOperationOfAnOlderVersionIsNotCompared() {
    usesFor(0, 30 * HOUR, "/bank/v4.0/accounts/{id}");
    seen.observe(calls.get(30 * HOUR, 200, "/bank/v3.1/rates"));
    assertThat(last().strays()).isFalse();
  }

  @Test
  void whatHasAlwaysBeenInUseIsNotNewWhenANewerVersionComes() {
    usesFor(0, 30 * HOUR, "/v1/accounts");
    seen.observe(calls.get(30 * HOUR, 200, "/v2/accounts"));
    seen.observe(calls.get(30 * HOUR + 2_000, 200, "/v1/accounts"));
    assertThat(last().strays()).isFalse();
  }

  @Test
  void doorsCountFromTheSecondDayAndFade() {
    for (int i = 0; i < 5; i++) {
      seen.observe(calls.get(i * 1_000L, 404, "/early" + i));
    }
    assertThat(last().closed()).isZero();
    usesFor(HOUR, 30 * HOUR, "/accounts");
    for (int i = 0; i < 5; i++) {
      seen.observe(calls.get(30 * HOUR + i * 1_000L, 404, "/late" + i));
    }
    assertThat(last().closed()).isBetween(4.9, 5.0);
    seen.observe(calls.get(30 * HOUR + 6_000, 200, "/open"));
    assertThat(last().opened()).hasSize(1);
    seen.observe(calls.get(42 * HOUR, 200, "/accounts"));
    assertThat(last().opened()).isEmpty();
    assertThat(last().closed()).isBetween(1.2, 1.3);
  }

  @Test
  void eachRouteHasOneVoteADayHoweverManyCalls() {
    usesFor(0, DAY, "/accounts");
    usesFor(DAY, DAY + 8 * HOUR, "/accounts");
    List<ViewTally> votes =
        seen.tallies.stream().filter(t -> t.view().kind() == View.Kind.ROUTE).toList();
    // From eight in the morning until four in the afternoon of the next day, UTC.
    assertThat(votes).hasSize(2);
  }

  @Test
  void aStateReadBackSaysTheSame() throws IOException {
    usesFor(0, 30 * HOUR, "/v4/accounts");
    seen.observe(calls.get(30 * HOUR, 200, "/v3/accounts"));
    seen.observe(calls.get(30 * HOUR + 2_000, 404, "/door"));
    UsedPaths paths = seen.history.paths();
    byte[] bytes = Seen.bytes(paths::writeTo);
    UsedPaths read = UsedPaths.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)), true);
    assertThat(Seen.bytes(read::writeTo)).isEqualTo(bytes);
    long later = TestCalls.START + 31 * HOUR;
    read.begin();
    paths.begin();
    assertThat(read.reading(later)).isEqualTo(paths.reading(later));
    assertThat(bytes).hasSizeLessThan(120);
  }

  @Test
  void whatIsInUseIsForgottenAfterSixteenDaysWhetherOrNotSomebodySweeps() {
    View route = View.route("t/g", 7);
    ViewState state = new ViewState();
    state.add(new ViewTally(route, 100, Tally.use(true, false, false)));
    assertThat(state.close(100).usualErrorShare()).isEqualTo(1);
    assertThat(state.isOver(Rounds.end(100))).isFalse();
    assertThat(state.sweepAt()).isEqualTo(Rounds.end(100 + 16 * 8_640));
    assertThat(state.isOver(state.sweepAt())).isTrue();
    long muchLater = 100 + 17 * 8_640;
    state.add(new ViewTally(route, muchLater, Tally.use(true, false, false)));
    ContextEntry anew = state.close(muchLater);
    assertThat(anew.usualErrorShare()).isEqualTo(1);
    assertThat(anew.degradedSince()).isEqualTo(muchLater);
  }
}
