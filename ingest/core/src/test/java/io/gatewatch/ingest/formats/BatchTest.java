package io.gatewatch.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final Format FORMAT =
      new Format("x", Framing.JSON, new Batch("records"), () -> line -> null);

  @Test
  void anEnvelopeIsOpenedWhereverItsArrayStands() {
    assertThat(split("{\"records\":[{\"a\":1},{\"a\":\"]\"}]}"))
        .containsExactly("{\"a\":1}", "{\"a\":\"]\"}");
    assertThat(
            split(
                "{ \"id\" : \"\\\"records\\\":[7]\", \"records\" : [ {\"a\":1} , 5 ], \"z\": [1] }"))
        .containsExactly("{\"a\":1}", "5");
    assertThat(split("{\"records\":[]}")).isEmpty();
  }

  @Test
  void envelopesAndLinesMayBeMixed() {
    assertThat(split("{\"records\":[{\"a\":1}]}\n{\"a\":2}\n[{\"a\":3},{\"records\":[{\"a\":4}]}]"))
        .containsExactly("{\"a\":1}", "{\"a\":2}", "{\"a\":3}", "{\"a\":4}");
  }

  @Test
  void whatOnlyLooksLikeAnEnvelopeIsALine() {
    for (String line :
        List.of(
            "{\"a\":{\"records\":[1]}}",
            "{\"records\":{\"a\":1}}",
            "{\"records\"}",
            "{\"records\":",
            "\"records\":[1]",
            "{\"recordsX\":[1]}",
            "{\"a\":\"records\",\"b\":[1]}")) {
      assertThat(split(line)).containsExactly(line);
    }
  }

  @Test
  void aBrokenElementDoesNotSpoilItsNeighbours() {
    assertThat(split("{\"records\":[{\"a\":1},{\"a\":\"2,{\"a\":3},{\"a\":4}]}"))
        .containsExactly("{\"a\":1}", "{\"a\":\"2", "{\"a\":3}", "{\"a\":4}");
  }

  @Test
  void aBodyMadeToBeSlowIsCutInTime() {
    for (String piece :
        List.of("{\"records\":[", "{\"records\"", "\"\\", "{", "{\"records\":[1,1,1]}\n")) {
      byte[] body =
          ("{" + piece.repeat(2_000_000 / piece.length())).getBytes(StandardCharsets.UTF_8);
      Assertions.assertTimeout(Duration.ofSeconds(10), () -> FORMAT.split(body));
    }
  }

  @Property(tries = 500)
  void anyBytesAreCutIntoLines(@ForAll byte[] body) {
    assertThat(FORMAT.split(body)).hasSizeLessThanOrEqualTo(body.length);
  }

  private static List<String> split(String body) {
    return FORMAT.split(body.getBytes(StandardCharsets.UTF_8)).stream()
        .map(line -> new String(line, StandardCharsets.UTF_8))
        .toList();
  }
}
