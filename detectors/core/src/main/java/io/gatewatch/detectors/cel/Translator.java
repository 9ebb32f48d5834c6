package io.gatewatch.detectors.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.DoubleFunction;

/**
 * Turns a checked tree into predicates over primitives. Answers null for what lies outside of what
 * they can say: lists other than literals, whole numbers, macros, order of texts. Nothing inside
 * can fail, so that and, or and ?: may simply stop early.
 */
final class Translator {
  private final CelAbstractSyntaxTree tree;
  private final Names names;

  Translator(CelAbstractSyntaxTree tree, Names names) {
    this.tree = tree;
    this.names = names;
  }

  Bool bool(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT -> new Bool.Constant(expr.constant().booleanValue());
      case IDENT, SELECT -> named(expr).map(Name::truth).orElse(null);
      case CALL -> call(expr.call());
      default -> null;
    };
  }

  private Bool call(CelCall call) {
    List<CelExpr> args = call.args();
    Order order = Order.of(call.function());
    if (order != null) {
      return compared(order, args.get(0), args.get(1));
    }
    return switch (call.function()) {
      case "_&&_" -> both(bool(args.get(0)), bool(args.get(1)));
      case "_||_" -> either(bool(args.get(0)), bool(args.get(1)));
      case "!_" -> not(bool(args.get(0)));
      case "_?_:_" -> choice(bool(args.get(0)), bool(args.get(1)), bool(args.get(2)));
      case "@in" -> oneOf(args.get(0), args.get(1));
      case "startsWith" -> match(Bool.Match.Kind.STARTS_WITH, call);
      case "endsWith" -> match(Bool.Match.Kind.ENDS_WITH, call);
      case "contains" -> match(Bool.Match.Kind.CONTAINS, call);
      case Patterns.FUNCTION -> found(call);
      default -> null;
    };
  }

  private static Bool both(Bool left, Bool right) {
    return left == null || right == null ? null : new Bool.And(left, right);
  }

  private static Bool either(Bool left, Bool right) {
    return left == null || right == null ? null : new Bool.Or(left, right);
  }

  private static Bool not(Bool of) {
    return of == null ? null : new Bool.Not(of);
  }

  private static Bool choice(Bool when, Bool then, Bool otherwise) {
    return when == null || then == null || otherwise == null
        ? null
        : new Bool.Choice(when, then, otherwise);
  }

  private Bool compared(Order order, CelExpr left, CelExpr right) {
    if (is(left, SimpleType.DOUBLE) && is(right, SimpleType.DOUBLE)) {
      Num a = number(left);
      Num b = number(right);
      return a == null || b == null ? null : new Bool.Compare(order, a, b);
    }
    if (order != Order.EQUAL && order != Order.OTHER) {
      return null;
    }
    Bool same = same(left, right);
    return order == Order.EQUAL ? same : not(same);
  }

  private Bool same(CelExpr left, CelExpr right) {
    if (is(left, SimpleType.STRING) && is(right, SimpleType.STRING)) {
      Text a = text(left);
      Text b = text(right);
      return a == null || b == null ? null : new Bool.Match(Bool.Match.Kind.EQUALS, a, b);
    }
    if (is(left, SimpleType.BOOL) && is(right, SimpleType.BOOL)) {
      Bool a = bool(left);
      Bool b = bool(right);
      return a == null || b == null ? null : new Bool.Same(a, b);
    }
    return null;
  }

  private Bool match(Bool.Match.Kind kind, CelCall call) {
    if (call.target().isEmpty() || !is(call.target().get(), SimpleType.STRING)) {
      return null;
    }
    Text text = text(call.target().get());
    Text other = text(call.args().get(0));
    return text == null || other == null ? null : new Bool.Match(kind, text, other);
  }

  private Bool found(CelCall call) {
    List<CelExpr> args = call.args();
    CelExpr pattern = args.get(args.size() - 1);
    Text text = text(call.target().orElse(args.get(0)));
    return text == null || !Patterns.isText(pattern)
        ? null
        : new Bool.Found(text, Patterns.compiled(pattern.constant().stringValue()));
  }

  private Bool oneOf(CelExpr member, CelExpr list) {
    if (list.getKind() != CelExpr.ExprKind.Kind.LIST) {
      return null;
    }
    List<CelExpr> values = list.list().elements();
    if (is(member, SimpleType.STRING) && all(values, CelConstant.Kind.STRING_VALUE)) {
      Text text = text(member);
      TreeSet<String> texts = new TreeSet<>();
      values.forEach(v -> texts.add(v.constant().stringValue()));
      return text == null ? null : new Bool.OneOf(text, texts);
    }
    if (is(member, SimpleType.DOUBLE) && all(values, CelConstant.Kind.DOUBLE_VALUE)) {
      Num number = number(member);
      List<Double> numbers = values.stream().map(v -> v.constant().doubleValue()).toList();
      return number == null ? null : new Bool.OneOfNumbers(number, numbers);
    }
    return null;
  }

  private static boolean all(List<CelExpr> values, CelConstant.Kind kind) {
    return values.stream()
        .allMatch(
            v -> v.getKind() == CelExpr.ExprKind.Kind.CONSTANT && v.constant().getKind() == kind);
  }

  /** A number; null when it lies outside. */
  Num number(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT -> new Num.Constant(expr.constant().doubleValue());
      case IDENT, SELECT -> named(expr).map(Name::number).orElse(null);
      case CALL -> arithmetic(expr.call());
      default -> null;
    };
  }

  private Num arithmetic(CelCall call) {
    List<CelExpr> args = call.args();
    return switch (call.function()) {
      case "_+_" -> two(Num.Arithmetic.Operation.PLUS, args);
      case "_-_" -> two(Num.Arithmetic.Operation.MINUS, args);
      case "_*_" -> two(Num.Arithmetic.Operation.TIMES, args);
      case "_/_" -> two(Num.Arithmetic.Operation.DIVIDE, args);
      case "min" -> two(Num.Arithmetic.Operation.MIN, args);
      case "max" -> two(Num.Arithmetic.Operation.MAX, args);
      case "-_" -> negative(number(args.get(0)));
      case "_?_:_" -> choice(bool(args.get(0)), number(args.get(1)), number(args.get(2)));
      default -> null;
    };
  }

  private static Num negative(Num of) {
    return of == null
        ? null
        : new Num.Arithmetic(Num.Arithmetic.Operation.TIMES, new Num.Constant(-1), of);
  }

  private static Num choice(Bool when, Num then, Num otherwise) {
    return when == null || then == null || otherwise == null
        ? null
        : new Num.Choice(when, then, otherwise);
  }

  private Num two(Num.Arithmetic.Operation operation, List<CelExpr> args) {
    if (!is(args.get(0), SimpleType.DOUBLE) || !is(args.get(1), SimpleType.DOUBLE)) {
      return null;
    }
    Num left = number(args.get(0));
    Num right = number(args.get(1));
    return left == null || right == null ? null : new Num.Arithmetic(operation, left, right);
  }

  /** A text; null when it lies outside. */
  Text text(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT -> new Text.Constant(expr.constant().stringValue());
      case IDENT, SELECT -> named(expr).map(Name::text).orElse(null);
      case CALL -> written(expr.call());
      default -> null;
    };
  }

  private Text written(CelCall call) {
    List<CelExpr> args = call.args();
    return switch (call.function()) {
      case "number" -> written(Measures::number, number(args.get(0)));
      case "percent" -> written(Measures::percent, number(args.get(0)));
      case "_+_" -> joined(text(args.get(0)), text(args.get(1)));
      case "_?_:_" -> choice(bool(args.get(0)), text(args.get(1)), text(args.get(2)));
      default -> null;
    };
  }

  private static Text written(DoubleFunction<String> hand, Num number) {
    return number == null ? null : new Text.Written(hand, number);
  }

  private static Text joined(Text left, Text right) {
    return left == null || right == null ? null : new Text.Joined(left, right);
  }

  private static Text choice(Bool when, Text then, Text otherwise) {
    return when == null || then == null || otherwise == null
        ? null
        : new Text.Choice(when, then, otherwise);
  }

  private Optional<Name> named(CelExpr expr) {
    return tree.getReference(expr.id()).map(reference -> names.find(reference.name()));
  }

  private boolean is(CelExpr expr, CelType type) {
    return tree.getType(expr.id()).filter(type::equals).isPresent();
  }
}
