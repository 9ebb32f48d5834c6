package io.gatewatch.alerting.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.alerting.Hours;
import io.gatewatch.features.UsageHistogram;
import io.gatewatch.features.usage.UsageHour;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class UsageBookTest {
  /** A Monday. */
  private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

  private static final long HOUR = UsageHour.of(MONDAY.toEpochMilli());
  private final UsageBook book = new UsageBook();

  @Test
  void goodCallsOfTheLastHourAreKnownByAgentAndOperationGroup() {
    book.hear(Hours.of("a", MONDAY, 10, 30, "cards.read", 10));
    book.hear(Hours.of("b", MONDAY, 10, 60));
    book.hear(Hours.of("c", Hours.hour(MONDAY, -1), 10, 60));
    assertThat(book.active("bank", "edge", HOUR)).isEqualTo(2);
    assertThat(book.good("bank", "edge", HOUR)).isEqualTo(1_000);
    assertThat(book.good("bank", "edge", "a", null, HOUR)).isEqualTo(400);
    assertThat(book.good("bank", "edge", "a", "cards.read", HOUR)).isEqualTo(100);
    assertThat(book.good("bank", "edge", "a", "loans.read", HOUR)).isZero();
    assertThat(book.good("bank", "edge", HOUR + 1)).isZero();
  }

  @Test
  void aRowThatIsToldAgainOrComesLateChangesNothing() {
    assertThat(book.hear(Hours.of("a", MONDAY, 10, 30))).isTrue();
    assertThat(book.hear(Hours.of("a", MONDAY, 10, 90))).isFalse();
    assertThat(book.hear(Hours.of("a", Hours.hour(MONDAY, -2), 10, 90))).isFalse();
    assertThat(book.good("bank", "edge", HOUR)).isEqualTo(300);
    assertThat(book.drainChanged()).containsExactly("bank/edge/a");
    assertThat(book.drainChanged()).isEmpty();
  }

  @Test
  void minutesOfAnOperationGroupAreItsOwn() {
    book.hear(Hours.of("a", MONDAY, 10, 30, "cards.read", 100));
    book.hear(Hours.of("a", Hours.hour(MONDAY, 1), 5, 30));
    assertThat(book.minutes("bank", "edge", "a", "accounts.read").orElseThrow())
        .element(UsageHistogram.bin(30))
        .isEqualTo(15);
    assertThat(book.minutes("bank", "edge", "a", "cards.read").orElseThrow())
        .element(UsageHistogram.bin(100))
        .isEqualTo(10);
    assertThat(book.minutes("bank", "edge", "a", "loans.read")).isEmpty();
    assertThat(book.minutes("bank", "edge", "nobody", null)).isEmpty();
  }

  @Test
  void noMoreAgentsAreKeptThanTheBookHoldsAndTheLongestSilentGoesFirst() {
    for (int i = 0; i <= UsageBook.MOST; i++) {
      book.hear(Hours.of("a" + i, Hours.hour(MONDAY, i == 77 ? 0 : 1), 1, 1));
    }
    assertThat(book.all()).hasSize(UsageBook.MOST);
    assertThat(book.find("bank", "edge", "a77")).isEmpty();
    assertThat(book.bytes("bank/edge/a77")).isNull();
  }

  @Test
  void anHourOfTheWeekIsForecastOnceItWasSeenInThreeWeeks() {
    for (int week = 0; week < 2; week++) {
      book.hear(Hours.of("a", Hours.hour(MONDAY, 168 * week + 9), 30, 400));
    }
    assertThat(forecast(168 * 2 + 9)).isEmpty();
    book.hear(Hours.of("a", Hours.hour(MONDAY, 168 * 2 + 9), 30, 400));
    double edge = UsageHistogram.upperEdge(UsageHistogram.bin(400));
    assertThat(forecast(168 * 3 + 9)).hasValue((float) edge);
    assertThat(forecast(168 * 3 + 10)).as("another hour").isEmpty();
  }

  @Test
  void anHourThatVariesIsForecastWithItsSpread() {
    int[] peaks = {100, 400, 100, 400, 100, 400};
    for (int week = 0; week < peaks.length; week++) {
      book.hear(Hours.of("a", Hours.hour(MONDAY, 168 * week + 9), 30, peaks[week]));
    }
    AgentUse use = book.find("bank", "edge", "a").orElseThrow();
    double mean = DemandForecast.peak(use, HOUR + 168 * 6 + 9, 0).orElseThrow();
    double cautious = DemandForecast.peak(use, HOUR + 168 * 6 + 9, 2).orElseThrow();
    assertThat(mean).isBetween(180.0, 360.0);
    assertThat(cautious).isGreaterThan(mean + 200);
  }

  @Test
  void monthEndsHaveARatioOfTheirOwnAndDoNotSpoilTheUsualWeek() {
    for (int hour = 0; hour < 168 * 8; hour++) {
      Instant time = Hours.hour(MONDAY, hour);
      boolean monthEnd = DemandForecast.isMonthEnd(HOUR + hour);
      book.hear(Hours.of("a", time, 30, monthEnd ? 512 : 128));
    }
    AgentUse use = book.find("bank", "edge", "a").orElseThrow();
    // 2026-05-12 and 2026-05-31.
    long usual = UsageHour.of(Instant.parse("2026-05-12T09:00:00Z").toEpochMilli());
    long end = UsageHour.of(Instant.parse("2026-05-31T09:00:00Z").toEpochMilli());
    double usualPeak = DemandForecast.peak(use, usual, 0).orElseThrow();
    assertThat(usualPeak).isBetween(128.0, 200.0);
    assertThat(DemandForecast.peak(use, end, 0).orElseThrow()).isGreaterThan(3 * usualPeak);
  }

  @Test
  void theHoursOfTheWeekBeginOnMonday() {
    assertThat(DemandForecast.hourOfWeek(HOUR)).isZero();
    assertThat(DemandForecast.hourOfWeek(HOUR - 1)).isEqualTo(167);
    assertThat(DemandForecast.hourOfWeek(-1)).isEqualTo(3 * 24 - 1);
  }

  @Test
  void aPeakIsRememberedForThirtyDaysHoweverMuchTheAgentCalls() {
    book.hear(Hours.of("a", MONDAY, 1, 4_000));
    for (int hour = 1; hour < 30 * 24; hour++) {
      book.hear(Hours.of("a", Hours.hour(MONDAY, hour), 60, 10));
      assertThat(minutesOf(4_000)).as("after %d h", hour).isEqualTo(1);
    }
    assertThat(minutesOf(10)).isEqualTo((30 * 24 - 1) * 60);
    for (int hour = 30 * 24; hour < 60 * 24; hour++) {
      book.hear(Hours.of("a", Hours.hour(MONDAY, hour), 60, 10));
      assertThat(minutesOf(10)).as("30 days at least").isGreaterThanOrEqualTo(30 * 24 * 60 - 60);
    }
    book.hear(Hours.of("a", Hours.hour(MONDAY, 60 * 24), 60, 10));
    assertThat(minutesOf(4_000)).as("after 60 days").isZero();
    assertThat(minutesOf(10)).isEqualTo((30 * 24 + 1) * 60);
  }

  @Test
  void whoWasAwayForSixtyDaysBeginsAnew() {
    book.hear(Hours.of("a", MONDAY, 1, 4_000));
    book.hear(Hours.of("a", Hours.hour(MONDAY, 60 * 24), 60, 10));
    assertThat(minutesOf(4_000)).isZero();
    assertThat(minutesOf(10)).isEqualTo(60);
  }

  /** How many minutes with so many calls are known of accounts.read. */
  private int minutesOf(int calls) {
    return book.minutes("bank", "edge", "a", "accounts.read")
        .orElseThrow()
        .get(UsageHistogram.bin(calls));
  }

  @Test
  void whatIsKeptComesBackWhole() {
    book.hear(Hours.of("a", MONDAY, 10, 30, "cards.read", 100));
    book.distrust("bank", "edge", "a", HOUR + 5);
    UsageBook other = new UsageBook();
    other.restore(book.bytes("bank/edge/a"));
    assertThat(other.bytes("bank/edge/a")).isEqualTo(book.bytes("bank/edge/a"));
    assertThat(other.find("bank", "edge", "a").orElseThrow().isTroubled(HOUR + 4)).isTrue();
    assertThat(other.find("bank", "edge", "a").orElseThrow().isTroubled(HOUR + 5)).isFalse();
  }

  @Test
  void anAgentsUseOfStateVersion1GoesOn() throws IOException {
    try (InputStream in = UsageBookTest.class.getResourceAsStream("/state/agent-use-1.json")) {
      book.restore(in.readAllBytes());
    }
    assertThat(book.good("bank", "edge", "aisp-1", null, HOUR)).isEqualTo(1_300);
    int before = book.minutes("bank", "edge", "aisp-1", null).orElseThrow().get(0);
    assertThat(book.hear(Hours.of("aisp-1", Hours.hour(MONDAY, 1), 10, 30))).isTrue();
    assertThat(book.minutes("bank", "edge", "aisp-1", null).orElseThrow().get(0))
        .as("its minutes are not forgotten")
        .isEqualTo(before + 50);
    byte[] later = "{\"stateVersion\":99}".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> AgentUse.fromBytes(later)).hasMessageContaining("stateVersion: 99");
  }

  private OptionalDouble forecast(int hour) {
    return DemandForecast.peak(book.find("bank", "edge", "a").orElseThrow(), HOUR + hour, 2);
  }
}
