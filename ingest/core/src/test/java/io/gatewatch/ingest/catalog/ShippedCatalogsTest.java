package io.gatewatch.ingest.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall.Sensitivity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedCatalogsTest {
  private static final Catalog SHIPPED = Catalog.shipped();

  @ParameterizedTest
  @CsvSource({
    "GET, /open-banking/v3.1/aisp/accounts/7/balances, accounts.read, FINANCIAL, accounts",
    "POST, /open-banking/v4.0/pisp/domestic-payments, domestic-payments.write, PAYMENT, payments",
    "POST, /open-banking/v4.0/cbpii/funds-confirmations, funds-confirmations.read, FINANCIAL,"
        + " fundsconfirmations",
    "POST, /open-banking/v4.0/pisp/domestic-vrps, domestic-vrp-payments.write, PAYMENT, payments",
    "POST, /psd2/v1/payments/sepa-credit-transfers, payments.write, PAYMENT,",
    "GET, /xs2a/v1/accounts/7/transactions, accounts.read, FINANCIAL,",
    "GET, /api/v1.0.0/party/customers/7, customers.read, PERSONAL,",
    "POST, /irf-provider-container/api/v7.4.0/order/paymentOrders, payment-orders.write, PAYMENT,",
    "POST, /mambu/deposits/7/transfer-transactions, deposit-transfers.write, PAYMENT,",
    "POST, /mambu/api/clients:search, clients.read, PERSONAL,",
    "POST, /FCUBSRTService/FCUBSRTService, payment-transactions.write, PAYMENT,",
    "GET, /digx/v1/accounts/demandDeposit/7/transactions, accounts.read, FINANCIAL,",
    "POST, /FISERVLET/fihttp, payment-core.write, PAYMENT,",
    "POST, /corp/Finacle;jsessionid=0000y38, payment-ebanking.write, PAYMENT,"
  })
  void theWaysOfBanksAreKnown(
      String method, String path, String group, Sensitivity sensitivity, String scope) {
    CatalogMatch match = SHIPPED.match(method, path);
    assertThat(match.operationGroup()).isEqualTo(group);
    assertThat(match.sensitivity()).isEqualTo(sensitivity);
    assertThat(match.requiredScope()).isEqualTo(scope);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/accounts/7",
        "/v1/accounts/7",
        "/v1/payments/card",
        "/api/v1/accounts/7/balances",
        "/api/v2/party/customers/7",
        "/api/clients/7",
        "/api/loans/7",
        "/api/v1/order/paymentOrders",
        "/users/login",
        "/corp/about",
        "/retail/products/7",
        "/psd2/docs/index.html",
        "/open-banking/docs/aisp",
        "/mambu.php",
        "/session",
        "/me",
        "/wp-login.php",
        "/digx/index.html"
      })
  void aPathThatBearsNoMarkIsLeftAlone(String path) {
    for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
      assertThat(SHIPPED.matchOrPath(method, path)).isNull();
    }
  }

  @Test
  void noMapHidesAnother() {
    assertThat(SHIPPED.conflicts()).isEmpty();
    assertThat(SHIPPED.sources()).hasSizeGreaterThanOrEqualTo(11);
    assertThat(SHIPPED.sources()).allSatisfy(s -> assertThat(s.source()).isNotBlank());
  }

  /** Alerting keeps payments and consents out of automatic cuts by the names of their groups. */
  @Test
  void everyPaymentIsToldByTheNameOfItsGroup() {
    for (CatalogSource source : SHIPPED.sources()) {
      for (CatalogOperation operation : source.operations()) {
        if (operation.sensitivity() == Sensitivity.PAYMENT) {
          assertThat(operation.operationGroup())
              .as(operation.path())
              .matches("pis\\..*|.*(payment|transfer|standing-order|debit|consent).*");
        }
      }
    }
  }

  @Test
  void aMapIsMountedWhereABankHasIt() {
    CatalogSource mambu =
        SHIPPED.sources().stream().filter(s -> s.name().equals("mambu")).findFirst().orElseThrow();
    Catalog mounted = Catalog.of(List.of(mambu.mountedAt(List.of("/core/banking"))));
    assertThat(mounted.match("GET", "/core/banking/clients/7").template())
        .isEqualTo("/core/banking/clients/{clientId}");
    assertThat(mounted.match("GET", "/mambu/clients/7")).isNull();
  }
}
