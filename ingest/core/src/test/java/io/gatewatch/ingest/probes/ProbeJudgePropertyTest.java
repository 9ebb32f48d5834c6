package io.gatewatch.ingest.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.CpuGrowth;
import io.gatewatch.ingest.Exposure.Place;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ProbeJudgePropertyTest {
  private static final List<String> PIECES =
      List.of(
          "%",
          "%2",
          "%25",
          "%2527",
          "%u00",
          "%u0027",
          "\\u",
          "\\x2",
          "\\x2e",
          "..",
          "../",
          "..%2f",
          "%c0",
          "%c0%ae",
          "/*",
          "*/",
          "/*!50000",
          "'",
          " or ",
          "1=1",
          "union select ",
          "<script",
          "{{",
          "7*7",
          "${jndi:",
          ";",
          "cat /",
          "=http://",
          "?",
          ".txt",
          "\n",
          "\r\nset-cookie:",
          "\0",
          "\uff07",
          "\ud83d\ude00",
          "a",
          "+",
          " ",
          "=",
          "(",
          ")",
          "--");

  private final ProbeJudge judge = new ProbeJudge();

  @Property(tries = 3000)
  void anyTextIsJudged(@ForAll String text, @ForAll Place place) {
    judge.in(text, 0, text.length(), place);
    judge.inUserAgent(text);
  }

  @Property(tries = 20000)
  void anyMixtureOfPiecesIsJudgedAndNoJudgementShowsInTheNext(
      @ForAll("mixtures") String text, @ForAll("mixtures") String other, @ForAll Place place) {
    int alone = new ProbeJudge().in(text, 0, text.length(), place);
    judge.in(other, 0, other.length(), place);
    assertThat(judge.in(text, 0, text.length(), place)).isEqualTo(alone);
    assertThat(judge.inUserAgent(text)).isEqualTo(judge.inUserAgent(text));
  }

  @Provide
  Arbitrary<String> mixtures() {
    return Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(40).map(l -> String.join("", l));
  }

  @Test
  void noPieceMakesItSlow() {
    for (String piece : PIECES) {
      String shorter = piece.repeat(1 + 1024 / piece.length());
      String longest = piece.repeat(1 + 8192 / piece.length());
      assertThat(
              CpuGrowth.times(
                  () -> judge.in(longest, 0, longest.length(), Place.QUERY),
                  () -> judge.in(shorter, 0, shorter.length(), Place.QUERY),
                  CpuGrowth.EIGHTFOLD))
          .as(piece)
          .isLessThan(CpuGrowth.EIGHTFOLD);
    }
  }
}
