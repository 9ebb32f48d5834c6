package io.gatewatch.ingest.envoy;

import io.gatewatch.ingest.ApiCall.DecidedBy;
import io.gatewatch.ingest.text.Answers;

/**
 * Who chose the status. The upstream did when {@code response_code_details} says so, or when its
 * answer had begun before the stream broke. Without details, a response flag means that Envoy did
 * (RL its rate limit, UAEX its authorisation, UF, UH, NR … its own errors), except DC, the client's
 * going away, and DI, a delay; and without any flag, Envoy did when it chose no upstream host.
 */
final class EnvoyDecision {
  private static final double TOO_MANY_REQUESTS = 429;
  private static final String CONSENT_EXCEEDED = "ACCESS_EXCEEDED";

  private String flags;
  private String details;
  private String host;
  private boolean hostNamed;
  private boolean ours;
  private boolean consent;

  void flags(String text) {
    flags = text;
  }

  void details(String text) {
    details = text;
  }

  void upstreamHost(String text) {
    host = text;
    hostNamed = true;
  }

  void ourLimit(boolean marked) {
    ours = marked;
  }

  void errorCode(String code) {
    consent = code != null && code.contains(CONSENT_EXCEEDED);
  }

  /** Null when the line does not say, or when the client went away before an answer. */
  DecidedBy decide(double status) {
    if (status == Answers.NONE) {
      return null;
    }
    Boolean upstream = byUpstream();
    boolean limited = status == TOO_MANY_REQUESTS;
    if (limited && ours && Boolean.FALSE.equals(upstream)) {
      return DecidedBy.OUR_QUOTA;
    }
    if (limited && consent) {
      return DecidedBy.CONSENT_LIMIT;
    }
    if (upstream == null) {
      return null;
    }
    return upstream ? DecidedBy.UPSTREAM : DecidedBy.GATEWAY;
  }

  private Boolean byUpstream() {
    if (details != null) {
      return details.startsWith("via_upstream") || details.contains("after_response_started");
    }
    if (flags != null && !flags.equals("DC") && !flags.equals("DI")) {
      return false;
    }
    return hostNamed ? host != null : null;
  }
}
