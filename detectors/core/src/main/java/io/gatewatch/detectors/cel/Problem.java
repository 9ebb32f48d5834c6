package io.gatewatch.detectors.cel;

import java.util.List;
import java.util.stream.Stream;

/** An expression that cannot be taken: why, in one line, and where in it. */
public final class Problem extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final transient List<Problem> further;

  Problem(int line, String message) {
    this(line, 0, message, List.of());
  }

  /**
   * A problem.
   *
   * @param further what is wrong beside it
   */
  Problem(int line, int column, String message, List<Problem> further) {
    super(message);
    this.line = line;
    this.column = column;
    this.further = List.copyOf(further);
  }

  /** Several in one, of which the first is told where one is enough. */
  static Problem of(List<Problem> all) {
    Problem first = all.get(0);
    return new Problem(first.line, first.column, first.getMessage(), all.subList(1, all.size()));
  }

  /** All that is wrong: this, and what is beside it. */
  public List<Problem> all() {
    return Stream.concat(Stream.of(this), further.stream()).toList();
  }

  /** The line within the expression, from 1. */
  public int line() {
    return line;
  }

  /** The character within the line, from 1; 0 where it is not known. */
  public int column() {
    return column;
  }
}
