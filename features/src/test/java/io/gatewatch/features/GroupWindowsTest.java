package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What an agent does in an operation group within minutes. */
class GroupWindowsTest {
  private static final long MINUTE = 60_000;
  private final TestCalls calls = new TestCalls();
  private final Seen seen = new Seen();
  private long at;

  @Test
  void callsOfOneMinuteAndOfFiveAreThoseOfTheLastCallsGroup() {
    for (int m = 0; m < 8; m++) {
      minute("payments", 6, 200);
      at -= MINUTE;
      minute("accounts.read", 30, 200);
    }
    assertThat(seen.feature(Feature.GROUP_CALLS_1M)).isEqualTo(30);
    assertThat(seen.feature(Feature.GROUP_CALLS_5M)).isEqualTo(150);
    seen.observe(calls.ofGroup("payments").get(at - 1, 200, "/payments"));
    assertThat(seen.feature(Feature.GROUP_CALLS_1M)).isEqualTo(7);
    assertThat(seen.feature(Feature.GROUP_CALLS_5M)).isEqualTo(31);
  }

  /** As a rule says it: payments, twice their usual within five minutes. */
  @Test
  void aGroupIsTwiceItsUsualWithinFiveMinutesWhileTheWholeAgentIsNot() {
    for (int m = 0; m < 120; m++) {
      minute("accounts.read", 40, 200);
      minute("payments", 4, 200);
    }
    double usual = seen.feature(Feature.USUAL_GROUP_CALLS_5M);
    assertThat(usual).isCloseTo(12, within(0.5));
    assertThat(seen.feature(Feature.USUAL_GROUP_CALLS_1M)).isEqualTo(4);
    assertThat(seen.feature(Feature.GROUP_BUSY_MINUTES)).isEqualTo(119);
    assertThat(seen.feature(Feature.GROUP_CALLS_5M)).isLessThan(2 * usual);
    minute("payments", 14, 200);
    assertThat(seen.feature(Feature.GROUP_CALLS_5M)).isGreaterThanOrEqualTo(22);
    minute("payments", 14, 200);
    assertThat(seen.feature(Feature.GROUP_CALLS_5M)).isGreaterThan(2 * usual);
    assertThat(seen.feature(Feature.CALLS_5M)).isLessThan(5 * seen.feature(Feature.BUSY_CALLS_1M));
  }

  @Test
  void errorsDenialsAndWritesAreToldApartAndHeldAgainstTheGroupsPast() {
    for (int m = 0; m < 100; m++) {
      minute("payments", 8, 200);
      at -= MINUTE / 2;
      minute("payments", 1, 404);
      minute("payments", 1, 503);
      at -= MINUTE / 2;
    }
    calls.calling("DELETE", null);
    minute("payments", 6, 403);
    minute("payments", 4, 422);
    at += 3 * MINUTE;
    minute("payments", 10, 500);
    // The window of five minutes ends with the last: 4 × 422, 10 × 500.
    assertThat(seen.feature(Feature.GROUP_ERROR_SHARE_5M)).isEqualTo(1);
    assertThat(seen.feature(Feature.GROUP_SERVER_ERROR_SHARE_5M)).isCloseTo(0.71, within(0.01));
    assertThat(seen.feature(Feature.GROUP_DENIED_SHARE_5M)).isZero();
    assertThat(seen.feature(Feature.GROUP_WRITE_SHARE_5M)).isEqualTo(1);
    assertThat(seen.feature(Feature.GROUP_KILOBYTES_OUT_PER_CALL_5M)).isEqualTo(2);
    assertThat(seen.feature(Feature.USUAL_GROUP_SERVER_ERROR_SHARE_5M))
        .isCloseTo(0.1, within(0.02));
    assertThat(seen.feature(Feature.USUAL_GROUP_DENIED_SHARE_5M)).isCloseTo(0.1, within(0.02));
    assertThat(seen.feature(Feature.USUAL_GROUP_ERROR_SHARE_5M)).isCloseTo(0.2, within(0.03));
    assertThat(seen.feature(Feature.USUAL_GROUP_WRITE_SHARE_5M)).isLessThan(0.03);
    assertThat(seen.feature(Feature.USUAL_GROUP_KILOBYTES_OUT_PER_CALL_5M)).isEqualTo(2);
  }

