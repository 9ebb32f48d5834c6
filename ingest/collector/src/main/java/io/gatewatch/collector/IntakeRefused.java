package io.gatewatch.collector;

/** A body that was not taken: send it again later, or elsewhere. */
public final class IntakeRefused extends RuntimeException {
  /** Why. */
  public enum Why {
    /** Too much is under way already. */
    BUSY,
    /** The broker does not answer; some rows may have arrived. */
    BROKER_AWAY,
    /** No parser of that name. */
    UNKNOWN_FORMAT
  }

  private final Why why;

  IntakeRefused(Why why, Throwable cause) {
    super("intake refused: " + why, cause, false, false);
    this.why = why;
  }

  /** Why it was refused. */
  public Why why() {
    return why;
  }
}
