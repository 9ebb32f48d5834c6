package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.features.usage.Profile;
import io.gatewatch.features.usage.UsageHour;
import io.gatewatch.features.usage.Use;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of an hour, and when. */
class HourEndTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long FIRST = TestCalls.START / HOUR;
  private final TestCalls calls = new TestCalls();
  private final Seen seen = new Seen();

  @Test
  void anHourIsCountedByAnswerAndA429AsNothingElse() {
    seen.observe(calls.get(0, 200, "/a")).observe(calls.get(1, 302, "/a"));
    seen.observe(calls.get(2, 404, "/a")).observe(calls.get(3, 500, "/a"));
    seen.observe(calls.get(MINUTE, 429, "/a")).advance(HOUR);
    List<Integer> minutes = List.of(59, 0, 0, 0, 0, 1);
    Use use = new Use(4, 2, 1, 1, 1, 4 * 2048, minutes);
    assertThat(seen.hours).hasSize(1);
    assertThat(seen.hours.get(0).hour()).isEqualTo(FIRST);
    assertThat(seen.hours.get(0).all()).isEqualTo(use);
    assertThat(seen.hours.get(0).groups())
        .isEqualTo(Collections.singletonMap("accounts.read", use));
    assertThat(seen.hours.get(0).other()).isNull();
  }

  @Test
  void minutesStandInTheBinOfTheirCalls() {
    for (int minute = 0; minute < 30; minute++) {
      for (int i = 0; i < (minute < 10 ? 1 : 16); i++) {
        seen.observe(calls.get(minute * MINUTE + i * 1000L, 200, "/a"));
      }
    }
    List<Integer> minutes = seen.advance(HOUR).hours.get(0).all().callsPerMinute();
    assertThat(minutes).containsExactly(30, 10, 0, 0, 0, 0, 0, 0, 0, 20);
    assertThat(UsageHistogram.callsAbove(minutes, 16)).isBetween(0.0, 20 * 8.0);
  }

  @Test
  void theClockAndTheNextCallTellTheSameHour() {
    Seen byClock = new Seen();
    Seen byCall = new Seen();
    for (ApiCall call : threeHours()) {
      long time = call.time().toEpochMilli() - TestCalls.START;
      // Clocks in between, too: also those that end the hour.
      byClock.advance(time - time % Rounds.MILLIS).observe(call);
      byCall.observe(call);
    }
    byClock.advance(5 * HOUR).advance(6 * HOUR);
    byCall.advance(6 * HOUR);
    assertThat(byClock.hours).hasSize(3).isEqualTo(byCall.hours);
    assertThat(byClock.profiles).isNotEmpty().isEqualTo(byCall.profiles);
    assertThat(byClock.historyBytes()).isEqualTo(byCall.historyBytes());
  }

  @Test
  void aStateThatIsStoredInMidHourTellsTheSame() throws IOException {
    Seen stored = new Seen();
    List<UsageHour> hours = new ArrayList<>();
    List<Profile> profiles = new ArrayList<>();
    for (ApiCall call : threeHours()) {
      seen.observe(call);
      stored = stored.observe(call);
      hours.addAll(stored.hours);
      profiles.addAll(stored.profiles);
      stored = stored.readBack();
    }
    assertThat(hours).hasSize(2).isEqualTo(seen.hours);
    assertThat(profiles).isNotEmpty().isEqualTo(seen.profiles);
    assertThat(stored.advance(3 * HOUR).hours).hasSize(1).isEqualTo(lastHour());
  }

  private List<UsageHour> lastHour() {
    seen.hours.clear();
    return seen.advance(3 * HOUR).hours;
  }

  @Test
  void timeIsAskedForAtTheEndOfAnHourWithCallsAndOfNoOther() {
    assertThat(seen.history.checkAt()).isEqualTo(Long.MAX_VALUE);
    seen.observe(calls.get(10 * MINUTE, 200, "/a"));
    assertThat(seen.history.checkAt()).isEqualTo(TestCalls.START + HOUR);
    seen.advance(HOUR - 1);
    assertThat(seen.hours).isEmpty();
    seen.advance(HOUR);
    assertThat(seen.hours).hasSize(1);
    assertThat(seen.history.checkAt()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aCallThatComesAfterItsHourWasToldCountsInTheNext() {
    seen.observe(calls.get(0, 200, "/a")).advance(HOUR);
    seen.observe(calls.get(59 * MINUTE, 200, "/a")).observe(calls.get(61 * MINUTE, 200, "/a"));
    seen.advance(3 * HOUR);
    assertThat(seen.hours).extracting(UsageHour::hour).containsExactly(FIRST, FIRST + 1);
    assertThat(seen.hours).extracting(hour -> hour.all().calls()).containsExactly(1L, 2L);
  }

  @Test
  void ofManyOperationGroupsTheFirstAreToldAndTheRestTogether() {
    for (int i = 0; i < 200; i++) {
      seen.observe(calls.ofGroup("g" + i % 40).get(i * 1000L, 200, "/a"));
    }
    seen.observe(calls.ofGroup("x".repeat(65)).get(200_000, 200, "/a"));
    assertThat(seen.history.checkAt()).isEqualTo(TestCalls.START + HOUR);
    assertThat(Seen.bytes(seen.history.use()::writeTo)).hasSizeLessThan(800);
    UsageHour hour = seen.advance(HOUR).hours.get(0);
    assertThat(hour.groups()).hasSize(16).containsKeys("g0", "g15").doesNotContainKey("g16");
    assertThat(hour.groups().values()).extracting(Use::calls).containsOnly(5L);
    assertThat(hour.other().calls()).isEqualTo(201 - 16 * 5);
    assertThat(hour.all().calls()).isEqualTo(201);
  }

  @Test
  void aSourceHasFewGroupsAndNoProfile() {
    Seen source = new Seen(Principal.Kind.SOURCE);
    for (int i = 0; i < 20; i++) {
      source.observe(calls.ofGroup("g" + i).get(i * 1000L, 200, "/a"));
    }
    assertThat(Seen.bytes(source.history.use()::writeTo)).hasSizeLessThan(200);
    source.advance(HOUR);
    assertThat(source.hours.get(0).groups()).hasSize(4);
    assertThat(source.profiles).isEmpty();
    assertThat(Seen.bytes(source.history.use()::writeTo)).hasSizeLessThan(10);
  }

  @Test
  void aSteadyAgentIsToldOfOnceADayAndWhenSomethingIsNew() {
    for (int minute = 0; minute < 4 * 24 * 60; minute++) {
      seen.observe(calls.get(minute * MINUTE, 200, "/a"));
    }
    int before = seen.profiles.size();
    for (int minute = 4 * 24 * 60; minute < 5 * 24 * 60; minute++) {
      seen.observe(calls.get(minute * MINUTE, 200, "/a"));
    }
    assertThat(seen.profiles).hasSize(before + 1);
    Profile known = seen.profiles.get(before);
    assertThat(known.routes()).isEqualTo(1);
    assertThat(known.networks()).isEqualTo(1);
    assertThat(known.programs()).isZero();
    assertThat(known.since()).isEqualTo(TestCalls.START);
    assertThat(known.used()).containsExactly("accounts.read");
    assertThat(known.usualCalls()).hasSize(24).allMatch(level -> level > 0.9 && level < 1.1);
    assertThat(known.workdays().percent()).hasSize(24).containsOnly(100);

    calls.ofGroup("cards.read");
    seen.observe(calls.get(5 * 24 * HOUR, 200, "/b")).advance(5 * 24 * HOUR + HOUR);
    assertThat(seen.profiles).hasSize(before + 2);
    assertThat(seen.profiles.get(before + 1).used()).containsExactly("accounts.read", "cards.read");
    assertThat(seen.profiles.get(before + 1).routes()).isEqualTo(2);
  }

  @Test
  void whatWasOnlyRefusedOrLongAgoIsNotAmongTheUsed() {
    seen.observe(calls.ofGroup("old.read").get(0, 200, "/a")).advance(HOUR);
    calls.ofGroup("refused.read");
    seen.observe(calls.get(31 * 24 * HOUR, 403, "/b"));
    seen.observe(calls.ofGroup("new.read").get(31 * 24 * HOUR, 200, "/a"));
    seen.advance(31 * 24 * HOUR + HOUR);
    assertThat(seen.profiles)
        .extracting(Profile::used)
        .containsExactly(List.of("old.read"), List.of("new.read"));
  }

  @Test
  void aProfileComesBackWhole() throws IOException {
    threeHours().forEach(seen::observe);
    assertThat(seen.profiles).isNotEmpty();
    for (Profile profile : seen.profiles) {
      byte[] bytes = Seen.bytes(profile::writeTo);
      assertThat(Profile.readFrom(new DataInputStream(new ByteArrayInputStream(bytes))))
          .isEqualTo(profile);
    }
  }

  /** Irregular calls of several groups, the first hour's end without any, a round's end in it. */
  private List<ApiCall> threeHours() {
    List<ApiCall> made = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      long time = i * 25_700L + (i % 7) * 900L + (i > 130 ? 9 * MINUTE : 0);
      int status = i % 11 == 0 ? 429 : i % 5 == 0 ? 404 : 200;
      calls.ofGroup("g" + i % 3 + ".read");
      if (time < 3 * HOUR) {
        made.add(calls.get(time, status, "/r" + i % 4, TestCalls.numbered(i % 9)));
      }
    }
    made.add(calls.get(3 * HOUR - 1, 200, "/r0"));
    return made;
  }
}
