package io.gatewatch.replaydata.rules;

import io.gatewatch.replaydata.replay.Counted;
import io.gatewatch.replaydata.rules.CheckedRules.Checked;
import io.gatewatch.replaydata.rules.CheckedRules.Problem;
import java.util.ArrayList;
import java.util.List;
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
    warnings(out, checked);
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

  /** What is no mistake, but seldom meant. */
  private static void warnings(StringBuilder out, CheckedRules checked) {
    int all = checked.observations();
    List<String> never = new ArrayList<>();
    for (Checked rule : checked.rules()) {
      if (rule.failures() != null && 2 * rule.failures() > all) {
        place(out, rule).append(": its condition failed on ").append(rule.failures());
        out.append(" of ").append(all).append(" observations, and holds on none of those\n");
      } else if (rule.held() != null && rule.held() == all) {
        place(out, rule).append(": warning: its condition held on all ").append(all);
        out.append(" observations of generated traffic\n");
      } else if (rule.held() != null
          && rule.held() == 0
          && !rule.file().equals(CheckedRules.SHIPPED)) {
        never.add(rule.id());
      }
    }
    if (!never.isEmpty()) {
      out.append("warning: held on none of ").append(all);
      out.append(" observations of generated traffic (rules test plays cases of what seldom");
      out.append(" happens): ").append(String.join(", ", never)).append('\n');
    }
  }

  private static StringBuilder place(StringBuilder out, Checked rule) {
    out.append(rule.file()).append(": ");
    out.append(rule.line() > 0 ? "line " + rule.line() + ": " : "");
    return out.append("rule ").append(rule.id());
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
