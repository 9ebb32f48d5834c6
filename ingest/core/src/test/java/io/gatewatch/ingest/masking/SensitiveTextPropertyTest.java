package io.gatewatch.ingest.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.CpuGrowth;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SensitiveTextPropertyTest {
  private static final int LONGEST = 64 * 1024;

  private final SensitiveText judge = new SensitiveText();
  private final Scrubber scrubber = new Scrubber(judge);

  @Property(tries = 3000)
  void anyTextIsJudgedAndScrubbed(@ForAll String text) {
    judge.kindsIn(text);
    judge.kindsOf(text, text);
    assertScrubbed(text);
  }

  @Property(tries = 20000)
  void anyMixtureOfPiecesIsJudgedAndScrubbed(@ForAll("mixtures") String text) {
    judge.kindsIn(text);
    judge.kindsOf("q", text);
    assertScrubbed(text);
  }

  /** What was judged before changes nothing. */
  @Property(tries = 2000)
  void aJudgementDoesNotDependOnTheOneBefore(
      @ForAll("mixtures") String one, @ForAll("mixtures") String other) {
    int alone = new SensitiveText().kindsOf("q", one);
    judge.kindsOf("q", other);
    assertThat(judge.kindsOf("q", one)).isEqualTo(alone);
  }

  /** Pieces that make a reader look ahead, go back, or decode, repeated to the longest line. */
  @Test
  void theLongestTextTakesNoLongerThanItsLengthAllows() {
    String[] pieces = {
      "eyJhbGciOiJIUzI1NiJ9.",
      "eyJa-",
      "eyJa.",
      "sk-",
      "sk_live_",
      "a@",
      "@",
      "a@a.",
      "4111 ",
      "4111-",
      "4111/1111/",
      "1 ",
      "0",
      "00 ",
      "+44 ",
      "%25",
      "%2525",
      "a%40",
      "GB33 ",
      "GB33BUKB",
      "Aa1",
      "QUFB",
      "414141",
      "apikey=",
      "password:",
      "Bearer ",
      "a_",
      "=",
      "{\"a\":\"",
      "(0)",
      "\u00fc",
      "NDExMTExMTExMTExMTExMQ",
      "%4E%44%45%78",
      "3431",
      "x",
      "X",
      " ",
      "token=a1a1a1"
    };
    for (int round = 0; round < 3; round++) {
      for (String piece : pieces) {
        String shorter = piece.repeat(LONGEST / 8 / piece.length());
        String longest = piece.repeat(LONGEST / piece.length());
        assertThat(
                CpuGrowth.times(
                    () -> scrubbed(longest), () -> scrubbed(shorter), CpuGrowth.EIGHTFOLD))
            .as("64 KiB of " + piece)
            .isLessThan(CpuGrowth.EIGHTFOLD);
      }
    }
  }

  private void scrubbed(String text) {
    judge.kindsOf("q", text);
    scrubber.scrub(text);
  }

  @Provide
  Arbitrary<String> mixtures() {
    return Arbitraries.of(
            "4111111111111111",
            "4111 1111",
            "+44",
            "eyJ",
            "eyJhbGciOiJIUzI1NiJ9",
            ".",
            "%",
            "%2",
            "%40",
            "@",
            "a@b.cd",
            "GB33BUKB20201555555555",
            "GB33",
            "-",
            "_",
            "/",
            " ",
            "=",
            ":",
            "&",
            "pan",
            "phone",
            "password",
            "apikey",
            "AKIA",
            "sk_live_",
            "0",
            "Z",
            "\u0000",
            "\u00e9",
            "\ud83d",
            "3431",
            "QUFBQUFBQUFB",
            "(",
            ")",
            "\"",
            "{",
            "00")
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces));
  }

  private void assertScrubbed(String text) {
    String scrubbed = scrubber.scrub(text);
    if (scrubbed != null) {
      assertThat(scrubbed.length()).isLessThanOrEqualTo(200);
      assertThat(judge.kindsInFull(scrubbed)).as("kinds left in %s", scrubbed).isZero();
    }
  }
}
