package io.gatewatch.detectors.cel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.List;

/**
 * The regular expressions of {@code matches}: literal, well-formed, and so small that looking for
 * one in a text of 200 characters takes less than a millisecond, since RE2/J needs time in
 * proportion to instructions times characters. Refused is what is not, before a rule is in force.
 */
final class Patterns {
  static final String FUNCTION = "matches";

  /** Most instructions of RE2/J. */
  static final int MAX_SIZE = 300;

  /** Most characters of a pattern. */
  private static final int MAX_LENGTH = 500;

  /** What may at most become of it when counted repetitions are written out. */
  private static final long MAX_WRITTEN_OUT = 10_000;

  private Patterns() {}

  /**
   * Looks at every pattern of a checked tree.
   *
   * @throws Problem when one is not literal, none, or too large
   */
  static void check(CelAbstractSyntaxTree tree) {
    CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .map(node -> node.expr())
        .filter(e -> e.getKind() == CelExpr.ExprKind.Kind.CALL)
        .filter(e -> e.call().function().equals(FUNCTION))
        .forEach(e -> check(tree, e));
  }

  private static void check(CelAbstractSyntaxTree tree, CelExpr call) {
    List<CelExpr> args = call.call().args();
    CelExpr pattern = args.get(args.size() - 1);
    if (!isText(pattern)) {
      throw new Problem(line(tree, call), "matches (expected: its pattern as a literal text)");
    }
    try {
      compiled(pattern.constant().stringValue());
    } catch (IllegalArgumentException e) {
      throw new Problem(line(tree, pattern), "matches: " + Complaint.oneLine(e.getMessage()));
    }
  }

  static boolean isText(CelExpr expr) {
    return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE;
  }

  /**
   * A pattern, ready to be looked for.
   *
   * @throws IllegalArgumentException when it is none, or too large
   */
  static Pattern compiled(String text) {
    if (text.length() > MAX_LENGTH || writtenOut(text) > MAX_WRITTEN_OUT) {
      throw tooLarge();
    }
    try {
      Pattern pattern = Pattern.compile(text);
      if (pattern.programSize() > MAX_SIZE) {
        throw tooLarge();
      }
      return pattern;
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("no pattern, " + e.getDescription(), e);
    }
  }

  private static IllegalArgumentException tooLarge() {
    return new IllegalArgumentException(
        "too large a pattern (expected: at most "
            + MAX_LENGTH
            + " characters and, counted repetitions written out, "
            + MAX_SIZE
            + " steps)");
  }

  /**
   * A bound of what a pattern becomes, found without writing it out: {n} after a group repeats all
   * of it at most, after anything else one character.
   */
  private static long writtenOut(String text) {
    long once = text.length();
    long times = 1;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
      long most = most(text, open + 1);
      if (open > 0 && ")}*+?".indexOf(text.charAt(open - 1)) >= 0) {
        times *= Math.max(1, most);
      } else {
        once += most;
      }
      if (once * times > MAX_WRITTEN_OUT) {
        return Long.MAX_VALUE;
      }
    }
    return once * times;
  }

  /** The largest number between braces. */
  private static long most(String text, int from) {
    long most = 0;
    long number = 0;
    for (int i = from; i < text.length() && text.charAt(i) != '}'; i++) {
      char c = text.charAt(i);
      number = c >= '0' && c <= '9' ? Math.min(MAX_WRITTEN_OUT, 10 * number + c - '0') : 0;
      most = Math.max(most, number);
    }
    return most;
  }

  private static int line(CelAbstractSyntaxTree tree, CelExpr expr) {
    Integer offset = tree.getSource().getPositionsMap().get(expr.id());
    return offset == null
        ? 1
        : tree.getSource().getOffsetLocation(offset).map(CelSourceLocation::getLine).orElse(1);
  }
}
