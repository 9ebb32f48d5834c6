package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.Exposure;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObserverTest {
  private final TestCalls calls = new TestCalls();
  private final Seen seen = new Seen();

  @Test
  void callsOfTheLastMinuteAreCountedAndForgotten() {
    for (int i = 0; i < 30; i++) {
      seen.observe(calls.get(i * 1000L, 200, "/accounts"));
    }
    assertThat(seen.feature(Feature.CALLS_1M)).isEqualTo(30);
    seen.observe(calls.get(120_000, 200, "/accounts"));
    assertThat(seen.feature(Feature.CALLS_1M)).isEqualTo(1);
    assertThat(seen.feature(Feature.CALLS_5M)).isEqualTo(31);
  }

  @Test
  void aRefusalByAQuotaCountsAsNothingElse() {
    seen.observe(calls.get(0, 200, "/accounts"));
    for (int i = 1; i <= 50; i++) {
      seen.observe(calls.get(i * 100L, 429, "/accounts"));
    }
    assertThat(seen.feature(Feature.REFUSED_5M)).isEqualTo(50);
    assertThat(seen.feature(Feature.CALLS_1M)).isEqualTo(1);
    assertThat(seen.feature(Feature.CLIENT_ERROR_SHARE_5M)).isZero();
  }

  @Test
  void aCallThatTheGatewaySendsTwiceCountsOnce() {
    ApiCall call = calls.call("same", 0, 200, "/accounts");
    assertThat(Observer.observe(seen.pulse, seen.history, call, seen)).isTrue();
    assertThat(Observer.observe(seen.pulse, seen.history, call, seen)).isFalse();
    assertThat(seen.feature(Feature.CALLS_1M)).isEqualTo(1);
  }

  @Test
  void aLateCallCountsButDoesNotMoveTheClock() {
    seen.observe(calls.get(25_000, 200, "/accounts"));
    seen.observe(calls.get(3_000, 404, "/nowhere"));
    assertThat(seen.pulse.now()).isEqualTo(TestCalls.START + 25_000);
    assertThat(seen.feature(Feature.NOT_FOUND_5M)).isEqualTo(1);
  }

  @Test
  void aWalkThroughNumberedObjectsShowsAsSteps() {
    for (int id = 500; id < 520; id++) {
      seen.observe(calls.get((id - 500) * 1000L, 200, "/accounts/{id}", TestCalls.numbered(id)));
    }
    assertThat(seen.feature(Feature.NEW_OBJECTS_5M)).isEqualTo(20);
    assertThat(seen.feature(Feature.WALK_STEPS_5M)).isEqualTo(19);
    seen.observe(calls.get(20_000, 200, "/accounts/{id}", TestCalls.numbered(505)));
    assertThat(seen.feature(Feature.NEW_OBJECTS_5M)).as("an object known already").isEqualTo(20);
  }

  @Test
  void theSameCallInARowIsCountedUntilAnotherComes() {
    for (int i = 0; i < 7; i++) {
      seen.observe(calls.get(i * 100L, 200, "/accounts/{id}", TestCalls.numbered(1)));
    }
    assertThat(seen.feature(Feature.REPEAT_RUN)).isEqualTo(7);
    seen.observe(calls.get(1000, 200, "/accounts/{id}", TestCalls.numbered(2)));
    assertThat(seen.feature(Feature.REPEAT_RUN)).isEqualTo(1);
  }

  @Test
  void quietRepetitionIsObservedOnceASecondAndTheTailAtTheRoundsEnd() {
    for (int i = 0; i < 100; i++) {
      seen.observe(calls.get(i * 50L, 200, "/accounts"));
    }
    assertThat(seen.observations).hasSize(5);
    seen.advance(10_000);
    assertThat(seen.observations).hasSize(6);
    assertThat(seen.observations.get(5).features().get(Feature.CALLS_1M)).isEqualTo(100);
  }

  @Test
  void aWriteAmongManyReadsIsObservedThoughTheReadsHadTheirTurn() {
    seen.observe(calls.calling("POST", Sensitivity.LOW).get(0, 200, "/a"));
    seen.observe(calls.calling("POST", Sensitivity.PAYMENT).get(10, 200, "/a"));
    seen.observe(calls.calling("GET", null).get(20, 200, "/a"));
    int before = seen.observations.size();
    for (int i = 0; i < 200; i++) {
      boolean write = i == 155;
      calls.calling(write ? "POST" : "GET", write ? Sensitivity.PAYMENT : Sensitivity.LOW);
      seen.observe(calls.get(2_000 + i * 10L, 200, "/a"));
    }
    assertThat(seen.observations.subList(before, seen.observations.size()))
        .extracting(o -> o.call().method())
        .containsExactly("GET", "GET", "POST");
  }

  @Test
  void aFloodOfWritesIsObservedOnceASecondToo() {
    calls.calling("POST", Sensitivity.PAYMENT);
    for (int i = 0; i < 300; i++) {
      seen.observe(calls.get(i * 10L, 200, "/a"));
    }
    assertThat(seen.observations).hasSize(3);
  }

  @Test
  void aCallThatShowsWhatItShouldNotIsObservedAtOnceWithPlaceAndKind() {
    Exposure iban = new Exposure(Exposure.Place.QUERY, Exposure.Kind.IBAN);
    seen.observe(calls.get(0, 200, "/a"));
    seen.observe(calls.exposing(iban).get(10, 200, "/a"));
    assertThat(seen.observations).hasSize(2);
    assertThat(seen.observations.get(1).notable()).isTrue();
    assertThat(seen.observations.get(1).call().exposures()).containsExactly(iban);
  }

  @Test
  void anAgentIsCountedAmongAllOnceEachRoundAndItsFirstOfAMinuteIsMarked() {
    for (long at : new long[] {0, 4_000, 23_000, 31_000, 65_000, 300_000}) {
      seen.observe(calls.get(at, 200, "/accounts"));
    }
    seen.advance(400_000);
    assertThat(seen.tallies)
        .filteredOn(t -> t.view().equals(View.agents()))
        .extracting(t -> t.tally().failing())
        .containsExactly(1, 0, 0, 1, 1);
  }

  @Test
  void eachRoundGivesOneVotePerViewHoweverManyCalls() {
    for (int i = 0; i < 2000; i++) {
      seen.observe(calls.get(i * 4L, i % 4 == 0 ? 503 : 200, "/accounts"));
    }
    seen.advance(10_000).advance(20_000);
    List<ViewTally> votes =
        seen.tallies.stream()
            .filter(t -> !t.view().isOfUse() && !t.view().equals(View.agents()))
            .toList();
    assertThat(votes).hasSize(2);
    for (ViewTally vote : votes) {
      assertThat(vote.round()).isEqualTo(Rounds.of(TestCalls.START));
      assertThat(vote.tally().principals()).isEqualTo(1);
      assertThat(vote.tally().calls()).isEqualTo(Tally.MAX_CALLS_PER_PRINCIPAL);
      assertThat(vote.tally().failing()).isZero();
    }
  }

  @Test
  void whatIsUsualIsLearnedFromBusyMinutesAndAnAttackIsNot() {
    for (int minute = 0; minute < 60; minute++) {
      for (int i = 0; i < 10; i++) {
        seen.observe(calls.get(minute * 60_000L + i * 5000L, 200, "/accounts"));
      }
    }
    double usual = seen.feature(Feature.BUSY_CALLS_1M);
    assertThat(usual).isBetween(10.0, 12.0);
    for (int i = 0; i < 5000; i++) {
      seen.observe(calls.get(3_600_000 + i * 100L, 401, "/login"));
    }
    seen.advance(5_000_000);
    assertThat(seen.feature(Feature.BUSY_CALLS_1M)).isEqualTo(usual);
    assertThat(seen.feature(Feature.USUAL_UNAUTHORIZED_5M)).isZero();
  }

  @Test
  void whoeverIsTurnedAwayHasOneVoteInTenMinutesAboutThatDoor() {
    TestCalls calls = new TestCalls();
    Seen seen = new Seen();
    for (int i = 0; i < 400; i++) {
      seen.observe(calls.get(i * 2_000L, 401, "/token"));
    }
    seen.advance(900_000);
    List<ViewTally> doors =
        seen.tallies.stream().filter(t -> t.view().kind() == View.Kind.LOGINS).toList();
    assertThat(doors).hasSize(2);
    assertThat(doors.get(1).round() - doors.get(0).round()).isBetween(59L, 61L);
    assertThat(doors.get(0).view().id()).isEqualTo("accounts");
    assertThat(doors.get(0).tally().principals()).isEqualTo(1);
    assertThat(doors.get(0).tally().failing()).isEqualTo(1);
  }
}
