package io.gatewatch.ingest.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateSegmentsTest {
  /** A segment that looks like a word is an id where the word before says so. */
  @ParameterizedTest
  @CsvSource({
    "/reset/hunter, /reset/{id}",
    "/password-reset/sesame, /password-reset/{id}",
    "/api/v1/verify/opensesame, /api/v1/verify/{id}",
    "/oauth/token/swordfish, /oauth/token/{id}",
    "/invite/anna, /invite/{id}",
    "/invitations/anna-lopez/accept, /invitations/{id}/accept",
    "/confirm/letmein, /confirm/{id}",
    "/activate/correct-horse-battery, /activate/{id}",
    "/unsubscribe/maria, /unsubscribe/{id}",
    "/magic-link/abcdef, /magic-link/{id}",
    "/payees/lopez, /payees/{id}",
    "/contacts/anna/phones, /contacts/{id}/phones",
    "/by-name/smith, /by-name/{id}",
    "/search/john-smith, /search/{id}",
    "/owners/wei.zhang, /owners/{id}",
    "/Reset/Hunter, /Reset/{id}",
    "/names/o~brien, /names/{id}"
  })
  void whatFollowsAPlaceOfSecretsIsAnId(String path, String route) {
    assertThat(RouteTemplate.of(path).route()).isEqualTo(route);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/oauth2/token/revoke",
        "/oauth2/token/introspect",
        "/password/reset",
        "/reset/password",
        "/api/v1/verify/otp",
        "/verify/v2/account",
        "/confirm/payment",
        "/invitations/accept",
        "/users/search",
        "/search/accounts",
        "/beneficiaries/international",
        "/party/names",
        "/tokens/me",
        "/api-keys/rotate",
        "/activate/card"
      })
  void knownActionsAndSubresourcesStay(String path) {
    assertThat(RouteTemplate.of(path).route()).isEqualTo(path);
  }
}
