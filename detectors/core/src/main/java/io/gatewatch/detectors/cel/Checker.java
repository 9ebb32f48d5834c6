package io.gatewatch.detectors.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.ArrayList;
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

  /** So many mistakes of one expression are told, and how many more there are. */
  private static final int MAX_TOLD = 20;

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
    CelAbstractSyntaxTree parsed = tree(text, COMPILER.parse(text), true);
    Rewriter doubles = new Rewriter(names, true);
    CelValidationResult result = COMPILER.check(doubles.rewrite(parsed));
    if (result.hasError()) {
      CelValidationResult whole = COMPILER.check(new Rewriter(names, false).rewrite(parsed));
      result = whole.getErrors().size() < result.getErrors().size() ? whole : result;
    }
    CelAbstractSyntaxTree checked = tree(text, result, false);
    Patterns.check(checked);
    return new Checked(checked, doubles.thresholds());
  }

  /** The tree, or what is wrong; of its form the first, since after it the rest is guessed. */
  private CelAbstractSyntaxTree tree(String text, CelValidationResult result, boolean ofForm) {
    if (result.hasError()) {
      List<CelIssue> issues = result.getErrors();
      throw problem(text, ofForm ? issues.subList(0, 1) : issues);
    }
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      throw new Problem(1, Complaint.oneLine(e.getMessage()));
    }
  }

  private Problem problem(String text, List<CelIssue> issues) {
    List<Problem> further = new ArrayList<>();
    for (CelIssue issue : issues.subList(1, Math.min(MAX_TOLD, issues.size()))) {
      further.add(problem(text, issue, List.of()));
    }
    int untold = issues.size() - MAX_TOLD;
    if (untold > 0) {
      CelSourceLocation first = issues.get(MAX_TOLD).getSourceLocation();
      String more = "and " + untold + (untold == 1 ? " more mistake" : " more mistakes");
      further.add(new Problem(line(first), column(first), more, List.of()));
    }
    return problem(text, issues.get(0), further);
  }

  private Problem problem(String text, CelIssue issue, List<Problem> further) {
    CelSourceLocation place = issue.getSourceLocation();
    return new Problem(line(place), column(place), Complaint.of(issue, text, names), further);
  }

  private static int line(CelSourceLocation place) {
    return Math.max(1, place.getLine());
  }

  private static int column(CelSourceLocation place) {
    return Math.max(0, 1 + place.getColumn());
  }
}
