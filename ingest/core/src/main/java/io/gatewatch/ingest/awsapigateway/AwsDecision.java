package io.gatewatch.ingest.awsapigateway;

import io.gatewatch.ingest.ApiCall.DecidedBy;

/**
 * Who chose the status. The gateway did when it made one of its gateway responses ({@code
 * error.responseType}, such as THROTTLED), when the firewall blocked, or when the integration was
 * logged as absent; the integration did when it has a status or a latency. A Lambda function's
 * answer need not have the integration's own status, so the two are not compared.
 */
final class AwsDecision {
  private static final int TOO_MANY_REQUESTS = 429;

  private String errorType;
  private Boolean integrated;
  private boolean noError;
  private boolean blocked;
  private boolean ours;

  /** A type of gateway response; null when the log has the field without a value. */
  void errorType(String type) {
    errorType = type;
    noError = type == null;
  }

  /** Anything of the integration; null when the log has the field without a value. */
  void integration(String value) {
    integrated = value != null || Boolean.TRUE.equals(integrated);
  }

  void waf(String code) {
    blocked = "WAF_BLOCK".equals(code);
  }

  void quota(String mark) {
    ours = mark != null;
  }

  String errorType() {
    return errorType;
  }

  /** Null when the line says nothing about it. */
  Boolean byGateway() {
    if (errorType != null || blocked) {
      return true;
    }
    if (integrated != null) {
      return !integrated;
    }
    return noError ? Boolean.FALSE : null;
  }

  DecidedBy decide(Double status) {
    Boolean gateway = byGateway();
    if (gateway == null) {
      return null;
    }
    boolean limited = status != null && status == TOO_MANY_REQUESTS;
    if (gateway && limited && ours) {
      return DecidedBy.OUR_QUOTA;
    }
    return gateway ? DecidedBy.GATEWAY : DecidedBy.UPSTREAM;
  }
}
