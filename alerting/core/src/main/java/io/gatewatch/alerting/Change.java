package io.gatewatch.alerting;

/** A step that a quota is due for in a round: before the blast radius was looked at. */
record Change(LedgerEntry entry, Kind kind, QuotaDecision decision) {
  enum Kind {
    /** From base down. */
    CUT,
    /** From a cut further down. */
    DEEPEN,
    /** The same again, before it lapses. */
    RENEW,
    /** One step up. */
    RESTORE
  }

  boolean isMove() {
    return kind != Kind.RENEW;
  }
}
