package io.gatewatch.ingest.registry;

/** How far an agent may go; each stage includes the ones before it. */
public enum Stage {
  /** Reads alone. */
  READ_ONLY,
  /** Writes that move no money. */
  LOW_RISK_WRITE,
  /** Payments too. */
  HIGH_VALUE_WRITE
}
