package io.gatewatch.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class Utf8Test {
  private final Utf8 utf8 = new Utf8();

  @Property
  void anyTextIsUtf8(@ForAll String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(utf8.faultIn(bytes)).isEqualTo(-1);
  }

  @Property
  void aBadByteIsFoundWhereverItStands(
      @ForAll @IntRange(max = 40) int before, @ForAll @IntRange(max = 40) int after) {
    byte[] bytes = ("a".repeat(before) + "?" + "b".repeat(after)).getBytes(StandardCharsets.UTF_8);
    bytes[before] = (byte) 0xff;
    assertThat(utf8.faultIn(bytes)).isEqualTo(before);
  }

  @Example
  void aTextOfSeveralBytesThatIsCutOffIsNone() {
    byte[] bytes = "12345678\u20ac".getBytes(StandardCharsets.UTF_8);
    assertThat(utf8.faultIn(bytes)).isEqualTo(-1);
    assertThat(utf8.faultIn(Arrays.copyOf(bytes, 10))).isEqualTo(8);
  }
}
