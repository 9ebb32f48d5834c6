package io.gatewatch.ingest.kong;

import io.gatewatch.ingest.ApiCall.DecidedBy;

/**
 * Who chose the status. The gateway did when the call was never proxied: {@code source} (3.x) is
 * not upstream, {@code latencies.proxy} is −1, or {@code tries} is empty. Our quota did when the
 * gateway itself answered 429 and marked it with the header {@value #QUOTA_HEADER}; a backend that
 * sends that header is not believed.
 */
final class KongDecision {
  static final String QUOTA_HEADER = "x-gatewatch-quota";

  private static final int TOO_MANY_REQUESTS = 429;
  private static final String ERROR_CODE = "error-code";
  private static final String CONSENT_EXCEEDED = "ACCESS_EXCEEDED";

  private Boolean tried;
  private String source;
  private Double proxyLatency;
  private boolean ours;
  private boolean consent;

  void tries(boolean some) {
    tried = some;
  }

  void source(String name) {
    source = name;
  }

  void proxyLatency(Double millis) {
    proxyLatency = millis;
  }

  /** Whether a response header of that name says anything about it. */
  static boolean reads(String name) {
    return name.equalsIgnoreCase(QUOTA_HEADER) || isErrorCode(name);
  }

  void responseHeader(String name, String value) {
    if (value == null) {
      return;
    }
    ours |= name.equalsIgnoreCase(QUOTA_HEADER);
    consent |= isErrorCode(name) && value.contains(CONSENT_EXCEEDED);
  }

  private static boolean isErrorCode(String name) {
    int from = name.length() - ERROR_CODE.length();
    return from >= 0 && name.regionMatches(true, from, ERROR_CODE, 0, ERROR_CODE.length());
  }

  /** Null when the line says nothing at all. */
  DecidedBy decide(Double status) {
    boolean limited = status != null && status == TOO_MANY_REQUESTS;
    Boolean gateway = byGateway();
    if (limited && ours && Boolean.TRUE.equals(gateway)) {
      return DecidedBy.OUR_QUOTA;
    }
    if (limited && consent) {
      return DecidedBy.CONSENT_LIMIT;
    }
    if (gateway == null) {
      return null;
    }
    return gateway ? DecidedBy.GATEWAY : DecidedBy.UPSTREAM;
  }

  private Boolean byGateway() {
    if (source != null) {
      return !source.equals("upstream");
    }
    if (proxyLatency != null && !proxyLatency.isNaN()) {
      return proxyLatency < 0 || Boolean.FALSE.equals(tried);
    }
    return tried == null ? null : !tried;
  }
}
