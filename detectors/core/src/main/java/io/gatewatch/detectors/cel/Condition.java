package io.gatewatch.detectors.cel;

import io.gatewatch.features.Feature;
import java.util.ArrayList;
import java.util.List;

/** A rule's condition, checked, and ready to be asked of facts. Immutable. */
public final class Condition {
  private final Bool holds;
  private final Reads reads;
  private final List<Bool.Compare> comparisons;

  private Condition(Bool holds, Reads reads) {
    this.holds = holds;
    this.reads = reads;
    List<Bool.Compare> all = new ArrayList<>();
    holds.comparisons(all::add);
    this.comparisons = List.copyOf(all);
  }

  /**
   * Reads a condition.
   *
   * @throws Problem when it is none, or uses what there is not
   */
  public static Condition of(String text, Names names) {
    Checker.Checked checked = new Checker(names).condition(text);
    Bool compiled = new Translator(checked.tree(), names).bool(checked.tree().getExpr());
    Bool holds = compiled == null ? interpreted(checked, names) : compiled;
    return new Condition(holds, Reads.of(checked, names));
  }

  /** The same condition on CEL's runtime, whether it can be compiled or not. */
  static Condition interpreted(String text, Names names) {
    Checker.Checked checked = new Checker(names).condition(text);
    return new Condition(interpreted(checked, names), Reads.of(checked, names));
  }

  private static Bool interpreted(Checker.Checked checked, Names names) {
    return new Bool.Interpreted(Interpreter.of(checked, names));
  }

  /** Whether it holds. */
  public boolean holds(Facts facts) {
    return holds.of(facts);
  }

  /** Whether it has no answer, such as a division of whole numbers by zero: then it holds not. */
  public boolean fails(Facts facts) {
    return holds instanceof Bool.Interpreted onRuntime && onRuntime.program().of(facts) == null;
  }

  /** Whether it runs as a predicate over primitives, rather than on CEL's runtime. */
  public boolean isCompiled() {
    return !(holds instanceof Bool.Interpreted);
  }

  /** Whether it asks what peers did. */
  public boolean asksPeers() {
    return reads.peers();
  }

  /** The rule's thresholds that it uses. */
  public List<String> thresholds() {
    return reads.thresholds();
  }

  /** The features that it reads, in the order in which they are first named. */
  public List<Feature> features() {
    return reads.features();
  }

  /** Comparisons of numbers in it, in order; none when it runs on CEL's runtime. */
  List<Bool.Compare> comparisons() {
    return comparisons;
  }

  Bool holds() {
    return holds;
  }
}
