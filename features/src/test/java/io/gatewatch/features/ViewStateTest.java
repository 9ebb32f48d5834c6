package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ViewStateTest {
  private static final long DAY = 8_640;
  private static final View SERVICE = View.service("t/g", "ledger");
  private static final View PROBERS = View.probers("t/g");
  private final ViewState state = new ViewState();

  @Test
  void aServiceThatFailsForMostIsDegradedUntilItServesThemAgain() {
    assertThat(round(1, 5, 0).degraded()).isFalse();
    assertThat(round(2, 5, 5).degraded()).isTrue();
    assertThat(round(3, 5, 5).degradedSince()).isEqualTo(2);
    for (int r = 4; r < 12; r++) {
      round(r, 5, 0);
    }
    assertThat(round(12, 5, 0).degraded()).isFalse();
  }

  @Test
  void aServiceThatNobodyCalledForALongTimeIsNotStillDegraded() {
    round(1, 5, 5);
    assertThat(round(2, 5, 5).degraded()).isTrue();
    assertThat(round(500, 3, 1).degraded()).isFalse();
  }

  @Test
  void ofAHealthyViewTheFirstRoundOfEachMinuteIsForTheRecord() {
    List<Integer> kept = new ArrayList<>();
    for (int r = 3; r < 20; r++) {
      if (r < 7 || r > 13) {
        round(r, 2, 0);
        if (state.isForTheRecord()) {
          kept.add(r);
        }
      }
    }
    assertThat(kept).containsExactly(3, 6, 14, 18);
    assertThat(state.close(20)).isNull();
    assertThat(state.isForTheRecord()).isFalse();
  }

  @Test
  void allOfAnOutageIsForTheRecordAndTheRoundAfterIt() {
    for (int r = 0; r < 3; r++) {
      round(r, 5, 0);
    }
    assertThat(state.isForTheRecord()).isFalse();
    boolean degraded = false;
    for (int r = 3; r < 40; r++) {
      boolean before = degraded;
      degraded = round(r, 5, r < 9 ? 5 : 0).degraded();
      assertThat(state.isForTheRecord()).isEqualTo(degraded || before || r % 6 == 0);
    }
    assertThat(degraded).isFalse();
  }

  @Test
  void oneCallerAloneDoesNotMakeAServiceDegraded() {
    for (int r = 1; r < 20; r++) {
      assertThat(round(r, 1, 1).degraded()).isFalse();
    }
  }

  /** Votes share what most of them have in common. */
  @Test
  void addingToAVoteChangesNoOther() {
    Tally both = Tally.vote(1, 0, false, false, 100);
    both.add(Tally.vote(1, 0, false, false, 5));
    assertThat(both.rateQuantile(0.5)).isEqualTo(UsageHistogram.upperEdge(UsageHistogram.bin(5)));
    Tally other = Tally.vote(1, 0, false, false, 100);
    assertThat(other.rateQuantile(1)).isEqualTo(UsageHistogram.upperEdge(UsageHistogram.bin(100)));
  }

  @Test
  void aVoteForARoundThatIsClosedIsRefused() {
    round(5, 2, 0);
    assertThat(state.add(new ViewTally(SERVICE, 5, vote(false)))).isFalse();
    assertThat(state.add(new ViewTally(SERVICE, 6, vote(false)))).isTrue();
  }

  @Test
  void aDoorThatTurnsAwayFarMoreCallersThanUsualIsInTroubleUntilTheyStop() {
    ViewState door = ordinaryDoor();
    long round = 2 * DAY;
    while (!turnAway(door, round, 3).degraded() && round < 2 * DAY + 60) {
      round++;
    }
    assertThat(round).isBetween(2 * DAY, 2 * DAY + 30);
    assertThat(turnAway(door, round + 90, 1).degraded()).isFalse();
  }

  @Test
  void aDoorRemembersWhatIsUsualWhenItIsStored() throws IOException {
    ViewState door = ordinaryDoor();
    byte[] bytes = Seen.bytes(door::writeTo);
    ViewState read = ViewState.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
    for (int r = 0; r < 30; r++) {
      assertThat(turnAway(read, 2 * DAY + r, 3)).isEqualTo(turnAway(door, 2 * DAY + r, 3));
    }
  }

  @Test
  void strangersOfAMonthAgoAreNoLongerOfLate() {
    probe(1, 74, 5);
    ContextEntry late = probe(1 + 30 * DAY, 1, 0);
    assertThat(late.usualErrorShare()).isCloseTo(1, Offset.offset(0.001));
    assertThat(late.degraded()).isFalse();
    assertThat(late.lastMinute().serverErrors()).isZero();
  }

  @Test
  void strangersWhoWereAnsweredAreCountedApartAndRememberedWhenStored() throws IOException {
    assertThat(probe(1, 6, 3).lastMinute().serverErrors()).isEqualTo(3);
    byte[] bytes = Seen.bytes(state::writeTo);
    ViewState read = ViewState.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
    read.add(new ViewTally(PROBERS, 60, Tally.vote(1, 1, true, false, 1)));
    assertThat(read.close(60).lastMinute().serverErrors()).isEqualTo(4);
  }

  /** Written by version 4 of an ordinary door of then; never written again. */
  @Test
  void aStateOfVersionFourStillKnowsWhatIsUsual() throws IOException {
    try (InputStream in = ViewStateTest.class.getResourceAsStream("/state/view-state-v4.bin")) {
      ViewState read = ViewState.readFrom(new DataInputStream(in));
      assertThat(turnAway(read, 2 * DAY, 1).degraded()).isFalse();
      long round = 2 * DAY + 1;
      while (!turnAway(read, round, 3).degraded() && round < 2 * DAY + 60) {
        round++;
      }
      assertThat(round).isBetween(2 * DAY + 1, 2 * DAY + 30);
    }
  }

  /** Written by version 5 with {@link #sampleOfFour()}; never written again. */
  @Test
  void aStateOfVersionFiveGoesOnAsIfNothingHadHappened() throws IOException {
    // Those who wrote it let each hour weigh as much as it had rounds.
    try (InputStream in = ViewStateTest.class.getResourceAsStream("/state/view-state-v5.bin")) {
      ViewState read = ViewState.readFrom(new DataInputStream(in));
      ViewState sample = sampleOfFour();
      for (int r = 0; r < 30; r++) {
        ContextEntry goesOn = turnAway(read, 2 * DAY + r, 3);
        ContextEntry anew = turnAway(sample, 2 * DAY + r, 3);
        assertThat(goesOn)
            .usingRecursiveComparison()
            .withEqualsForType((a, b) -> Math.abs(a - b) < 1e-4, Double.class)
            .isEqualTo(anew);
      }
    }
  }

  /** As a savepoint held it of a door that had just turned 60 log-ins away; never written again. */
  @Test
  void aDoorOfVersionSixIsReadToItsLastByte() throws IOException {
    try (InputStream in =
        ViewStateTest.class.getResourceAsStream("/state/view-state-v6-logins.bin")) {
      byte[] stored = in.readAllBytes();
      DataInputStream bytes = new DataInputStream(new ByteArrayInputStream(stored));
      ViewState read = ViewState.readFrom(bytes);
      assertThat(bytes.available()).isZero();
      assertThat(Seen.bytes(read::writeTo)).isEqualTo(stored);
    }
  }

  @Test
  void whatIsStoredOfADoorIsReadToItsLastByte() throws IOException {
    byte[] stored = Seen.bytes(sampleOfFour()::writeTo);
    DataInputStream bytes = new DataInputStream(new ByteArrayInputStream(stored));
    ViewState read = ViewState.readFrom(bytes);
    assertThat(bytes.available()).isZero();
    assertThat(Seen.bytes(read::writeTo)).isEqualTo(stored);
  }

  /** An ordinary door, in the middle of a minute in which more are turned away. */
  static ViewState sampleOfFour() {
    ViewState door = ordinaryDoor();
    for (int r = 6; r > 0; r--) {
      turnAway(door, 2 * DAY - r, 2);
    }
    door.add(
        new ViewTally(View.logins("t/g", "identity"), 2 * DAY, Tally.vote(3, 0, true, false, 9)));
    return door;
  }

  private ContextEntry probe(long round, int networks, int answered) {
    for (int i = 0; i < networks; i++) {
      int letIn = i < answered ? 1 : 0;
      state.add(new ViewTally(PROBERS, round, Tally.vote(1, letIn, true, false, 1)));
    }
    return state.close(round);
  }

  /** Two days in which one caller is turned away now and then. */
  private static ViewState ordinaryDoor() {
    Random random = new Random(5);
    ViewState door = new ViewState();
    for (long round = 0; round < 2 * DAY; round++) {
      if (random.nextInt(12) == 0) {
        turnAway(door, round, 1);
      }
    }
    return door;
  }

  private static ContextEntry turnAway(ViewState door, long round, int callers) {
    for (int i = 0; i < callers; i++) {
      Tally vote = Tally.vote(2, 0, true, false, 2);
      door.add(new ViewTally(View.logins("t/g", "identity"), round, vote));
    }
    return door.close(round);
  }

  @Property(tries = 50)
  void theOrderOfVotesDoesNotShow(@ForAll long seed) {
    Random random = new Random(seed);
    List<Tally> votes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int calls = 1 + random.nextInt(900);
      votes.add(
          Tally.vote(
              calls, random.nextInt(calls), random.nextBoolean(), random.nextBoolean(), calls * 6));
    }
    Tally forward = new Tally();
    votes.forEach(forward::add);
    Collections.shuffle(votes, random);
    Tally shuffled = new Tally();
    votes.forEach(shuffled::add);
    assertThat(shuffled).isEqualTo(forward);
  }

  private ContextEntry round(long round, int principals, int failing) {
    for (int p = 0; p < principals; p++) {
      state.add(new ViewTally(SERVICE, round, vote(p < failing)));
    }
    return state.close(round);
  }

  private static Tally vote(boolean failing) {
    return Tally.vote(10, failing ? 9 : 0, failing, false, 60);
  }
}
