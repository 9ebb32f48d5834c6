package io.gatewatch.gateways;

import java.util.Locale;

/** What became of one record of the control topic. */
public sealed interface Outcome {

  /** It is the newest of its key now. */
  record Applied(HeldQuota held) implements Outcome {}

  /** It changed nothing. */
  record Ignored(Reason reason) implements Outcome {}

  /** Why a record was ignored; checked in this order. */
  enum Reason {
    /** No signature, or no value to sign. */
    UNSIGNED,
    /** Signed with a key that this reader was not given. */
    UNKNOWN_KEY,
    /** The signature does not hold over these key and value bytes. */
    FORGED,
    /** Signed, but no quota update that this reader understands. */
    UNREADABLE,
    /** The value speaks of another key than its record's. */
    WRONG_KEY,
    /** (controllerEpoch, version) is not higher than what is there: a repeat, or out of order. */
    STALE,
    /** Its time was over when it came. */
    EXPIRED;

    /** The name on the wire, such as {@code unknown_key}. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
