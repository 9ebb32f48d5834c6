package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What is in use: whose votes count, and from when on. */
class LateVotesTest {
  private final ViewState state = new ViewState();

  @Test
  void networksThatComeTogetherDoNotOpenADoorForEachOther() {
    use(state, 2_200, true, 3);
    ContextEntry crowd = use(state, 2_300, false, 40);
    assertThat(crowd.strangers(2_300)).isZero();
    ContextEntry later = use(state, 4_319, true, 1);
    assertThat(later.strangers(4_319)).isZero();
    assertThat(later.usualErrorShare()).isGreaterThan(3.8);
  }

  /** Whether or not anybody comes meanwhile: an entry says by itself when its votes count. */
  @Test
  void strangersCountFromTheNextButOneSixHoursOn() {
    ContextEntry crowd = use(state, 2_300, false, 40);
    assertThat(crowd.strangers(6_479)).isZero();
    assertThat(crowd.strangers(6_480)).isEqualTo(40);
    assertThat(use(state, 4_400, true, 1).strangers(6_479)).isZero();
    assertThat(use(state, 6_500, true, 1).strangers(6_500)).isEqualTo(36);
  }

  @Test
  void strangersThatWaitAreRememberedWhenStored() throws IOException {
    use(state, 2_300, false, 40);
    use(state, 4_400, false, 7);
    byte[] bytes = Seen.bytes(state::writeTo);
    ViewState read = ViewState.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
    for (long round = 4_410; round < 20_000; round += 1_000) {
      assertThat(use(read, round, true, 1)).isEqualTo(use(state, round, true, 1));
    }
  }

  @Test
  void agentsThatTurnToWhatIsToGoAreOfTheLastHours() {
    for (int i = 0; i < 5; i++) {
      turn(97 + i);
    }
    assertThat(turn(102).turned(102)).isEqualTo(6);
    ContextEntry later = use(state, 2_262, true, 1);
    assertThat(later.turned(2_262)).isEqualTo(3);
    assertThat(later.turned(6_480)).isZero();
  }

  private ContextEntry turn(long round) {
    state.add(new ViewTally(View.route("t/g", 7), round, Tally.use(true, false, true)));
    return state.close(round);
  }

  /** So an engine has one timer for it at a time, however often it is told of. */
  @Test
  void itIsAskedOnceInSixteenDaysWhetherItIsOver() throws IOException {
    use(state, 100, true, 1);
    assertThat(state.isOver(Rounds.end(100))).isFalse();
    long first = state.sweepAt();
    use(state, 50_000, true, 1);
    assertThat(state.isOver(Rounds.end(50_000))).isFalse();
    assertThat(state.sweepAt()).isEqualTo(first);
    byte[] bytes = Seen.bytes(state::writeTo);
    ViewState read = ViewState.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
    assertThat(read.sweepAt()).isEqualTo(first);
    assertThat(read.isOver(first)).isFalse();
    assertThat(read.sweepAt()).isEqualTo(first + 49_900 * Rounds.MILLIS);
    assertThat(read.isOver(read.sweepAt())).isTrue();
  }

  /** Written by version 5 with {@link #sampleOfFive()}; never written again. */
  @Test
  void strangersOfAStateOfVersionFiveCountAsTheyDid() throws IOException {
    try (InputStream in =
        LateVotesTest.class.getResourceAsStream("/state/view-state-v5-route.bin")) {
      ViewState read = ViewState.readFrom(new DataInputStream(in));
      ContextEntry next = use(read, 250, false, 9);
      assertThat(next.strangers(250)).isEqualTo(5);
      assertThat(next.usualErrorShare()).isCloseTo(3, Offset.offset(0.02));
    }
  }

  /** Written by version 6 with {@link #sampleOfFive()}; never written again. */
  @Test
  void aStateOfVersionSixIsReadToTheBit() throws IOException {
    try (InputStream in =
        LateVotesTest.class.getResourceAsStream("/state/view-state-v6-route.bin")) {
      ViewState read = ViewState.readFrom(new DataInputStream(in));
      assertThat(Seen.bytes(read::writeTo)).isEqualTo(Seen.bytes(sampleOfFive()::writeTo));
    }
  }

  /** A route that three agents use and that five strangers have been to. */
  static ViewState sampleOfFive() {
    ViewState route = new ViewState();
    for (int i = 0; i < 3; i++) {
      use(route, 100 + i, true, 1);
    }
    use(route, 200, false, 5);
    return route;
  }

  private static ContextEntry use(ViewState route, long round, boolean agent, int times) {
    for (int i = 0; i < times; i++) {
      route.add(new ViewTally(View.route("t/g", 7), round, Tally.use(agent, false, false)));
    }
    return route.close(round);
  }
}
