package io.gatewatch.ingest.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall.Sensitivity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTemplateTest {
  @ParameterizedTest
  @CsvSource({
    "/open-banking/v4.0/aisp/accounts/22289/balances, /open-banking/v4.0/aisp/accounts/{id}/balances",
    "/accounts/1, /accounts/{id}",
    "/accounts/1?x=2, /accounts/{id}",
    "https://api.example.com:8443/accounts/1#top, /accounts/{id}",
    "//accounts///1/, /accounts/{id}",
    "'', /",
    "/, /",
    "/oauth2/token, /oauth2/token",
    "/payments/0e5f0c3a-8d2e-4c3f-9d55-0a8f6d1c2b77, /payments/{id}",
    "/files/9f86d081884c7d65, /files/{id}",
    "/ibans/GB33BUKB20201555555555/checks, /ibans/{id}/checks",
    "/orders/A17-B4/items, /orders/{id}/items",
    "/reset/kJHgfdsaQWERtyzxPOIU, /reset/{id}",
    "/links/dGhpc2lzYXNlY3JldA, /links/{id}",
    "/people/anna@example.org, /people/{id}",
    "/users/anna/cards, /users/{id}/cards",
    "/users/me/cards, /users/me/cards",
    "/customers/contactHistory, /customers/contactHistory",
    "/customers/annaBerg, /customers/{id}",
    "/tokens/isyGFqEfQgKiHXAplucpjg, /tokens/{id}",
    "/tokens/JI-VVYBxjwYDt-WPRAProA, /tokens/{id}",
    "/order/securityPositionTransferOrdersInitiation, /order/securityPositionTransferOrdersInitiation",
    "/loans/payOffBills, /loans/payOffBills",
    "/%61ccounts/%31/%2e%2e, /accounts",
    "/x/../pisp/./payments, /pisp/payments",
    "/accounts/1/..;a=b/2, /accounts/{id}/../{id}",
    "/accounts;jsessionid=A1B2/7;x=y, /accounts/{id}",
    "/accounts/%31%32, /accounts/{id}",
    "/kunden/M\u00fcller, /kunden/{id}",
    "/keys/sk-livesecret, /keys/{id}",
    "/.env, /.env",
    "/.git/config, /.git/config",
    "/../../etc/passwd, /../../etc/passwd",
    "/wp-admin/setup-config.php, /wp-admin/setup-config.php",
    "/international-scheduled-payment-consents/x1, /international-scheduled-payment-consents/{id}",
    "/api/v1beta1/getAccountBalances, /api/v1beta1/getAccountBalances"
  })
  void wordsStayAndIdsGo(String path, String route) {
    assertThat(RouteTemplate.of(path).route()).isEqualTo(route);
  }

  @ParameterizedTest
  @CsvSource({
    "/accounts/1/balances, account",
    "/parties/77, party",
    "/api/v1/customers/5, customer",
    "/addresses/5, address",
    "/domestic-payment-consents/5, domestic-payment-consent",
    "/5, object"
  })
  void anObjectIsOfTheKindOfTheWordBeforeIt(String path, String kind) {
    assertThat(RouteTemplate.of(path).objects()).extracting(RawObject::kind).containsExactly(kind);
  }

  @Test
  void percentSignsDoNotHideAnId() {
    assertThat(RouteTemplate.of("/accounts/%31%32").objects())
        .isEqualTo(RouteTemplate.of("/accounts/12").objects());
    assertThat(RouteTemplate.of("/accounts/12%3").objects().get(0).id()).isEqualTo("12%3");
  }

  @ParameterizedTest
  @CsvSource({
    "/open-banking/v4.0/aisp/accounts/22289/balances, GET, accounts.read",
    "/open-banking/v4.0/pisp/domestic-payments, POST, domestic-payments.write",
    "/api/v1/customers/5, HEAD, customers.read",
    "/mobile/v2/accounts/5/transfers, POST, accounts.write",
    "/oauth2/token, POST, auth.write",
    "/users/login, POST, auth.write",
    "/api/v1/auth/token, GET, auth.write",
    "/7, GET, root.read",
    "/api/v2, GET, api.read"
  })
  void operationsAreNamedByResourceAndEffect(String path, String method, String group) {
    assertThat(RouteTemplate.of(path).operationGroup(method)).isEqualTo(group);
  }

  @ParameterizedTest
  @CsvSource({
    "/open-banking/v4.0/pisp/domestic-payments/7, PAYMENT",
    "/customers/7/transfers, PAYMENT",
    "/customers/7/accounts, FINANCIAL",
    "/customers/7, PERSONAL",
    "/atms, LOW"
  })
  void sensitivityIsTheHighestOfTheWords(String path, Sensitivity expected) {
    assertThat(RouteTemplate.of(path).sensitivity()).isEqualTo(expected);
  }

  @Test
  void aTemplateHasSixteenSegmentsAtMost() {
    String route = RouteTemplate.of("/a/b".repeat(5000)).route();
    assertThat(route).endsWith("/{rest}");
    assertThat(route.chars().filter(c -> c == '/').count()).isEqualTo(17);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"clientId", "session_id", "valid", "page", "requestId", "sort", "consentId"})
  void parametersThatNameNoObjectAreLeftAlone(String name) {
    assertThat(QueryObjects.kindOf(name, RouteTemplate.of("/accounts"))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "accountId, account",
    "account_id, account",
    "accountIds, account",
    "id, account",
    "iban, iban",
    "mandateId, mandate"
  })
  void parametersThatNameObjectsTellTheirKind(String name, String kind) {
    assertThat(QueryObjects.kindOf(name, RouteTemplate.of("/v1/accounts"))).isEqualTo(kind);
  }
}
