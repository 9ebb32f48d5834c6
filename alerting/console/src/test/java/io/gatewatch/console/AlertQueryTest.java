package io.gatewatch.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertQueryTest {

  @Test
  void withoutParametersItAsksForTheFirstHundredOfAll() {
    assertThat(AlertQuery.parse(null, null, null, null))
        .isEqualTo(new AlertQuery(null, Set.of(), 100, null));
  }

  @ParameterizedTest
  @CsvSource({
    "sideways,,,,lane: unknown (expected: security; operations; compliance)",
    ",done,,,status: unknown (expected: new; in_progress; resolved; suppressed)",
    ",,0,,limit: 0 (expected: 1..200)",
    ",,201,,limit: 201 (expected: 1..200)",
    ",,many,,limit: no whole number (expected: 1..200)",
    ",,,bm9uc2Vuc2U,cursor: unreadable (expected: one of ours)",
    ",,,%%%,cursor: unreadable (expected: one of ours)",
  })
  void aWrongParameterIsNamedWithWhatWasExpected(
      String lane, String status, String limit, String cursor, String message) {
    assertThatThrownBy(() -> AlertQuery.parse(lane, status, limit, cursor))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message.replace(';', ','));
  }

  @Test
  void aCursorReadsBackAsThePlaceItWasMadeFrom() {
    AlertRank rank = AlertRank.of(Samples.enumeration().withId("a with spaces").alert());

    assertThat(AlertRank.parse(rank.cursor())).isEqualTo(rank);
  }
}
