package io.gatewatch.ingest.mulesoft;

import io.gatewatch.ingest.ApiCall.DecidedBy;
import io.gatewatch.ingest.assemble.RawCall;

/**
 * Who chose the status, and who called. A policy that was violated is the gateway's answer, a call
 * that was processed the backend's. The policies that check a caller fill {@code authentication},
 * so its ids are facts unless one of them refused: a violation with 401 or 403, or a 401 of unknown
 * origin.
 */
final class MuleSoftOutcome {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY_REQUESTS = 429;

  String clientId;
  String clientName;
  String principal;
  String disposition;
  String violatedPolicy;
  String violatingClient;
  String quotaMark;

  void writeTo(RawCall raw) {
    Boolean gateway = byGateway();
    int status = raw.status == null ? 0 : raw.status.intValue();
    raw.decidedBy = decide(gateway, status);
    boolean refused =
        (Boolean.TRUE.equals(gateway) && (status == UNAUTHORIZED || status == FORBIDDEN))
            || (gateway == null && status == UNAUTHORIZED);
    if (refused) {
      claim(violatingClient, raw);
      claim(clientId, raw);
      return;
    }
    raw.facts.note("authentication", "passed");
    raw.facts.note("clientId", clientId);
    raw.facts.note("clientName", clientName);
    raw.facts.note("principal", principal);
  }

  /** Null when the line does not say. */
  private Boolean byGateway() {
    if (violatedPolicy != null || "VIOLATION".equals(disposition)) {
      return true;
    }
    return "PROCESSED".equals(disposition) ? Boolean.FALSE : null;
  }

  private DecidedBy decide(Boolean gateway, int status) {
    if (gateway == null) {
      return null;
    }
    if (gateway && quotaMark != null && status == TOO_MANY_REQUESTS) {
      return DecidedBy.OUR_QUOTA;
    }
    return gateway ? DecidedBy.GATEWAY : DecidedBy.UPSTREAM;
  }

  private static void claim(String id, RawCall raw) {
    if (id != null) {
      raw.claims.add(id);
    }
  }
}
