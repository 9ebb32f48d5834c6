package io.gatewatch.replaydata.generate;

import static io.gatewatch.replaydata.generate.Endpoint.*;

import io.gatewatch.ingest.catalog.Catalog;
import io.gatewatch.ingest.registry.BusinessValue;
import io.gatewatch.ingest.registry.Stage;
import io.gatewatch.ingest.routes.Router;
import java.util.List;
import java.util.TreeSet;

/**
 * What a kind of agent was granted when it was let in: as much as its habit needs, and no more.
 *
 * @param owner team that answers for it
 * @param purpose what it is for
 * @param stage how far it may go
 * @param value what its calls are worth
 * @param endpoints operations that it uses
 */
record Grant(
    String owner, String purpose, Stage stage, BusinessValue value, List<Endpoint> endpoints) {

  static Grant of(AgentKind kind) {
    return switch (kind) {
      case AI_AGENT ->
          new Grant(
              "Digital assistants",
              "Answers customers' questions about their money",
              Stage.LOW_RISK_WRITE,
              BusinessValue.MEDIUM,
              List.of(
                  ACCOUNTS,
                  BALANCES,
                  TRANSACTIONS,
                  CUSTOMER,
                  CUSTOMER_CARDS,
                  CREDIT_SCORE,
                  CUSTOMER_NOTE,
                  PRODUCTS,
                  PRODUCT,
                  RATES,
                  LOAN,
                  LOAN_SCHEDULE,
                  TOKEN));
      case AISP ->
          new Grant(
              "Open banking desk",
              "Shows customers all their accounts in one place",
              Stage.READ_ONLY,
              BusinessValue.HIGH,
              List.of(
                  TOKEN,
                  CONSENT_CREATE,
                  CONSENT,
                  ACCOUNTS,
                  BALANCES,
                  TRANSACTIONS,
                  STANDING_ORDERS,
                  BENEFICIARIES));
      case PISP ->
          new Grant(
              "Open banking desk",
              "Starts payments that customers approve",
              Stage.HIGH_VALUE_WRITE,
              BusinessValue.CRITICAL,
              List.of(
                  TOKEN, PAYMENT_CONSENT_CREATE, PAYMENT_CONSENT, FUNDS, PAYMENT, PAYMENT_STATUS));
      case LOAN ->
          new Grant(
              "Lending",
              "Shows clerks the loans on their lists",
              Stage.LOW_RISK_WRITE,
              BusinessValue.HIGH,
              List.of(TOKEN, LOAN, LOAN_SCHEDULE, TRANSACTIONS, CREDIT_SCORE, LOAN_DECISION));
      case BATCH ->
          new Grant(
              "Ledger operations",
              "Copies balances and statements into the ledger",
              Stage.READ_ONLY,
              BusinessValue.HIGH,
              List.of(TOKEN, CUSTOMER, REPORT, BALANCES, STATEMENT));
      case MONITOR ->
          new Grant(
              "Platform",
              "Asks whether all is well",
              Stage.READ_ONLY,
              BusinessValue.LOW,
              List.of(TOKEN, HEALTH, READY));
      case MOBILE ->
          new Grant(
              "Mobile banking",
              "The bank's own app",
              Stage.HIGH_VALUE_WRITE,
              BusinessValue.CRITICAL,
              List.of(TOKEN, LOGIN, OVERVIEW, FEED, TRANSACTIONS, TRANSFER));
      case PARTNER ->
          new Grant(
              "Partnerships",
              "Offers the bank's products in its own shop",
              Stage.LOW_RISK_WRITE,
              BusinessValue.MEDIUM,
              List.of(TOKEN, RATES, CUSTOMER, CUSTOMER_CARDS, PRODUCTS, PRODUCT, LEAD));
    };
  }

  /** The operation groups of its endpoints, as our own catalogue names them, sorted. */
  List<String> scopes(Catalog catalog) {
    TreeSet<String> groups = new TreeSet<>();
    for (Endpoint endpoint : endpoints) {
      String path = endpoint.path("12345678");
      groups.add(Router.route(endpoint.method(), path, catalog).operationGroup(endpoint.method()));
    }
    return List.copyOf(groups);
  }
}
