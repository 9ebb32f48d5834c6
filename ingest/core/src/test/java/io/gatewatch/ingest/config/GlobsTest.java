package io.gatewatch.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobsTest {
  @ParameterizedTest
  @CsvSource({
    "*payment*, domestic-payments.write, true",
    "*payment*, payments, true",
    "*payment*, pay.ment, false",
    "auth*, authorize.read, true",
    "auth*, oauth.read, false",
    "*.read, cards.read, true",
    "ab*ba, aba, false",
    "a*b*c, a-b-c, true",
    "a*b*c, a-c-b, false",
    "cards, cards, true",
    "cards, cards.read, false",
    "*, anything, true"
  })
  void aStarStandsForAnyText(String glob, String text, boolean matches) {
    assertThat(Globs.matches(glob, text)).isEqualTo(matches);
  }
}
