package io.gatewatch.ingest.envoy;

import io.gatewatch.ingest.RejectReason;

/** What Envoy and Istio's agent say about themselves, between access lines on the same output. */
final class OwnLine {
  private OwnLine() {}

  /** Why a line that is neither JSON nor starts with a bracket is no call. */
  static RejectReason reason(byte[] line, int start) {
    return isAgents(line, 0) || isAgents(line, start)
        ? RejectReason.NOT_A_CALL
        : RejectReason.NOT_THE_FORMAT;
  }

  /** Whether a bracketed text is the head of Envoy's own log: [time][thread][level][logger]. */
  static boolean isHead(byte[] line, int from, int to) {
    for (int at = from; at + 1 < to; at++) {
      if (line[at] == ']' && line[at + 1] == '[') {
        return true;
      }
    }
    return false;
  }

  /** Istio's agent writes a time, a tab, a level, a tab. */
  private static boolean isAgents(byte[] line, int start) {
    int end = Math.min(line.length, start + 40);
    for (int at = start; at < end && line[at] != ' '; at++) {
      if (line[at] == '\t') {
        return at > start + 10 && line[start + 4] == '-';
      }
    }
    return false;
  }
}
