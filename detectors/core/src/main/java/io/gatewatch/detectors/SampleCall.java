package io.gatewatch.detectors;

import java.time.Instant;

/**
 * One masked call that shows a finding.
 *
 * @param newObject the object that its caller has no habit of, as the last sixteen hex digits of
 *     its keyed hash; null for none, and in findings of before
 */
public record SampleCall(
    Instant time,
    String method,
    String route,
    int status,
    String sourceAddress,
    String callId,
    String traceId,
    String newObject) {

  /** A call that met nothing new. */
  public SampleCall(
      Instant time,
      String method,
      String route,
      int status,
      String sourceAddress,
      String callId,
      String traceId) {
    this(time, method, route, status, sourceAddress, callId, traceId, null);
  }
}
