package io.gatewatch.detectors.cel;

import dev.cel.common.CelIssue;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CEL's complaints, said in one line to people who write rules. */
final class Complaint {
  private static final Pattern UNKNOWN = Pattern.compile("undeclared reference to '([^']*)'.*");
  private static final Pattern MISMATCH =
      Pattern.compile("found no matching overload for '([^']*)' applied to '\\(?([^']*?)\\)?'.*");
  private static final Pattern DOTTED = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

  private Complaint() {}

  static String of(CelIssue issue, String text, Names names) {
    String message = oneLine(issue.getMessage());
    Matcher unknown = UNKNOWN.matcher(message);
    if (unknown.matches()) {
      int column = issue.getSourceLocation().getColumn();
      return unknown(
          word(unknown.group(1), line(text, issue.getSourceLocation().getLine()), column), names);
    }
    Matcher mismatch = MISMATCH.matcher(message);
    if (mismatch.matches()) {
      String types = mismatch.group(2).replace(", ", " and ");
      String hint = types.contains("int") ? "; 60.0 is a double, 60 an int" : "";
      return "no " + mismatch.group(1).replace("_", "") + " for " + types + hint;
    }
    return message.replaceFirst(" expecting \\{.*", "");
  }

  /** A name as it stands there, dots included: CEL complains of its first part only. */
  private static String word(String told, String line, int column) {
    Matcher dotted = DOTTED.matcher(line);
    return column < line.length() && dotted.find(column) && dotted.group().startsWith(told)
        ? dotted.group()
        : told;
  }

  private static String line(String text, int number) {
    return text.lines().skip(Math.max(0, number - 1)).findFirst().orElse("");
  }

  private static String unknown(String word, Names names) {
    String nearest = null;
    int least = 1 + word.length() / 3;
    for (Name name : names.all()) {
      int steps = steps(word.toLowerCase(Locale.ROOT), name.name().toLowerCase(Locale.ROOT));
      if (steps <= least && (nearest == null || steps < least)) {
        nearest = name.name();
        least = steps;
      }
    }
    return "unknown name " + word + (nearest == null ? "" : " (did you mean " + nearest + "?)");
  }

  /** Levenshtein's distance. */
  private static int steps(String from, String to) {
    int[] last = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = last[0];
      last[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int swap = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = last[j];
        last[j] = Math.min(swap, 1 + Math.min(last[j], last[j - 1]));
      }
    }
    return last[to.length()];
  }

  static String oneLine(String text) {
    return text == null ? "no details" : text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
