package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall.Sensitivity;
import java.io.IOException;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** What an agent does in an hour, in a day, and in each operation group. */
class OperationGroupsTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private final TestCalls calls = new TestCalls();
  private Seen seen = new Seen();
  private long at;

  @Test
  void atASteadyPaceTheHourShowsAnHoursCallsAndTheDayADays() {
    steadily("accounts.read", 10 * 24 * 60, 1);
    assertThat(seen.feature(Feature.CALLS_1H)).isCloseTo(60, Percentage.withPercentage(2));
    assertThat(seen.feature(Feature.CALLS_24H)).isCloseTo(1440, Percentage.withPercentage(2));
    assertThat(seen.feature(Feature.KILOBYTES_OUT_1H)).isCloseTo(120, Percentage.withPercentage(2));
    assertThat(seen.feature(Feature.GROUP_CALLS_1H)).isEqualTo(seen.feature(Feature.CALLS_1H));
    assertThat(seen.feature(Feature.USUAL_GROUP_CALLS_1H))
        .isCloseTo(60, Percentage.withPercentage(5));
  }

  @Test
  void whatWasAnHourAgoCountsAThird() {
    for (int i = 0; i < 100; i++) {
      calls.calling("POST", Sensitivity.PAYMENT);
      seen.observe(calls.get(i, 201, "/payments"));
    }
    seen.observe(calls.calling("GET", null).get(HOUR, 200, "/accounts"));
    assertThat(seen.feature(Feature.PAYMENTS_1H)).isCloseTo(36.8, Percentage.withPercentage(1));
    assertThat(seen.feature(Feature.PAYMENTS_24H)).isCloseTo(95.9, Percentage.withPercentage(1));
  }

  @Test
  void eachGroupIsHeldAgainstItsOwnPast() {
    for (int i = 0; i < 300; i++) {
      steadily("accounts.read", 1, 10);
      steadily("payments.write", 1, 1);
    }
    double usual = seen.feature(Feature.USUAL_GROUP_CALLS_1H);
    assertThat(seen.feature(Feature.GROUP_CALLS_1H)).isCloseTo(30, Percentage.withPercentage(10));
    for (int i = 0; i < 100; i++) {
      seen.observe(calls.get(at + i * 10L, 403, "/payments.write"));
    }
    assertThat(seen.feature(Feature.USUAL_GROUP_CALLS_1H))
        .isCloseTo(usual, Percentage.withPercentage(1));
    assertThat(seen.feature(Feature.GROUP_CALLS_1H)).isGreaterThan(3 * usual);
    assertThat(seen.feature(Feature.GROUP_ERROR_SHARE_1H)).isGreaterThan(0.7);
    assertThat(seen.feature(Feature.USUAL_GROUP_ERROR_SHARE_1H)).isZero();
    assertThat(seen.feature(Feature.USUAL_GROUP_KILOBYTES_OUT_PER_CALL_1H)).isEqualTo(2);
    steadily("accounts.read", 1, 1);
    assertThat(seen.feature(Feature.GROUP_ERROR_SHARE_1H)).isZero();
  }

  /** A minute that is suspicious is learned of no group. */
  @Test
  void aFloodDoesNotBecomeTheGroupsNorm() {
    steadily("accounts.read", 120, 2);
    double usual = seen.feature(Feature.USUAL_GROUP_CALLS_1H);
    steadily("accounts.read", 10, 500);
    assertThat(seen.feature(Feature.GROUP_CALLS_1H)).isGreaterThan(4_000);
    assertThat(seen.feature(Feature.USUAL_GROUP_CALLS_1H))
        .isCloseTo(usual, Percentage.withPercentage(1));
  }

  @Test
  void whoMakesUpGroupsPushesOutOneOfThem() {
    for (int g = 0; g < 8; g++) {
      steadily("group-" + g, 30, 5 + g);
    }
    for (int i = 0; i < 1_000; i++) {
      seen.observe(calls.ofGroup("made-up-" + i).get(at + i, 404, "/x"));
    }
    for (int g = 1; g < 8; g++) {
      seen.observe(calls.ofGroup("group-" + g).get(at + 2_000 + g, 200, "/group-" + g));
      assertThat(seen.feature(Feature.GROUP_CALLS_1H)).as("group-" + g).isGreaterThan(1);
    }
    seen.observe(calls.ofGroup("group-0").get(at + 3_000, 200, "/group-0"));
    assertThat(seen.feature(Feature.GROUP_CALLS_1H)).isEqualTo(1);
  }

  @Test
  void aStoredStateGoesOnAsIfNothingHadHappened() throws IOException {
    steadily("accounts.read", 90, 3);
    steadily("payments.write", 5, 1);
    Seen read = seen.readBack();
    for (int i = 0; i < 50; i++) {
      var call = calls.call("n" + i, at + i * 40_000L, i % 4 == 0 ? 403 : 200, "/a");
      seen.observe(call);
      read.observe(call);
      assertThat(read.features()).isEqualTo(seen.features());
    }
  }

  /** So many minutes with so many calls each. */
  private void steadily(String group, int minutes, int each) {
    calls.ofGroup(group);
    for (int m = 0; m < minutes; m++) {
      for (int i = 0; i < each; i++) {
        seen.observe(calls.get(at + i * MINUTE / each, 200, "/" + group));
      }
      at += MINUTE;
    }
  }
}
