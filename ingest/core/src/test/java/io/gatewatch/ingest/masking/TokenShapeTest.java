package io.gatewatch.ingest.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenShapeTest {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "international",
        "getAccountBalances",
        "domestic-scheduled-payment-consents",
        "AccountAccessConsents",
        "Transaktionen",
        "Zahlungsauftrag",
        "virements",
        "transferencias",
        "beneficiaires",
        "rekeningen",
        "przelewy",
        "tilitapahtumat",
        "Kontoinformationen",
        "OBReadConsentResponse",
        "PostmanRuntime",
        "AppleWebKit",
        "iPhoneOS"
      })
  void wordsOfManyLanguagesAreWords(String word) {
    assertThat(TokenShape.isRandomLetters(word)).isFalse();
  }

  /** Letters alone, as one base64 token in fifty of 24 characters has them: nearly all are told. */
  @ParameterizedTest
  @CsvSource({"12, 200", "16, 50", "20, 8", "24, 2", "32, 0"})
  void drawnLettersAreTold(int length, int mostMissedInTenThousand) {
    Random random = new Random(length);
    int missed = 0;
    for (int i = 0; i < 10_000; i++) {
      StringBuilder token = new StringBuilder();
      for (int c = 0; c < length; c++) {
        token.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      missed += TokenShape.isRandomLetters(token.toString()) ? 0 : 1;
    }

    assertThat(missed).isLessThanOrEqualTo(mostMissedInTenThousand);
  }

  /** A secret in base64 that happens to have letters only is told by what it decodes to. */
  @Test
  void lettersThatDecodeToATextAreTold() {
    Random random = new Random(3);
    int tried = 0;
    while (tried < 300) {
      byte[] text = new byte[6 + random.nextInt(10)];
      for (int i = 0; i < text.length; i++) {
        text[i] = (byte) (' ' + random.nextInt(95));
      }
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(text);
      if (token.chars().allMatch(Character::isLetter)) {
        tried++;
        assertThat(TokenShape.isRandomLetters(token))
            .as(token + " for " + new String(text, StandardCharsets.US_ASCII))
            .isTrue();
      }
    }
  }
}
