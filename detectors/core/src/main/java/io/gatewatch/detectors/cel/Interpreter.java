package io.gatewatch.detectors.cel;

import dev.cel.common.CelOptions;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelVariableResolver;
import io.gatewatch.features.Feature;
import java.util.Optional;

/** A checked expression on CEL's own runtime. */
final class Interpreter {
  private static final int MAX_STEPS = 1_000;
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .setOptions(
              CelOptions.current()
                  .enableHeterogeneousNumericComparisons(true)
                  .comprehensionMaxIterations(MAX_STEPS)
                  .maxRegexProgramSize(Patterns.MAX_SIZE)
                  .build())
          .addFunctionBindings(Functions.bindings())
          .build();

  private final CelRuntime.Program program;
  private final Names names;
  private final Reads reads;

  private Interpreter(CelRuntime.Program program, Names names, Reads reads) {
    this.program = program;
    this.names = names;
    this.reads = reads;
  }

  static Interpreter of(Checker.Checked checked, Names names) {
    try {
      return new Interpreter(
          RUNTIME.createProgram(checked.tree()), names, Reads.of(checked, names));
    } catch (CelEvaluationException e) {
      throw new Problem(1, Complaint.oneLine(e.getMessage()));
    }
  }

  /** Its value; null where it fails, such as with an index out of bounds. */
  Object of(Facts facts) {
    CelVariableResolver resolver = name -> value(name, facts);
    try {
      return program.eval(resolver);
    } catch (CelEvaluationException e) {
      return null;
    }
  }

  private Optional<Object> value(String name, Facts facts) {
    Name known = names.find(name);
    return known == null ? Optional.empty() : Optional.of(known.value(facts));
  }

  boolean reads(Feature feature) {
    return reads.features().contains(feature);
  }
}
