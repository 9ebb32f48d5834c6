package io.gatewatch.replaydata.rules;

import io.gatewatch.replaydata.replay.Counted;
import io.gatewatch.replaydata.rules.CheckedRules.Checked;
import io.gatewatch.replaydata.rules.CheckedRules.Problem;
import java.util.Locale;

/** Checked rules for people: a table, and below it what is wrong, one line each. */
public final class CheckText {
  private static final String ROW = "%-28s %-26s %-9s %-12s %8s%n";

  private CheckText() {}

  /** The text. */
  public static String of(CheckedRules checked) {
    StringBuilder out = new StringBuilder();
    out.append(String.format(Locale.ROOT, ROW, "rule", "category", "severity", "runs", "~ns/call"));
    for (Checked rule : checked.rules()) {
      out.append(
          String.format(
              Locale.ROOT,
              ROW,
              rule.id() + "@" + rule.version(),
              rule.category(),
              rule.severity(),
              rule.runs() == null ? "refused" : rule.runs().replace('_', ' '),
              rule.nanosPerEvaluation() == null ? "-" : about(rule.nanosPerEvaluation())));
    }
    for (Checked rule : checked.rules()) {
      if (rule.failures() != null && 2 * rule.failures() > checked.observations()) {
        out.append(rule.file()).append(": ");
        out.append(rule.line() > 0 ? "line " + rule.line() + ": " : "");
        out.append("rule ").append(rule.id()).append(": its condition failed on ");
        out.append(rule.failures()).append(" of ").append(checked.observations());
        out.append(" observations, and holds on none of those\n");
      }
    }
    for (Problem problem : checked.problems()) {
      out.append(problem.file()).append(": ");
      out.append(problem.line() > 0 ? "line " + problem.line() : "");
      out.append(problem.column() > 0 ? ", column " + problem.column() : "");
      out.append(problem.line() > 0 ? ": " : "");
      out.append(problem.message()).append('\n');
    }
    out.append(verdict(checked)).append('\n');
    return out.toString();
  }

  /** To one digit: another run may well differ in the second. */
  private static String about(long nanos) {
    long unit = 1;
    while (nanos / unit >= 10) {
      unit *= 10;
    }
    return Long.toString((nanos + unit / 2) / unit * unit);
  }

  private static String verdict(CheckedRules checked) {
    int wrong = checked.problems().size();
    String size = Counted.of(checked.rules().size(), "rule") + ", ";
    return wrong == 0
        ? size
            + "all right (prices: on this machine, over "
            + checked.observations()
            + " observations of generated traffic)"
        : size + Counted.of(wrong, "problem");
  }
}
