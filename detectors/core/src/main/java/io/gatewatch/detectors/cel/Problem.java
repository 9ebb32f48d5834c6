package io.gatewatch.detectors.cel;

/** An expression that cannot be taken: why, in one line, and where in it. */
public final class Problem extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int line;

  Problem(int line, String message) {
    super(message);
    this.line = line;
  }

  /** The line within the expression, from 1. */
  public int line() {
    return line;
  }
}
