package io.gatewatch.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
  @Property
  void aDecimalIsTheNearestDouble(
      @ForAll @BigRange(min = "-99999999999999999", max = "99999999999999999") @Scale(9)
          BigDecimal number) {
    String text = number.toPlainString();
    assertThat(NumberText.parse(text)).isEqualTo(Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "-.",
        "1.",
        ".5",
        "1.2.3",
        "1e3",
        "+1",
        " 1",
        "0x1",
        "1_0",
        "--1",
        "\u0661",
        "123456789012345678901234567890123"
      })
  void whatIsNoPlainDecimalIsNoNumber(String text) {
    assertThat(NumberText.parse(text)).isNaN();
  }
}
