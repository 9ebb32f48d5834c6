package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatewatch.ingest.Principal;
import java.io.IOException;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class StyleTest {
  private static final long MINUTE = 60_000;
  private static final String[] ROUTES = {"/accounts", "/accounts/{id}", "/transactions"};

  private final TestCalls calls = new TestCalls();
  private final Seen seen = new Seen();
  private final Random random = new Random(3);
  private long at;

  @Test
  void aMetronomeIsToldFromRandomMomentsAndFromBursts() {
    callEvery(30, () -> 10_000);
    assertThat(seen.feature(Feature.GAP_REGULARITY)).isEqualTo(1);
    callEvery(200, () -> (long) (-10_000 * StrictMath.log(1 - random.nextDouble())));
    assertThat(seen.feature(Feature.GAP_REGULARITY)).isBetween(0.25, 0.6);
    int[] call = {0};
    callEvery(200, () -> ++call[0] % 4 == 0 ? 600_000 : 100);
    assertThat(seen.feature(Feature.GAP_REGULARITY)).isLessThan(0.1);
  }

  @Test
  void aFewCallsMakeNoBeatAndRefusalsByQuotaAreNone() {
    callEvery(8, () -> 10_000);
    assertThat(seen.feature(Feature.GAP_REGULARITY)).isZero();
    callEvery(20, () -> 10_000);
    for (int i = 0; i < 20; i++) {
      seen.observe(calls.get(at - 9_000 + i * 7L, 429, "/accounts"));
    }
    callEvery(1, () -> 10_000);
    assertThat(seen.feature(Feature.GAP_REGULARITY)).isEqualTo(1);
  }

  @Test
  void aStrangersBeatIsKnownTooUntilItRests() {
    Seen stranger = new Seen(Principal.Kind.SOURCE);
    calls.from(Principal.source("192.0.2.0/24"));
    for (int i = 0; i < 20; i++) {
      stranger.observe(calls.get(i * 5_000L, 200, "/accounts"));
    }
    assertThat(stranger.feature(Feature.GAP_REGULARITY)).isEqualTo(1);
    assertThat(stranger.feature(Feature.CONTINUITY_1H)).isEqualTo(1);
    stranger.advance(3_600_000);
    assertThat(stranger.feature(Feature.GAP_REGULARITY)).isZero();
  }

  @Test
  void largerPagesThanUsualShow() {
    calls.with("app/1", 100);
    live(120);
    assertThat(seen.feature(Feature.PAGE_SIZE)).isCloseTo(100, within(0.01));
    assertThat(seen.feature(Feature.USUAL_PAGE_SIZE)).isCloseTo(100, within(0.01));
    calls.with("app/1", 5_000);
    live(5);
    assertThat(seen.feature(Feature.PAGE_SIZE)).isGreaterThan(1_000);
    assertThat(seen.feature(Feature.USUAL_PAGE_SIZE)).isLessThan(130);
  }

  @Test
  void anAgentIsLikeItselfFromItsFirstCallOn() {
    calls.with("app/1", 100);
    for (int minute = 0; minute < 300; minute++) {
      live(1);
      assertThat(seen.feature(Feature.CONTINUITY_1H)).as("minute " + minute).isGreaterThan(0.9);
    }
  }

  @Test
  void aReleaseIsTheSameProgramAndARewrittenClientOneVoiceOfFour() {
    calls.with("app/1.7", 100);
    live(300);
    calls.with("app/2.0", 100);
    live(60);
    assertThat(seen.feature(Feature.CONTINUITY_1H)).isGreaterThan(0.95);
    calls.with("another (rewritten)", 100);
    live(40);
    assertThat(seen.feature(Feature.CONTINUITY_1H)).isBetween(0.75, 0.95);
    live(400);
    assertThat(seen.feature(Feature.CONTINUITY_1H)).as("it is its own now").isGreaterThan(0.95);
  }

  @Test
  void whoeverTakesItsPlaceIsUnlikeIt() throws IOException {
    calls.with("app/1", 100);
    live(300);
    double before = seen.feature(Feature.CONTINUITY_1H);
    calls.with("thief/9", 1_000);
    for (int i = 0; i < 60; i++) {
      at += i % 3 == 0 ? 120_000 : 50;
      seen.observe(calls.get(at, 200, i % 2 == 0 ? "/customers" : "/reports"));
    }
    assertThat(before).isGreaterThan(0.95);
    assertThat(seen.feature(Feature.CONTINUITY_1H)).isLessThan(0.6);
    assertThat(seen.readBack().features()).isEqualTo(seen.features());
  }

  @Test
  void whoNeverAskedForASizeAndBeginsToIsUnlikeBefore() {
    calls.with("app/1", null);
    live(300);
    assertThat(seen.feature(Feature.PAGE_SIZE)).isZero();
    calls.with("app/1", 50);
    live(5);
    assertThat(seen.feature(Feature.CONTINUITY_1H)).isBetween(0.7, 0.8);
  }

  @Test
  void itTakesFewBytes() {
    calls.with("app/1", 100);
    live(100);
    calls.with("thief/9", 33);
    live(20);
    assertThat(Seen.bytes(out -> seen.history.style().writeTo(out, TestCalls.START)))
        .hasSizeLessThanOrEqualTo(120);
  }

  /** Minutes of its everyday: three calls in turn, every 20 s. */
  private void live(int minutes) {
    for (int i = 0; i < 3 * minutes; i++) {
      seen.observe(calls.get(at, 200, ROUTES[i % 3]));
      at += MINUTE / 3;
    }
  }

  private void callEvery(int times, LongSupplier gap) {
    for (int i = 0; i < times; i++) {
      at += gap.getAsLong();
      seen.observe(calls.get(at, 200, "/accounts"));
    }
  }
}
