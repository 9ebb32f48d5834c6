package io.gatewatch.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.text.FormatLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether calls that a log writes alike stay as many as they were, and a body sent again one. */
class EqualLinesTest {
  private static final String LINE =
      "192.0.2.1 - - [02/Mar/2026:09:15:00 +0000] \"GET /cards HTTP/1.1\" 200 5 \"-\" \"curl\"";
  private static final String OTHER = LINE.replace("/cards", "/accounts");
  private static final String DRAWN = " a3f1c09be27d4458b1d07e2f6c9a5d13";

  private final FormatLines combined = new FormatLines("combined");

  @Test
  void equalLinesOfABodyAreAsManyCalls() {
    List<String> ids = ids(LINE, OTHER, LINE, LINE);
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids.get(0)).isEqualTo(combined.call(LINE).callId());
    assertThat(ids.get(2)).isEqualTo(ids.get(0) + ".2");
    assertThat(ids.get(3)).isEqualTo(ids.get(0) + ".3");
  }

  @Test
  void aBodyThatIsSentAgainHasTheSameIds() {
    assertThat(ids(LINE, OTHER, LINE)).isEqualTo(ids(LINE, OTHER, LINE));
  }

  @Test
  void howLinesArePackedNeverMakesMoreCallsThanThereAre() {
    assertThat(ids(LINE, LINE, LINE))
        .containsAll(ids(LINE, LINE))
        .containsAll(ids(OTHER, LINE, LINE).subList(1, 3));
  }

  @Test
  void aLineThatTheGatewayGaveAnIdIsOneCallHoweverOftenItComes() {
    FormatLines haproxy = new FormatLines("haproxy");
    String json = haproxy.fixture("json.log").get(0);
    assertThat(haproxy.callIds((json + "\n" + json).getBytes(UTF_8)))
        .hasSize(2)
        .containsOnly(haproxy.call(json).callId());
  }

  @Test
  void anIdThatACallerMayHaveChosenIsNumbered() {
    List<String> ids = ids(LINE + DRAWN, LINE + DRAWN);
    assertThat(ids.get(0)).startsWith(DRAWN.strip() + "~");
    assertThat(ids.get(1)).isEqualTo(ids.get(0) + ".2");
  }

  @Test
  void oneSecondOfManyLinesIsRememberedAndNoMore() {
    Repeats repeats = new Repeats();
    for (int i = 0; i < Repeats.MOST; i++) {
      assertThat(repeats.number("line" + i)).isEqualTo("line" + i);
    }
    assertThat(repeats.number("line0")).isEqualTo("line0.2");
    repeats.number("one more");
    assertThat(repeats.number("line0")).isEqualTo("line0");
  }

  @ParameterizedTest
  @CsvSource({"10000, 10000", "100, 10000", "10, 9998", "1, 9981"})
  void ofAGenuineLogTheMoreAreToldApartTheMoreComeTogether(int together, int calls)
      throws IOException {
    Path log = FormatLines.genuine("access-logs").resolve("semicomplete_apache_2015.log.gz");
    List<String> lines = new String(FormatLines.bytes(log), UTF_8).lines().toList();
    Set<String> ids = new HashSet<>();
    for (int from = 0; from < lines.size(); from += together) {
      ids.addAll(ids(lines.subList(from, from + together).toArray(String[]::new)));
    }
    assertThat(ids).hasSize(calls);
  }

  private List<String> ids(String... lines) {
    return combined.callIds(String.join("\n", lines).getBytes(UTF_8));
  }
}
