package io.gatewatch.detectors.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExprConverter;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
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

  private final Names names;
  private final CelCompiler compiler;

  Checker(Names names) {
    this.names = names;
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addFunctionDeclarations(Functions.declarations());
    for (Name name : names.all()) {
      builder.addVar(name.name(), name.type());
    }
    this.compiler = builder.build();
  }

  /**
   * A condition.
   *
   * @throws Problem when it is none
   */
  CelAbstractSyntaxTree condition(String text) {
    return check(text, Set.of(SimpleType.BOOL), "true or false");
  }

  /**
   * Something that can be written.
   *
   * @throws Problem when it is not
   */
  CelAbstractSyntaxTree words(String text) {
    return check(text, Set.of(SimpleType.STRING, SimpleType.DOUBLE), "a text or a number");
  }

  private CelAbstractSyntaxTree check(String text, Set<CelType> types, String expected) {
    CelAbstractSyntaxTree tree = check(text);
    CelType type = tree.getResultType();
    if (!types.contains(type)) {
      throw new Problem(1, "gives a " + type.name() + " (expected: " + expected + ")");
    }
    return tree;
  }

  private CelAbstractSyntaxTree check(String text) {
    CelAbstractSyntaxTree parsed = tree(text, compiler.parse(text));
    CelValidationResult doubles = compiler.check(inDoubles(parsed));
    if (!doubles.hasError()) {
      return tree(text, doubles);
    }
    CelValidationResult asWritten = compiler.check(parsed);
    boolean closer = asWritten.getErrors().size() < doubles.getErrors().size();
    return tree(text, closer ? asWritten : doubles);
  }

  private static CelAbstractSyntaxTree inDoubles(CelAbstractSyntaxTree parsed) {
    CelMutableExpr expr = CelMutableExprConverter.fromCelExpr(parsed.getExpr());
    widen(expr);
    return CelAbstractSyntaxTree.newParsedAst(
        CelMutableExprConverter.fromMutableExpr(expr), parsed.getSource());
  }

  private static void widen(CelMutableExpr expr) {
    switch (expr.getKind()) {
      case CONSTANT -> {
        if (expr.constant().getKind() == CelConstant.Kind.INT64_VALUE) {
          expr.setConstant(CelConstant.ofValue((double) expr.constant().int64Value()));
        }
      }
      case CALL -> {
        expr.call().target().ifPresent(Checker::widen);
        expr.call().args().forEach(Checker::widen);
      }
      case LIST -> expr.list().elements().forEach(Checker::widen);
      default -> {}
    }
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
