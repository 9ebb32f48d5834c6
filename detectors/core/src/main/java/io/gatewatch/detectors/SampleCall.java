package io.gatewatch.detectors;

import java.time.Instant;

/** One masked call that shows a finding; carries no object hash. */
public record SampleCall(
    Instant time,
    String method,
    String route,
    int status,
    String sourceAddress,
    String callId,
    String traceId) {}
