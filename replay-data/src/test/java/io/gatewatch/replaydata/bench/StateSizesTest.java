package io.gatewatch.replaydata.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.features.View;
import io.gatewatch.replaydata.bench.StateSizes.Caller;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** What is kept of a caller after a week fits into what was promised. */
class StateSizesTest {
  private static final StateSizes WEEK = StateSizes.ofAWeek(707, 24);

  @Test
  void aPulseTakes400BytesAtMost() {
    assertThat(most(true, Caller::pulse)).isLessThanOrEqualTo(400);
    assertThat(most(false, Caller::pulse)).isLessThanOrEqualTo(400);
  }

  @Test
  void anAgentsHistoryTakes12KilobytesInTheMedian() {
    assertThat(median(true, Caller::history)).isBetween(3_000, 12_000);
    assertThat(most(true, Caller::history)).isLessThanOrEqualTo(24_000);
  }

  @Test
  void everySourceTakes400BytesInAll() {
    assertThat(median(false, Caller::all)).isBetween(50, 300);
    assertThat(most(false, Caller::all)).isLessThanOrEqualTo(400);
    assertThat(most(false, Caller::suspicion)).isLessThanOrEqualTo(80);
  }

  @Test
  void whatIsStoredIsReadBackToItsLastByte() {
    assertThat(WEEK.viewKinds()).contains(View.Kind.LOGINS, View.Kind.ROUTE, View.Kind.COHORT);
    assertThat(WEEK.notReadBack()).isEmpty();
  }

  private static int median(boolean agents, ToIntFunction<Caller> part) {
    int[] sizes = WEEK.sizes(agents, part);
    return sizes[sizes.length / 2];
  }

  private static int most(boolean agents, ToIntFunction<Caller> part) {
    int[] sizes = WEEK.sizes(agents, part);
    return sizes[sizes.length - 1];
  }
}
