package io.gatewatch.ingest.awsapigateway;

import io.gatewatch.ingest.ApiCall.DecidedBy;
import io.gatewatch.ingest.assemble.Decisive;

/**
 * Who chose the status. The gateway did when it made one of its gateway responses ({@code
 * error.responseType}, such as THROTTLED), when the firewall blocked, or when the integration was
 * logged as absent; the integration did when it has a status or a latency. A Lambda function's
 * answer need not have the integration's own status, so the two are not compared.
 */
final class AwsDecision {
  private static final int TOO_MANY_REQUESTS = 429;

  /** Type of the gateway's own response. */
  final Decisive errorType = new Decisive();

  final Decisive integrationStatus = new Decisive();
  final Decisive integrationLatency = new Decisive();

  private boolean blocked;
  private boolean ours;

  void waf(String code) {
    blocked = "WAF_BLOCK".equals(code);
  }

  void quota(String mark) {
    ours = mark != null;
  }

  /** Null when the line says nothing about it. */
  Boolean byGateway() {
    if (errorType.get() != null || blocked) {
      return true;
    }
    if (integrationStatus.isLogged() || integrationLatency.isLogged()) {
      return integrationStatus.get() == null && integrationLatency.get() == null;
    }
    return errorType.isLogged() ? Boolean.FALSE : null;
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
