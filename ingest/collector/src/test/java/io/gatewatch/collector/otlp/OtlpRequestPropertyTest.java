package io.gatewatch.collector.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class OtlpRequestPropertyTest {
  private static final byte[] GOOD =
      Records.request(Records.resource("a", "b"), Records.kong(1_772_442_900_000L).build())
          .toByteArray();

  @Property(tries = 2_000)
  void anyBytesAreLinesOrAFault(@ForAll @Size(max = 200) byte[] body, @ForAll boolean json) {
    assertThat(outcome(body, json)).isNotNull();
  }

  @Property(tries = 2_000)
  void aGoodRequestWithAnyByteChangedIsLinesOrAFault(
      @ForAll @IntRange(max = 5_000) int at, @ForAll byte other) {
    byte[] body = GOOD.clone();
    body[at % body.length] = other;
    assertThat(outcome(body, false)).isNotNull();
  }

  @Property(tries = 1_000)
  void anyTextIsLinesOrAFault(@ForAll String text) {
    assertThat(outcome(text.getBytes(StandardCharsets.UTF_8), true)).isNotNull();
  }

  private static Object outcome(byte[] body, boolean json) {
    try {
      return OtlpRequest.lines(body, json, "kong");
    } catch (IOException fault) {
      return fault;
    }
  }
}
