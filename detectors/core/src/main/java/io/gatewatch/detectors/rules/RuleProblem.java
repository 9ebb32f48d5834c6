package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.rules.CheckedFile.Mistake;
import java.util.List;

/** What is wrong with one rule, and where: one mistake at least. */
final class RuleProblem extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  RuleProblem(List<Mistake> mistakes) {
    super(mistakes.get(0).message());
    this.mistakes = List.copyOf(mistakes);
  }

  List<Mistake> mistakes() {
    return mistakes;
  }
}
