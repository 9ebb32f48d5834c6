package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Detector;
import io.gatewatch.detectors.ViewDetector;

/**
 * One entry of a rule file, and what became of it: exactly one of detector, viewDetector,
 * telemetryGap and problem is there.
 *
 * @param line of the problem, else of the entry; 0 where it is not known
 * @param problem why it was refused, in one line
 */
public record ReadRule(
    Rule rule,
    int line,
    Detector detector,
    ViewDetector viewDetector,
    TelemetryGap telemetryGap,
    String problem) {

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
    return new ReadRule(rule, line, detector, null, null, null);
  }

  static ReadRule of(Rule rule, int line, ViewDetector detector) {
    return new ReadRule(rule, line, null, detector, null, null);
  }

  static ReadRule of(Rule rule, int line, TelemetryGap detector) {
    return new ReadRule(rule, line, null, null, detector, null);
  }

  static ReadRule refused(Rule rule, int line, String problem) {
    return new ReadRule(rule, line, null, null, null, problem);
  }

  /** How it is evaluated; null when it was refused. */
  public Runs runs() {
    if (problem != null) {
      return null;
    }
    if (detector instanceof CelRule cel) {
      return cel.condition().isCompiled() ? Runs.COMPILED : Runs.CEL_RUNTIME;
    }
    return Runs.BUILT_IN;
  }

  /** What is wrong, with its place, in one line; null when nothing is. */
  public String complaint() {
    return problem == null ? null : (line > 0 ? "line " + line + ": " : "") + problem;
  }
}
