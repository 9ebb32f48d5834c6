package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RouteDaysTest {
  /** Else who goes round more routes than there is room for would vote with every call. */
  @Test
  void eachRouteIsUsedForTheFirstTimeOnceADayHoweverManyThereAre() {
    RouteDays days = new RouteDays(8);
    int first = 0;
    for (int call = 0; call < 900; call++) {
      first += days.use(call % 12 + 1, (short) 100) ? 1 : 0;
    }
    assertThat(first).isEqualTo(8);
    assertThat(days.hasRoom((short) 100)).isFalse();
    assertThat(days.use(99, (short) 101)).isTrue();
  }
}
