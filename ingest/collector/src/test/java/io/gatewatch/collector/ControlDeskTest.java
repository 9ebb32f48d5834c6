package io.gatewatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ControlDeskTest {
  private static final long WALL = Lines.TIME.toEpochMilli();

  private final ControlDesk desk = new ControlDesk("unused:1", now -> now + 20_000, () -> WALL);

  @Test
  void aClockThatABacklogHoldsBackDoesNotMakeAVersionCountForThePast() {
    assertThat(desk.from(OptionalLong.of(WALL - 600_000))).isEqualTo(Lines.TIME.plusSeconds(20));
  }

  @Test
  void aClockAheadOfTheDeskCounts() {
    assertThat(desk.from(OptionalLong.of(WALL + 7_000))).isEqualTo(Lines.TIME.plusSeconds(27));
  }

  @Test
  void whereHistoryIsPlayedItsClockCounts() {
    assertThat(desk.from(OptionalLong.of(WALL - 86_400_000)))
        .isEqualTo(Lines.TIME.minusSeconds(86_380));
  }

  @Test
  void beforeAnyClockAVersionCountsSinceEver() {
    assertThat(desk.from(OptionalLong.empty())).isEqualTo(Instant.EPOCH);
  }
}
