package io.gatewatch.ingest.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall.Sensitivity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
  private static final Catalog BANK =
      catalog(
          "bank",
          List.of("/bank/<version>", "/old"),
          CatalogOperation.of("GET", "/accounts", "listAccounts"),
          CatalogOperation.of("GET", "/accounts/{AccountId}", "getAccount"),
          CatalogOperation.of("PUT", "/accounts/{AccountId}", "putAccount"),
          CatalogOperation.of("POST", "/accounts/search", "searchAccounts"),
          CatalogOperation.of("GET", "/accounts/{AccountId}/balances", "getBalances"),
          CatalogOperation.of("POST", "/loans/{loanId}:close", "closeLoan"),
          CatalogOperation.of("GET", "/loans/{loanId}", "getLoan"),
          CatalogOperation.of("POST", "/{service=payments|bulk-payments}/{product:-}", "pay"),
          CatalogOperation.of("GET", "/{service=payments|bulk-payments}/{product:-}/{id}", "paid"),
          CatalogOperation.of("GET", "/files/{path+}", "getFile"),
          CatalogOperation.of("GET", "/rates/{currency}/{date}", "getRate"),
          CatalogOperation.of("GET", "/geo/{lat},{lng}", "getPlace"));

  @ParameterizedTest
  @CsvSource({
    "GET, /bank/v1/accounts, listAccounts, /bank/v1/accounts",
    "GET, /bank/v3.1/accounts/7, getAccount, /bank/v3.1/accounts/{AccountId}",
    "HEAD, /old/accounts/7, getAccount, /old/accounts/{AccountId}",
    "PUT, /old/accounts/search, putAccount, /old/accounts/{AccountId}",
    "POST, /old/accounts/search, searchAccounts, /old/accounts/search",
    "GET, /old/accounts/anna/balances, getBalances, /old/accounts/{AccountId}/balances",
    "GET, //old///accounts//7/, getAccount, /old/accounts/{AccountId}",
    "GET, /old/accounts/7?x=/y#z, getAccount, /old/accounts/{AccountId}",
    "GET, https://api.example.com/old/accounts/7, getAccount, /old/accounts/{AccountId}",
    "GET, /old/%61ccounts/7, getAccount, /old/accounts/{AccountId}",
    "GET, /old/accounts;jsessionid=A1/7;v=1, getAccount, /old/accounts/{AccountId}",
    "POST, /old/loans/7:close, closeLoan, /old/loans/{loanId}:close",
    "GET, /old/loans/7:close, getLoan, /old/loans/{loanId}",
    "POST, /old/payments/sepa, pay, /old/{service}/{product}",
    "GET, /old/bulk-payments/sepa/8, paid, /old/{service}/{product}/{id}",
    "GET, /old/files/a/b/c.txt, getFile, /old/files/{path+}",
    "GET, /old/rates/EUR/2026-01-01, getRate, /old/rates/{currency}/{date}",
    "'GET', '/old/geo/1.5,2', getPlace, '/old/geo/{lat},{lng}'"
  })
  void anOperationIsFoundByMethodAndPath(String method, String path, String id, String template) {
    CatalogMatch match = BANK.match(method, path);
    assertThat(match.operationId()).isEqualTo(id);
    assertThat(match.template()).isEqualTo(template);
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /old/accounts/7",
    "GET, /accounts/7",
    "GET, /bank/accounts/7",
    "GET, /bank/vx/accounts/7",
    "GET, /old/accounts/7/balances/8",
    "GET, /old/accounts/..",
    "POST, /old/consents/sepa",
    "POST, /old/loans/:close",
    "GET, /old/files",
    "GET, /old",
    "GET, /",
    "GET, ''"
  })
  void anythingElseIsNotFound(String method, String path) {
    assertThat(BANK.match(method, path)).isNull();
  }

  @Test
  void ofAPathWithAnotherMethodItsTemplateIsKnown() {
    CatalogMatch match = BANK.matchOrPath("DELETE", "/bank/v2/accounts/7");
    assertThat(match.template()).isEqualTo("/bank/v2/accounts/{AccountId}");
    assertThat(match.operationId()).isNull();
    assertThat(match.operationGroup()).isEqualTo("accounts.write");
    assertThat(match.sensitivity()).isEqualTo(Sensitivity.FINANCIAL);
    assertThat(BANK.matchOrPath("DELETE", "/elsewhere")).isNull();
  }

  @Test
  void onlyValuesThatNameObjectsAreParameters() {
    assertThat(parameters("GET", "/old/accounts/7/balances"))
        .containsExactly(new CatalogMatch.Parameter(2, "account", 0, 0));
    assertThat(parameters("GET", "/bank/v1/accounts/7"))
        .containsExactly(new CatalogMatch.Parameter(3, "account", 0, 0));
    assertThat(parameters("POST", "/old/loans/7:close"))
        .containsExactly(new CatalogMatch.Parameter(2, "loan", 0, 6));
    assertThat(parameters("GET", "/old/payments/sepa/8"))
        .containsExactly(new CatalogMatch.Parameter(3, "object", 0, 0));
    assertThat(parameters("POST", "/old/payments/sepa")).isEmpty();
    assertThat(parameters("GET", "/old/rates/EUR/2026-01-01")).isEmpty();
    assertThat(parameters("GET", "/bank/v1/files/a")).isEmpty();
  }

  private static List<CatalogMatch.Parameter> parameters(String method, String path) {
    return BANK.match(method, path).parameters();
  }

  @Test
  void theFirstListedOfTwoAlikeWinsAndTheOtherIsReported() {
    CatalogSource one = source("one", CatalogOperation.of("GET", "/accounts/{AccountId}", "a"));
    CatalogSource two =
        source(
            "two",
            CatalogOperation.of("GET", "/accounts/{id}", "b"),
            CatalogOperation.of("PUT", "/accounts/{id}", "c"));
    Catalog both = Catalog.of(List.of(one, two));
    assertThat(both.match("GET", "/accounts/7").operationId()).isEqualTo("a");
    assertThat(both.match("PUT", "/accounts/7").operationId()).isEqualTo("c");
    assertThat(both.conflicts()).containsExactly("GET /accounts/{id} b of two: hidden by a of one");
    assertThat(Catalog.of(List.of(one, one)).conflicts()).isEmpty();
    assertThat(both.version()).isNotEqualTo(Catalog.of(List.of(two, one)).version());
  }

  @Test
  void aPathOfTwentySegmentsIsFound() {
    String deep = "/a/b/c/d/e".repeat(4);
    Catalog catalog = catalog("deep", List.of(), CatalogOperation.of("GET", deep + "/{x}", "x"));
    assertThat(catalog.match("GET", deep + "/1").template()).isEqualTo(deep + "/{x}");
  }

  @Test
  void anEmptyCatalogueKnowsNothing() {
    assertThat(Catalog.EMPTY.match("GET", "/accounts/1")).isNull();
    assertThat(Catalog.EMPTY.matchOrPath("GET", "/")).isNull();
    assertThat(Catalog.EMPTY.version()).matches("[0-9a-f]{12}");
  }

  @ParameterizedTest
  @CsvSource({
    "/{service=payments}/{product:-}, pis.service.write",
    "/v1/domestic-vrps, pis.domestic-vrps.write",
    "/v1/domestic-payments, domestic-payments.write",
    "/v1/domestic-vrp-consents, domestic-vrp-consents.write",
    "/oauth2/token, auth.write"
  })
  void aPaymentsGroupSaysThatItIsOne(String path, String group) {
    CatalogOperation pay = new CatalogOperation("POST", path, "x", null, Sensitivity.PAYMENT, null);
    assertThat(pay.operationGroup()).isEqualTo(group);
  }

  private static Catalog catalog(String name, List<String> bases, CatalogOperation... operations) {
    return Catalog.of(
        List.of(CatalogSource.of(name, "by hand", "high", bases, List.of(operations))));
  }

  private static CatalogSource source(String name, CatalogOperation... operations) {
    return CatalogSource.of(name, "by hand", "high", List.of(), List.of(operations));
  }
}
