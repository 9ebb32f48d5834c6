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
  private final byte[] json;
  private final String host;

  Backend(String serviceName, int medianMillis) {
    this.serviceName = serviceName;
    this.medianMillis = medianMillis;
    this.host = serviceName + ".core.bank.example";
    this.json =
        LineBuffer.ascii(
            ("{'id':'%s','name':'%s','host':'%s','port':8443,'protocol':'https','retries':5,"
                    + "'read_timeout':60000,'enabled':true,'created_at':1751356800}")
                .replace('\'', '"')
                .formatted(id(), serviceName, host));
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

  /** Kong's service object. */
  byte[] json() {
    return json;
  }
}
