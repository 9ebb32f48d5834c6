package io.gatewatch.replaydata.up;

/** Why {@code up} did not start, in one line for a person: what, and how to mend it. */
public final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotStart(String message) {
    super(message);
  }

  CannotStart(String message, Throwable cause) {
    super(message, cause);
  }
}
