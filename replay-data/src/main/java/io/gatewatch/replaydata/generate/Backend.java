package io.gatewatch.replaydata.generate;

/** A service behind the gateway, as Kong names it. */
enum Backend {
  IDENTITY("identity", 40),
  ACCOUNTS("accounts", 55),
  PAYMENTS("payments", 120),
  CUSTOMERS("customers", 45),
  LOANS("loans", 90),
  PRODUCTS("products", 18),
  MOBILE("mobile-bff", 70),
  REPORTS("reports", 180),
  PLATFORM("platform", 4);

  private final String serviceName;
  private final int medianMillis;
  private final String host;

  Backend(String serviceName, int medianMillis) {
    this.serviceName = serviceName;
    this.medianMillis = medianMillis;
    this.host = serviceName + ".core.bank.example";
  }

  String id() {
    return Names.uuid(Draw.name(serviceName), 1);
  }

  String serviceName() {
    return serviceName;
  }

  String host() {
    return host;
  }

  /** Usual time to the first byte, in milliseconds. */
  int medianMillis() {
    return medianMillis;
  }
}
