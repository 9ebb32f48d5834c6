package io.gatewatch.alerting;

/** A step that a quota is due for in a tick: before the blast radius was looked at. */
record Change(LedgerEntry entry, Kind kind, QuotaDecision decision) {
  enum Kind {
    /** From base down. */
    CUT,
    /** A cut that is less than a round old was one of too many: it turns to monitor. */
    HOLD_BACK,
    /** From a cut further down. */
    DEEPEN,
    /** The same again, before it lapses. */
    RENEW,
    /** One step up. */
    RESTORE,
    /** A block is wanted on top of a cut that is in force. */
    ASK_BLOCK,
    /** A block that was wanted was refused, or nobody answered. */
    NO_BLOCK,
    /** Nobody answered in time: to base. */
    LAPSE,
    /** A person said yes to what was pending. */
    GRANT,
    /** A person said yes to a block. */
    BLOCK,
    /** A person set a limit. */
    PIN,
    /** A person's word takes it to base: refused, released, killed, exempt, the end of a pin. */
    DROP,
    /** Head-room is given, or more of it. */
    RAISE,
    /** It is taken back. */
    WITHDRAW
  }

  /** Whether the limit changes. */
  boolean isMove() {
    return kind != Kind.RENEW
        && kind != Kind.HOLD_BACK
        && kind != Kind.ASK_BLOCK
        && kind != Kind.NO_BLOCK
        && kind != Kind.GRANT;
  }

  /** Whether it goes further than what a gateway applies now, by automation. */
  boolean goesDown() {
    return kind == Kind.CUT || kind == Kind.DEEPEN;
  }
}
