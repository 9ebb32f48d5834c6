package io.gatewatch.replaydata.cli;

/**
 * A command cannot go on, and the person can mend it: shown as one line on standard error, without
 * a stack trace.
 */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  private Failure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Wrong usage or configuration; the message says what, and how to mend it. */
  public static Failure usage(String message) {
    return new Failure(Gatewatch.WRONG_USAGE, message);
  }

  /** A file could not be read or written. */
  public static Failure input(String message) {
    return new Failure(Gatewatch.UNREADABLE, message);
  }

  /** A service that the command needs cannot be reached. */
  public static Failure unreachable(String message) {
    return new Failure(Gatewatch.UNREACHABLE, message);
  }

  /** What the process ends with. */
  public int exitCode() {
    return exitCode;
  }
}
