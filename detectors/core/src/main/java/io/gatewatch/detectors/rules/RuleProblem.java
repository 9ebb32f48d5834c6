package io.gatewatch.detectors.rules;

/** What is wrong with one rule, and where. */
final class RuleProblem extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int line;

  /** A problem; line 0 where it is not known. */
  RuleProblem(int line, String message) {
    super(message);
    this.line = line;
  }

  int line() {
    return line;
  }
}
