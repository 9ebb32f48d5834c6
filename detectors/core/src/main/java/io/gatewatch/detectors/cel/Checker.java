package io.gatewatch.detectors.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.List;
import java.util.Set;

/**
 * Parses and type-checks expressions in one rule's names. All our numbers are doubles, and CEL does
 * not mix them with whole numbers. So whole numbers are read as doubles, {@code calls_1m >= 60} as
 * {@code calls_1m >= 60.0}; only an expression that type-checks in no other way keeps them, such as
 * {@code size(call.route) > 60}.
 */
final class Checker {
  /** Longest expression, in characters. */
  private static final int MAX_LENGTH = 10_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(MAX_LENGTH)
          .maxParseRecursionDepth(64)
          .maxParseErrorRecoveryLimit(1)
          .enableHeterogeneousNumericComparisons(false)
          .build();

  private static final CelCompiler COMPILER = compiler();

  /** A checked tree, and the rule's thresholds that stood in it. */
  record Checked(CelAbstractSyntaxTree tree, List<String> thresholds) {}

  private final Names names;

  Checker(Names names) {
    this.names = names;
  }

  private static CelCompiler compiler() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addFunctionDeclarations(Functions.declarations());
    for (Name name : Names.shared()) {
      builder.addVar(name.name(), name.type());
    }
    return builder.build();
  }

  /**
   * A condition.
   *
   * @throws Problem when it is none
   */
  Checked condition(String text) {
    return check(text, Set.of(SimpleType.BOOL), "true or false");
  }

  /**
   * Something that can be written.
   *
   * @throws Problem when it is not
   */
  Checked words(String text) {
    return check(text, Set.of(SimpleType.STRING, SimpleType.DOUBLE), "a text or a number");
  }

  private Checked check(String text, Set<CelType> types, String expected) {
    Checked checked = check(text);
    CelType type = checked.tree().getResultType();
    if (!types.contains(type)) {
      throw new Problem(1, "gives a " + type.name() + " (expected: " + expected + ")");
    }
    return checked;
  }

  private Checked check(String text) {
    CelAbstractSyntaxTree parsed = tree(text, COMPILER.parse(text));
    Rewriter doubles = new Rewriter(names, true);
    CelValidationResult result = COMPILER.check(doubles.rewrite(parsed));
    if (result.hasError()) {
      CelValidationResult whole = COMPILER.check(new Rewriter(names, false).rewrite(parsed));
      result = whole.getErrors().size() < result.getErrors().size() ? whole : result;
    }
    CelAbstractSyntaxTree checked = tree(text, result);
    Patterns.check(checked);
    return new Checked(checked, doubles.thresholds());
  }

  private CelAbstractSyntaxTree tree(String text, CelValidationResult result) {
    if (result.hasError()) {
      CelIssue first = result.getErrors().get(0);
      int line = Math.max(1, first.getSourceLocation().getLine());
      throw new Problem(line, Complaint.of(first, text, names));
    }
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      throw new Problem(1, Complaint.oneLine(e.getMessage()));
    }
  }
}
