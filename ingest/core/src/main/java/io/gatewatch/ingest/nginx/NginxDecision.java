package io.gatewatch.ingest.nginx;

import io.gatewatch.ingest.ApiCall.DecidedBy;

/**
 * Who chose the status. nginx did when it asked no upstream ({@code $upstream_addr} is empty), when
 * the last one asked sent no header ({@code $upstream_header_time} is a dash; {@code
 * $upstream_status} says 502 even for a connection that was refused), or when it replaced the
 * upstream's status by another. Variables hold one value per upstream, parted by commas and colons:
 * the last is the one that counted.
 */
final class NginxDecision {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final String CONSENT_EXCEEDED = "ACCESS_EXCEEDED";

  private String upstream;
  private String status;
  private String header;
  private boolean ours;
  private boolean consent;

  void upstream(String addresses) {
    upstream = addresses;
  }

  void upstreamStatus(String statuses) {
    status = last(statuses);
  }

  void upstreamHeader(String times) {
    header = last(times);
  }

  void ourLimit(boolean marked) {
    ours |= marked;
  }

  void errorCode(String code) {
    consent |= code != null && code.contains(CONSENT_EXCEEDED);
  }

  /** Whether nginx let the call pass to an upstream. */
  boolean askedUpstream() {
    return upstream != null && !upstream.isEmpty() && !upstream.equals("-");
  }

  /** Null when the line does not say. */
  DecidedBy decide(double answered) {
    Boolean gateway = byGateway(answered);
    boolean limited = answered == TOO_MANY_REQUESTS;
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

  private Boolean byGateway(double answered) {
    if (upstream == null) {
      return null;
    }
    boolean silent = header != null && (header.isEmpty() || header.equals("-"));
    boolean replaced = status != null && !status.equals(Integer.toString((int) answered));
    return !askedUpstream() || silent || replaced;
  }

  /** The last of values parted by a comma or a colon, each with a blank behind it. */
  private static String last(String values) {
    return values == null ? null : values.substring(values.lastIndexOf(' ') + 1);
  }
}
