package io.gatewatch.detectors.cel;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.List;

/**
 * What conditions and explanations can do beyond CEL: the smaller and the larger of two numbers, a
 * number as people write it, and a share as a percentage.
 */
final class Functions {
  private Functions() {}

  static List<CelFunctionDecl> declarations() {
    CelType number = SimpleType.DOUBLE;
    return List.of(
        declaration("min", number, number, number),
        declaration("max", number, number, number),
        declaration("number", SimpleType.STRING, number),
        declaration("percent", SimpleType.STRING, number));
  }

  static List<CelFunctionBinding> bindings() {
    List<CelFunctionBinding> all = new ArrayList<>();
    all.addAll(
        CelFunctionBinding.fromOverloads(
            "min", CelFunctionBinding.from("min_double", Double.class, Double.class, Math::min)));
    all.addAll(
        CelFunctionBinding.fromOverloads(
            "max", CelFunctionBinding.from("max_double", Double.class, Double.class, Math::max)));
    all.addAll(
        CelFunctionBinding.fromOverloads(
            "number", CelFunctionBinding.from("number_double", Double.class, Measures::number)));
    all.addAll(
        CelFunctionBinding.fromOverloads(
            "percent", CelFunctionBinding.from("percent_double", Double.class, Measures::percent)));
    return all;
  }

  private static CelFunctionDecl declaration(String name, CelType gives, CelType... takes) {
    return CelFunctionDecl.newFunctionDeclaration(
        name, CelOverloadDecl.newGlobalOverload(name + "_double", gives, List.of(takes)));
  }
}
