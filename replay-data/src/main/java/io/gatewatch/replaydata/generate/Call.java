package io.gatewatch.replaydata.generate;

/** One call that was made, with all that the gateway knows of it. Reused by its session. */
final class Call {
  Caller caller;
  Step step;
  String path;
  String query;

  /** False when the gateway turned it away without knowing who it was. */
  boolean authenticated;

  /** False when no route matched the path. */
  boolean routed;

  /** False when the gateway answered by itself. */
  boolean upstream;

  int status;
  long start;
  int kongMillis;
  int upstreamMillis;
  long bytesIn;
  long bytesOut;
  long idHigh;
  long idLow;
  long traceHigh;
  long traceLow;
  long conversation;

  long latencyMillis() {
    return kongMillis + (long) Math.max(0, upstreamMillis);
  }

  long end() {
    return start + latencyMillis();
  }
}
