package io.gatewatch.ingest.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.Exposure.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SensitiveTextTest {
  private final SensitiveText judge = new SensitiveText();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/cards/4111111111111111/limits | CARD",
        "/validate/4111111111111111 | CARD",
        "/pay/4111-1111-1111-1111 | CARD",
        "/x/4111/1111/1111/1111/y | CARD",
        "paid with 3782 822463 10005, thanks | CARD",
        "4111 1111 1111 1111 12/27 | CARD",
        "{\"pan\":\"4111111111111111\"} | CARD",
        "/accounts/GB33BUKB20201555555555 | IBAN",
        "gb33 bukb 2020 1555 5555 55 | IBAN",
        "/u/maria.lopez%40example.net | EMAIL",
        "/u/maria.lopez%2540example.net | EMAIL",
        "+447700900123 | PHONE",
        "call +44 (0)20 7946 0958 now | PHONE",
        "(555) 234-5678 | PHONE",
        "/phones/447700900123 | PHONE",
        "0049 151 23456789 | PHONE",
        "?access_token=abcdef1234 | API_KEY",
        "AKIAIOSFODNN7EXAMPLE | API_KEY",
        "/x?password=hunter2 | PASSWORD",
        "x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln | JWT",
        "x eyJhbGciOiJIUzI1NiJ9.eyJlbWFpbCI6ImFubmFAZXhhbXBsZS5vcmcifQ.c2ln | JWT EMAIL",
        "/reset/bWFyaWEubG9wZXpAZXhhbXBsZS5uZXQ | EMAIL",
        "/x/6d617269612e6c6f70657a406578616d706c652e6e6574 | EMAIL"
      })
  void whatIsSensitiveIsNamed(String text, String kinds) {
    assertThat(found(judge.kindsIn(text))).isEqualTo(kinds(kinds));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pan | 4111111111111111 | CARD",
        "number | 4111 1111 1111 1111 | CARD",
        "q | 4111111111111111 | CARD",
        "msisdn | 447700900123 | PHONE",
        "mobile_number | 07700900123 | PHONE",
        "api_key | hunter22 | API_KEY",
        "token | 9f86d081884c7d659a2feaa0c55ad015 | API_KEY",
        "pwd | x | PASSWORD",
        "filter | {\"email\":\"maria.lopez@example.net\"} | EMAIL",
        "code | eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln | JWT"
      })
  void aNameSaysWhatAValueIs(String name, String value, String kinds) {
    assertThat(found(judge.kindsOf(name, value))).isEqualTo(kinds(kinds));
  }

  /** An alert rises from what is found, so ids, times, versions and templates must not be. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/open-banking/v4.0/aisp/accounts/22289/balances",
        "/accounts/4111111111111111/balances",
        "/transactions/5555555555554444",
        "/files/5f0c3a52-8d2e-4c3f-9d55-0a8f6d1c2b77",
        "/files/5F0C3A52-8D2E-4C3F-9D55-0A8F6D1C2B77",
        "/commits/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
        "/getAccountBalancesAndTransactions",
        "/links/dGhpc2lzYXNlY3JldA",
        "2026-01-10T12:00:00.000+01:00",
        "from=01.02.2026 09 30",
        "1.0.0+20130313144700",
        "/img/logo@2x.png",
        "git@github.com:x/y.git",
        "app/1.0 (+mailto:bot@example.com)",
        "198.51.100.77",
        "52.520008,13.404954",
        "ORD-1234567890",
        "/users/@anna",
        "1772442900000",
        "1772442900000000"
      })
  void whatIsOrdinaryIsNot(String text) {
    assertThat(found(judge.kindsIn(text))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "accountId | 4111111111111111",
        "ref | 5555555555554444",
        "request | eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
        "id_token_hint | eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
        "next_token | 9f86d081884c7d659a2feaa0c55ad015",
        "page_token | 9f86d081884c7d659a2feaa0c55ad015",
        "token | abc",
        "apikey | null",
        "password | undefined",
        "sort | createdAt",
        "phone | 12"
      })
  void aNameSaysWhatAValueIsNot(String name, String value) {
    assertThat(found(judge.kindsOf(name, value))).isEmpty();
  }

  @Test
  void threeLayersAreOpenedAndNoFourth() {
    String clear = "maria.lopez@example.net";
    String text = clear;
    for (int layer = 1; layer <= 4; layer++) {
      text = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
      assertThat(found(judge.kindsIn(text)).contains(Kind.EMAIL)).isEqualTo(layer <= 3);
    }
  }

  private static Set<Kind> found(int bits) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (Kind kind : Kind.values()) {
      if ((bits & SensitiveText.bit(kind)) != 0) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  private static Set<Kind> kinds(String names) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (String name : names.split(" ", -1)) {
      kinds.add(Kind.valueOf(name));
    }
    return kinds;
  }
}
