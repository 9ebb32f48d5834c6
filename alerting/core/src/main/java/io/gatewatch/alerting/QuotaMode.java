package io.gatewatch.alerting;

/** How far a quota update goes; only ENFORCE is ever applied. Order: from least to most. */
public enum QuotaMode {
  /** Nothing is published. */
  OFF,
  /** Published, never applied: what would have happened. */
  MONITOR,
  /** Published, waits for a person. */
  RECOMMEND,
  /** Applied by the gateways. */
  ENFORCE;

  /** The one that goes less far. */
  public QuotaMode atMost(QuotaMode other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
