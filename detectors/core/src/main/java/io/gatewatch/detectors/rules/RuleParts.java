package io.gatewatch.detectors.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule file's text by entries: what a person indents under {@code rules:}, each entry behind its
 * dash. A file in another style has no entries here.
 */
final class RuleParts {
  private static final Pattern LIST = Pattern.compile("rules:\\s*(#.*)?");
  private static final Pattern DASH = Pattern.compile("( *)-( .*)?");

  /**
   * One entry, or all of the rest.
   *
   * @param from its first line, from 0
   * @param to the line behind its last
   * @param id null where it has none
   */
  record Part(int from, int to, String id) {}

  private final String[] lines;
  private final int list;
  private final List<Part> entries;

  private RuleParts(String[] lines, int list, List<Part> entries) {
    this.lines = lines;
    this.list = list;
    this.entries = entries;
  }

  static RuleParts of(String text) {
    String[] lines = text.lines().toArray(String[]::new);
    int list = 0;
    while (list < lines.length && !LIST.matcher(lines[list]).matches()) {
      list++;
    }
    List<Integer> starts = new ArrayList<>();
    int end = list + 1;
    String indent = null;
    for (; end < lines.length && !isNextKey(lines[end]); end++) {
      Matcher dash = DASH.matcher(lines[end]);
      if (dash.matches() && (indent == null || indent.equals(dash.group(1)))) {
        indent = dash.group(1);
        starts.add(end);
      }
    }
    List<Part> entries = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int to = i + 1 < starts.size() ? starts.get(i + 1) : end;
      entries.add(new Part(starts.get(i), to, id(lines, starts.get(i), to)));
    }
    return new RuleParts(lines, list, List.copyOf(entries));
  }

  private static boolean isNextKey(String line) {
    return !line.isBlank() && " #-".indexOf(line.charAt(0)) < 0;
  }

  private static String id(String[] lines, int from, int to) {
    for (int i = from; i < to; i++) {
      Matcher entry = RuleFile.ENTRY.matcher(lines[i]);
      if (entry.matches()) {
        return entry.group(1);
      }
    }
    return null;
  }

  List<Part> entries() {
    return entries;
  }

  String[] lines() {
    return lines.clone();
  }

  /** The file without its entries. */
  String[] frame() {
    String[] frame = lines();
    entries.forEach(entry -> blank(frame, entry));
    frame[list] = "rules: []";
    return frame;
  }

  /** The file with nothing but one entry. */
  String[] only(Part entry) {
    String[] only = lines();
    blank(only, new Part(0, entry.from(), null));
    blank(only, new Part(entry.to(), only.length, null));
    only[list] = lines[list];
    return only;
  }

  /** Puts an entry back where it stood. */
  void copy(Part entry, String[] into) {
    into[list] = lines[list];
    System.arraycopy(lines, entry.from(), into, entry.from(), entry.to() - entry.from());
  }

  private static void blank(String[] text, Part part) {
    for (int i = part.from(); i < part.to(); i++) {
      text[i] = "";
    }
  }

  /** Takes out a key with all that is indented under it; its dash stays. */
  static void blankKey(String[] text, int at, int to) {
    Matcher dash = DASH.matcher(text[at]);
    boolean first = dash.matches();
    int indent = indent(first ? text[at].replaceFirst("-", " ") : text[at]);
    text[at] = first ? dash.group(1) + "-" : "";
    for (int i = at + 1; i < to && (text[i].isBlank() || indent(text[i]) > indent); i++) {
      text[i] = "";
    }
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }
}
