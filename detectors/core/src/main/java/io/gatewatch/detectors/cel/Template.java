package io.gatewatch.detectors.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.List;

/**
 * A sentence with {expressions} in it: texts stand as they are, numbers as people write them, and
 * features that are shares as percentages. Immutable.
 */
public final class Template {
  private final List<Text> parts;
  private final List<String> thresholds;

  private Template(List<Text> parts, List<String> thresholds) {
    this.parts = List.copyOf(parts);
    this.thresholds = List.copyOf(thresholds);
  }

  /**
   * Reads a sentence.
   *
   * @throws Problem when a brace is not closed, or an expression is none
   */
  public static Template of(String text, Names names) {
    Checker checker = new Checker(names);
    List<Text> parts = new ArrayList<>();
    List<String> thresholds = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    int at = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
      int close = text.indexOf('}', open);
      int line = 1 + (int) text.substring(0, open).chars().filter(c -> c == '\n').count();
      if (close < 0) {
        problems.add(new Problem(line, "{ without }"));
        break;
      }
      String inner = text.substring(open + 1, close);
      parts.add(new Text.Constant(text.substring(at, open)));
      try {
        Checker.Checked checked = checker.words(inner);
        thresholds.addAll(checked.thresholds());
        parts.add(part(checked, names));
      } catch (Problem e) {
        problems.addAll(inSentence(e, inner, line, open - text.lastIndexOf('\n', open)));
      }
      at = close + 1;
    }
    if (!problems.isEmpty()) {
      throw Problem.of(problems);
    }
    parts.add(new Text.Constant(text.substring(at)));
    return new Template(parts, thresholds);
  }

  /** Where in the sentence it stands, and in which braces; a brace's column counts from 1. */
  private static List<Problem> inSentence(Problem problem, String inner, int line, int brace) {
    List<Problem> moved = new ArrayList<>();
    for (Problem one : problem.all()) {
      int before = one.line() == 1 && one.column() > 0 ? brace : 0;
      String message = "{" + Complaint.oneLine(inner) + "}: " + one.getMessage();
      moved.add(new Problem(line + one.line() - 1, before + one.column(), message, List.of()));
    }
    return moved;
  }

  private static Text part(Checker.Checked checked, Names names) {
    CelAbstractSyntaxTree tree = checked.tree();
    Translator translator = new Translator(tree, names);
    if (!tree.getResultType().equals(SimpleType.DOUBLE)) {
      Text text = translator.text(tree.getExpr());
      return text == null ? new Text.Interpreted(Interpreter.of(checked, names)) : text;
    }
    Num number = translator.number(tree.getExpr());
    if (number == null) {
      return new Text.Interpreted(Interpreter.of(checked, names));
    }
    boolean share = number instanceof Num.OfFeature f && f.feature().unit().equals("share");
    return new Text.Written(share ? Measures::percent : Measures::number, number);
  }

  /** The sentence about facts. */
  public String say(Facts facts) {
    StringBuilder out = new StringBuilder();
    parts.forEach(part -> out.append(part.of(facts)));
    return out.toString();
  }

  /** The rule's thresholds that it names. */
  public List<String> thresholds() {
    return thresholds;
  }
}
