package io.gatewatch.ingest.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PathWordTest {
  /** Templates are a pure function of the path: nothing that was seen before may show in them. */
  @Property(tries = 20_000)
  void aRememberedWordIsJudgedAsANewOne(
      @ForAll("segments") String segment, @ForAll("segments") String before) {
    PathWord word = PathWord.of(segment);
    PathWord wordBefore = PathWord.of(before);
    assumeThat(word.plain()).isTrue();
    assertThat(word.isWordAfter(null)).isEqualTo(PathWords.isWord(segment, null));
    assertThat(word.isWordAfter(wordBefore)).isEqualTo(PathWords.isWord(segment, wordBefore));
    assertThat(word.subResource()).isEqualTo(SubResources.contains(segment));
  }

  @Property(tries = 20_000)
  void whatWasSeenIsFoundInThePathAndNothingElse(
      @ForAll("segments") String segment, @ForAll("segments") String other) {
    PathWord.of(segment);
    PathWord seen = PathWord.seen("/x/" + other + "/y", 3, 3 + other.length());
    assertThat(seen == null || seen.text().equals(other)).isTrue();
  }

  @Example
  void idsAreNotRemembered() {
    PathWord.of("22289");
    assertThat(PathWord.seen("22289", 0, 5)).isNull();
    PathWord.of("accounts");
    assertThat(PathWord.seen("/accounts", 1, 9)).isNotNull();
  }

  @Provide
  Arbitrary<String> segments() {
    Arbitrary<String> words =
        Arbitraries.of(
            "users",
            "customers",
            "accounts",
            "balances",
            "me",
            "password",
            "reset",
            "token",
            "v1",
            "v3.1",
            "transactions",
            "search",
            "invite",
            "oauth2",
            "jdoe",
            "key-1",
            "summary",
            "..");
    Arbitrary<String> made =
        Arbitraries.strings().withCharRange('a', 'z').withChars("AZ-_.059").ofMaxLength(44);
    return Arbitraries.oneOf(words, made, Combinators.combine(words, words).as((a, b) -> a + b));
  }
}
