package io.gatewatch.ingest.haproxy;

import io.gatewatch.ingest.ApiCall.DecidedBy;
import io.gatewatch.ingest.text.Answers;

/**
 * Who chose the status, by HAProxy's two letters of the session at its end: what ended it (C or c
 * the client, S or s the server, P, L, R, I, D, K, U HAProxy, - nothing) and where it then stood
 * (R, Q, C, H before an answer's headers, D, L, T or - behind them). Names in angle brackets are no
 * servers.
 */
final class HaproxyDecision {
  private static final double TOO_MANY_REQUESTS = 429;

  private HaproxyDecision() {}

  /** Null when the client went away before an answer: then nobody chose. */
  static DecidedBy decide(String state, String server, double status, boolean ours) {
    if (state == null || state.isEmpty() || status == Answers.NONE) {
      return null;
    }
    boolean gateway = isHaproxys(state) || server == null || server.startsWith("<");
    if (!gateway) {
      return DecidedBy.UPSTREAM;
    }
    return ours && status == TOO_MANY_REQUESTS ? DecidedBy.OUR_QUOTA : DecidedBy.GATEWAY;
  }

  private static boolean isHaproxys(String state) {
    char end = state.charAt(0);
    char place = state.length() > 1 ? state.charAt(1) : '-';
    boolean answering = place == 'D' || place == 'L' || place == '-';
    return !answering || (end == 'L' && place != 'D');
  }
}
