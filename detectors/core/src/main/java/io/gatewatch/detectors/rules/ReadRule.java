package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Detector;
import io.gatewatch.detectors.ViewDetector;
import io.gatewatch.detectors.rules.CheckedFile.Mistake;
import java.util.List;

/**
 * One entry of a rule file, and what became of it: exactly one of detector, viewDetector,
 * telemetryGap and mistakes is there.
 *
 * @param line of the first mistake, else of the entry; 0 where it is not known
 * @param mistakes why it was refused; empty when it was not
 */
public record ReadRule(
    Rule rule,
    int line,
    Detector detector,
    ViewDetector viewDetector,
    TelemetryGap telemetryGap,
    List<Mistake> mistakes) {
  public ReadRule {
    mistakes = List.copyOf(mistakes);
  }

  /** How a rule is evaluated. */
  public enum Runs {
    /** CEL, as a predicate over primitives. */
    COMPILED,
    /** CEL, on its own runtime. */
    CEL_RUNTIME,
    /** A class of ours. */
    BUILT_IN
  }

  static ReadRule of(Rule rule, int line, Detector detector) {
    return new ReadRule(rule, line, detector, null, null, List.of());
  }

  static ReadRule of(Rule rule, int line, ViewDetector detector) {
    return new ReadRule(rule, line, null, detector, null, List.of());
  }

  static ReadRule of(Rule rule, int line, TelemetryGap detector) {
    return new ReadRule(rule, line, null, null, detector, List.of());
  }

  static ReadRule refused(Rule rule, int line, String problem) {
    return refused(rule, List.of(new Mistake(line, problem)));
  }

  static ReadRule refused(Rule rule, List<Mistake> mistakes) {
    return new ReadRule(rule, mistakes.get(0).line(), null, null, null, mistakes);
  }

  /** Why it was refused, the first of it in one line; null when it was not. */
  public String problem() {
    return mistakes.isEmpty() ? null : mistakes.get(0).message();
  }

  /** How it is evaluated; null when it was refused. */
  public Runs runs() {
    if (!mistakes.isEmpty()) {
      return null;
    }
    if (detector instanceof CelRule cel) {
      return cel.condition().isCompiled() ? Runs.COMPILED : Runs.CEL_RUNTIME;
    }
    return Runs.BUILT_IN;
  }

  /** What is wrong first, with its line, in one line; null when nothing is. */
  public String complaint() {
    return mistakes.isEmpty() ? null : (line > 0 ? "line " + line + ": " : "") + problem();
  }
}
