package io.gatewatch.detectors;

/** What a detector needs before it can judge. */
public enum Need {
  /** Its principal's own evidence: judged at once. */
  OWN,
  /** Own evidence with Context(r−2): peers, priors; judged at once. */
  PAST,
  /**
   * Context(r) of the same round: whatever a sick service can fake, such as 5xx, latency, silence.
   */
  SAME
}
