package io.gatewatch.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
  @Property(tries = 2000)
  void aDecimalIsReadAsTheJdkReadsIt(
      @ForAll @LongRange(min = -999_999_999_999_999L, max = 999_999_999_999_999L) long digits,
      @ForAll @IntRange(max = 9) int decimals) {
    String text = BigDecimal.valueOf(digits, decimals).toPlainString();
    assertThat(Decimal.of(text)).isEqualTo(Double.parseDouble(text));
  }

  /** Multiplied by 1,000, many of these would lie just below their millisecond. */
  @Property(tries = 2000)
  void secondsAreWholeMilliseconds(@ForAll @LongRange(max = 4_102_444_800_000L) long millis) {
    String seconds = BigDecimal.valueOf(millis, 3).toPlainString();
    assertThat(Decimal.millisOfSeconds(seconds)).isEqualTo((double) millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "1.",
        ".5",
        "1e3",
        "+1",
        "0x1",
        "1 ",
        "1.2.3",
        "NaN",
        "1234567890123456789012"
      })
  void whatIsNoPlainNumberIsNone(String text) {
    assertThat(Decimal.of(text)).isNaN();
  }

  @Test
  void absentStaysAbsent() {
    assertThat(Decimal.of(null)).isNull();
    assertThat(Decimal.millisOfSeconds((String) null)).isNull();
  }
}
