package io.gatewatch.detectors.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableComprehension;
import dev.cel.common.ast.CelMutableExpr.CelMutableIdent;
import dev.cel.common.ast.CelMutableExprConverter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts into a parsed tree what one rule's names mean: a threshold becomes its number, a feature
 * without its window the feature. So all rules are checked by one checker, in the shared names.
 */
final class Rewriter {
  private final Names names;
  private final boolean inDoubles;
  private final List<String> thresholds = new ArrayList<>();
  private final Set<String> bound = new HashSet<>();

  /**
   * A rewriter for one tree.
   *
   * @param inDoubles whether whole numbers become doubles
   */
  Rewriter(Names names, boolean inDoubles) {
    this.names = names;
    this.inDoubles = inDoubles;
  }

  CelAbstractSyntaxTree rewrite(CelAbstractSyntaxTree parsed) {
    CelMutableExpr expr = CelMutableExprConverter.fromCelExpr(parsed.getExpr());
    visit(expr);
    return CelAbstractSyntaxTree.newParsedAst(
        CelMutableExprConverter.fromMutableExpr(expr), parsed.getSource());
  }

  /** The thresholds that were met. */
  List<String> thresholds() {
    return List.copyOf(thresholds);
  }

  private void visit(CelMutableExpr expr) {
    switch (expr.getKind()) {
      case CONSTANT -> constant(expr);
      case IDENT -> ident(expr, expr.ident().name());
      case SELECT -> visit(expr.select().operand());
      case CALL -> {
        expr.call().target().ifPresent(this::visit);
        expr.call().args().forEach(this::visit);
      }
      case LIST -> expr.list().elements().forEach(this::visit);
      case MAP ->
          expr.map()
              .entries()
              .forEach(
                  entry -> {
                    visit(entry.key());
                    visit(entry.value());
                  });
      case COMPREHENSION -> comprehension(expr.comprehension());
      default -> {}
    }
  }

  private void constant(CelMutableExpr expr) {
    if (inDoubles && expr.constant().getKind() == CelConstant.Kind.INT64_VALUE) {
      expr.setConstant(CelConstant.ofValue((double) expr.constant().int64Value()));
    }
  }

  private void ident(CelMutableExpr expr, String written) {
    Name name = bound.contains(written) ? null : names.find(written);
    if (name == null) {
      return;
    }
    if (name.number() instanceof Num.Constant threshold) {
      thresholds.add(written);
      expr.setConstant(CelConstant.ofValue(threshold.value()));
    } else if (name.number() instanceof Num.OfFeature of) {
      expr.setIdent(CelMutableIdent.create(of.feature().id()));
    }
  }

  /** A macro's own variable hides what else has its name. */
  private void comprehension(CelMutableComprehension macro) {
    visit(macro.iterRange());
    visit(macro.accuInit());
    boolean mine = bound.add(macro.iterVar());
    visit(macro.loopCondition());
    visit(macro.loopStep());
    visit(macro.result());
    if (mine) {
      bound.remove(macro.iterVar());
    }
  }
}
