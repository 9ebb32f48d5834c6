package io.gatewatch.replaydata.generate;

/** An operation of the bank's API. Braces stand for one id. */
enum Endpoint {
  TOKEN(Backend.IDENTITY, "POST", "/oauth2/token", 940, 200),
  LOGIN(Backend.IDENTITY, "POST", "/mobile/v2/session", 610, 201),
  CONSENT_CREATE(
      Backend.ACCOUNTS, "POST", "/open-banking/v4.0/aisp/account-access-consents", 720, 201),
  CONSENT(Backend.ACCOUNTS, "GET", "/open-banking/v4.0/aisp/account-access-consents/{}", 690, 200),
  ACCOUNTS(Backend.ACCOUNTS, "GET", "/open-banking/v4.0/aisp/accounts", 1850, 200),
  ACCOUNT(Backend.ACCOUNTS, "GET", "/open-banking/v4.0/aisp/accounts/{}", 720, 200),
  BALANCES(Backend.ACCOUNTS, "GET", "/open-banking/v4.0/aisp/accounts/{}/balances", 540, 200),
  TRANSACTIONS(
      Backend.ACCOUNTS, "GET", "/open-banking/v4.0/aisp/accounts/{}/transactions", 14200, 200),
  STANDING_ORDERS(
      Backend.ACCOUNTS, "GET", "/open-banking/v4.0/aisp/accounts/{}/standing-orders", 2100, 200),
  BENEFICIARIES(
      Backend.ACCOUNTS, "GET", "/open-banking/v4.0/aisp/accounts/{}/beneficiaries", 2600, 200),
  STATEMENT(Backend.REPORTS, "GET", "/api/v1/accounts/{}/statements/latest", 88000, 200),
  PAYMENT_CONSENT_CREATE(
      Backend.PAYMENTS, "POST", "/open-banking/v4.0/pisp/domestic-payment-consents", 980, 201),
  PAYMENT_CONSENT(
      Backend.PAYMENTS, "GET", "/open-banking/v4.0/pisp/domestic-payment-consents/{}", 1010, 200),
  FUNDS(
      Backend.PAYMENTS,
      "GET",
      "/open-banking/v4.0/pisp/domestic-payment-consents/{}/funds-confirmation",
      310,
      200),
  PAYMENT(Backend.PAYMENTS, "POST", "/open-banking/v4.0/pisp/domestic-payments", 1120, 201),
  PAYMENT_STATUS(Backend.PAYMENTS, "GET", "/open-banking/v4.0/pisp/domestic-payments/{}", 890, 200),
  CUSTOMER(Backend.CUSTOMERS, "GET", "/api/v1/customers/{}", 1300, 200),
  CUSTOMER_CARDS(Backend.CUSTOMERS, "GET", "/api/v1/customers/{}/cards", 1700, 200),
  CREDIT_SCORE(Backend.CUSTOMERS, "GET", "/api/v1/customers/{}/credit-score", 260, 200),
  CUSTOMER_NOTE(Backend.CUSTOMERS, "POST", "/api/v1/customers/{}/notes", 180, 201),
  LOAN(Backend.LOANS, "GET", "/loans/{}", 2200, 200),
  LOAN_SCHEDULE(Backend.LOANS, "GET", "/loans/{}/schedule", 9400, 200),
  LOAN_DECISION(Backend.LOANS, "POST", "/loans/{}/decisions", 420, 201),
  PRODUCTS(Backend.PRODUCTS, "GET", "/api/v1/products", 5200, 200),
  PRODUCT(Backend.PRODUCTS, "GET", "/api/v1/products/{}", 1900, 200),
  RATES(Backend.PRODUCTS, "GET", "/api/v1/rates/fx", 2400, 200),
  LEAD(Backend.PRODUCTS, "POST", "/api/v1/leads", 240, 202),
  OVERVIEW(Backend.MOBILE, "GET", "/mobile/v2/accounts/{}/overview", 3300, 200),
  FEED(Backend.MOBILE, "GET", "/mobile/v2/feed", 7800, 200),
  TRANSFER(Backend.MOBILE, "POST", "/mobile/v2/accounts/{}/transfers", 510, 201),
  REPORT(Backend.REPORTS, "GET", "/api/v1/reports/daily/{}", 240000, 200),
  HEALTH(Backend.PLATFORM, "GET", "/health", 64, 200),
  READY(Backend.PLATFORM, "GET", "/ready", 92, 200),
  OLD_ACCOUNTS(Backend.ACCOUNTS, "GET", "/open-banking/v3.1/aisp/accounts", 1700, 200),
  OLD_BALANCES(Backend.ACCOUNTS, "GET", "/open-banking/v3.1/aisp/accounts/{}/balances", 510, 200),
  OLD_TRANSACTIONS(
      Backend.ACCOUNTS, "GET", "/open-banking/v3.1/aisp/accounts/{}/transactions", 13800, 200),
  INTERNAL(Backend.PLATFORM, "GET", "/internal", 900, 200),
  ACTUATOR(Backend.PLATFORM, "GET", "/actuator", 5200, 200);

  private final Backend backend;
  private final String method;
  private final String before;
  private final String after;
  private final int medianBytes;
  private final int success;

  Endpoint(Backend backend, String method, String template, int medianBytes, int success) {
    this.backend = backend;
    this.method = method;
    int brace = template.indexOf("{}");
    this.before = brace < 0 ? template : template.substring(0, brace);
    this.after = brace < 0 ? "" : template.substring(brace + 2);
    this.medianBytes = medianBytes;
    this.success = success;
  }

  /** The path with this id in its place; the id is ignored where the path has none. */
  String path(String id) {
    return takesId() ? before + id + after : before;
  }

  private boolean takesId() {
    return before.endsWith("/");
  }

  Backend backend() {
    return backend;
  }

  String method() {
    return method;
  }

  boolean writes() {
    return !method.equals("GET");
  }

  /** Usual size of a good answer's body, in bytes. */
  int medianBytes() {
    return medianBytes;
  }

  /** Status of a good answer. */
  int success() {
    return success;
  }

  /** What Kong's route matches: the path up to its first id. */
  String prefix() {
    return takesId() ? before.substring(0, before.length() - 1) : before;
  }
}