  @Test
  void aFloodIsNotLearned() {
    for (int m = 0; m < 90; m++) {
      minute("accounts.read", 4, 200);
    }
    double usual = seen.feature(Feature.USUAL_GROUP_CALLS_5M);
    double known = seen.feature(Feature.GROUP_BUSY_MINUTES);
    for (int m = 0; m < 8; m++) {
      minute("accounts.read", 400, 200);
    }
    assertThat(seen.feature(Feature.GROUP_CALLS_5M)).isEqualTo(2_000);
    assertThat(seen.feature(Feature.USUAL_GROUP_CALLS_5M)).isCloseTo(usual, within(0.2));
    assertThat(seen.feature(Feature.GROUP_BUSY_MINUTES)).isEqualTo(known + 1);
  }

  /** They count as nothing, but time goes on with them. */
  @Test
  void whoIsOnlyToldToWaitHasNoCallsLeftAfterFiveMinutes() {
    minute("accounts.read", 50, 200);
    minute("accounts.read", 1, 429);
    assertThat(seen.feature(Feature.GROUP_CALLS_5M)).isEqualTo(50);
    at += 4 * MINUTE;
    minute("accounts.read", 1, 429);
    assertThat(seen.feature(Feature.GROUP_CALLS_5M)).isZero();
    assertThat(seen.feature(Feature.GROUP_CALLS_1M)).isZero();
    assertThat(seen.feature(Feature.GROUP_ERROR_SHARE_5M)).isZero();
  }

  /** A timer is only an early call of what comes anyway. */
  @Test
  void clocksInBetweenMakeNoDifference() {
    Seen clocked = new Seen();
    Random random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      at += random.nextInt(i % 50 == 0 ? 900_000 : 9_000);
      calls.ofGroup("group-" + random.nextInt(4));
      ApiCall call = calls.get(at, random.nextInt(5) == 0 ? 403 : 200, "/a");
      for (long round = Rounds.of(clocked.pulse.now() + 1) + 1;
          i > 0 && round * Rounds.MILLIS <= TestCalls.START + at;
          round++) {
        clocked.advance(round * Rounds.MILLIS - TestCalls.START);
      }
      seen.observe(call);
      clocked.observe(call);
    }
    assertThat(clocked.observations).isEqualTo(seen.observations);
    assertThat(clocked.features()).isEqualTo(seen.features());
    assertThat(seen.feature(Feature.GROUP_BUSY_MINUTES)).isGreaterThan(100);
  }

  @Test
  void aSourceHasNoGroups() {
    Seen source = new Seen(Principal.Kind.SOURCE);
    calls.from(Principal.source("192.0.2.0/24"));
    for (int i = 0; i < 300; i++) {
      source.observe(calls.get(i * 1_000L, 200, "/a"));
    }
    assertThat(source.feature(Feature.CALLS_5M)).isGreaterThan(200);
    assertThat(source.feature(Feature.GROUP_CALLS_5M)).isZero();
    assertThat(source.feature(Feature.GROUP_BUSY_MINUTES)).isZero();
  }

  /** Eight groups, each with calls that fill all that can be filled. */
  @Test
  void eightGroupsStayWithinTheirBound() {
    Random random = new Random(3);
    List<String> verbs = List.of("GET", "POST", "DELETE");
    List<Integer> answers = new ArrayList<>(List.of(200, 201, 401, 403, 404, 422, 500, 503));
    for (int i = 0; i < 400_000; i++) {
      at += random.nextInt(30);
      calls.ofGroup("group-" + random.nextInt(8)).calling(verbs.get(random.nextInt(3)), null);
      seen.observe(calls.get(at, answers.get(random.nextInt(8)), "/r"));
    }
    assertThat(Seen.bytes(out -> seen.history.groups().writeTo(out, TestCalls.START)))
        .hasSizeBetween(900, 1_800);
  }

  /** So many calls in the minute to come, then it is over. */
  private void minute(String group, int each, int status) {
    calls.ofGroup(group);
    for (int i = 0; i < each; i++) {
      seen.observe(calls.get(at + i * MINUTE / each, status, "/" + group));
    }
    at += MINUTE;
  }
}
