package io.gatewatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
  @Test
  void anObjectIsOneLineEvenOverSeveralTextLines() {
    assertThat(split("{\"a\":1}")).containsExactly("{\"a\":1}");
    assertThat(split(" {\n \"a\": {\"b\": 2}\n}\n")).containsExactly("{\n \"a\": {\"b\": 2}\n}");
  }

  @Test
  void anArrayIsALineForEachElement() {
    assertThat(split("[{\"a\":\"]}\"},\n {\"b\":[{},{}]} , 7,\"x,y\"]"))
        .containsExactly("{\"a\":\"]}\"}", "{\"b\":[{},{}]}", "7", "\"x,y\"");
    assertThat(split("[]")).isEmpty();
  }

  @Test
  void linesOfObjectsOrArraysAreCutAtTheirEnds() {
    assertThat(split("{\"a\":1}\n\n{\"a\":2}\r\n[{\"a\":3},{\"a\":4}]\n{\"a\":5}"))
        .containsExactly("{\"a\":1}", "{\"a\":2}", "{\"a\":3}", "{\"a\":4}", "{\"a\":5}");
  }

  @Test
  void aBrokenLineIsOnePieceAndItsNeighboursStayWhole() {
    assertThat(split("{\"a\":1}\n{\"a\":\"2\n{\"a\":3}\nrubbish\n{\"a\":4}"))
        .containsExactly("{\"a\":1}", "{\"a\":\"2", "{\"a\":3}", "rubbish", "{\"a\":4}");
    assertThat(split("{\"a\":\n{\"a\":3}")).containsExactly("{\"a\":", "{\"a\":3}");
    assertThat(split("{\"a\":1} tail\n{\"a\":3}")).containsExactly("{\"a\":1} tail", "{\"a\":3}");
  }

  @Test
  void aBrokenElementIsOnePieceAndItsNeighboursStayWhole() {
    assertThat(split("[{\"a\":1},{\"a\":\"2,{\"a\":3},{\"a\":4}]"))
        .containsExactly("{\"a\":1}", "{\"a\":\"2", "{\"a\":3}", "{\"a\":4}");
    assertThat(split("[{\"a\":1},{\"a\":2")).containsExactly("{\"a\":1}", "{\"a\":2");
    assertThat(split("[{\"a\":1}x,{\"a\":2}]")).containsExactly("{\"a\":1}x", "{\"a\":2}");
  }

  @Test
  void rubbishIsOnePieceHoweverManyLinesItHas() {
    assertThat(split("\u0001\n\u0002\n\u0003 \n")).hasSize(1);
    assertThat(split(" \n ")).isEmpty();
    assertThat(split("")).isEmpty();
  }

  @Test
  void aBodyMadeToBeSlowIsCutInTime() {
    String[] hard = {"{\n", "[\n", ",{\"", "[", "{\"a\":\"", "\"\n{", "[{\"\n"};
    for (String piece : hard) {
      String body = "[" + piece.repeat(2_000_000 / piece.length());
      Assertions.assertTimeout(
          Duration.ofSeconds(10),
          () -> assertThat(split(body)).hasSizeLessThanOrEqualTo(LineSplitter.MAX_LINES));
      Assertions.assertTimeout(
          Duration.ofSeconds(10),
          () ->
              assertThat(split(body.substring(1)))
                  .hasSizeLessThanOrEqualTo(LineSplitter.MAX_LINES));
    }
  }

  private static List<String> split(String body) {
    return LineSplitter.split(body.getBytes(StandardCharsets.UTF_8)).stream()
        .map(line -> new String(line, StandardCharsets.UTF_8))
        .toList();
  }
}
