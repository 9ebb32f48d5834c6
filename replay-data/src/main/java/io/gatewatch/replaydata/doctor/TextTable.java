package io.gatewatch.replaydata.doctor;

import java.util.Locale;

/** Lines of plain text with bars that can be compared by eye; ASCII, no control characters. */
final class TextTable {
  private static final int NAME = 22;
  private static final int BAR = 30;
  private static final int WIDTH = 100;

  private final StringBuilder out = new StringBuilder();

  void line(String text) {
    out.append(text).append('\n');
  }

  void blank() {
    out.append('\n');
  }

  void title(String text) {
    blank();
    line(text);
  }

  void indented(String text) {
    line("               " + text);
  }

  void counted(long number, String text) {
    line(String.format(Locale.ROOT, "  %,11d  %s", number, text));
  }

  /** A name, a bar and its per cent; a share above 0 shows one mark at least. */
  void bar(String name, double share, String note) {
    int marks = (int) Math.round(share * BAR);
    marks = share > 0 ? Math.max(1, marks) : 0;
    marks = share < 1 ? Math.min(BAR - 1, marks) : marks;
    String bar = "#".repeat(marks) + ".".repeat(BAR - marks);
    String text =
        String.format(Locale.ROOT, "  %-" + NAME + "s %s %7s  %s", name, bar, percent(share), note);
    line(text.stripTrailing());
  }

  /** A text below a first word, broken between words. */
  void wrapped(String indent, String text) {
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.split(" ", -1)) {
      if (line.length() > indent.length() && line.length() + word.length() + 1 > WIDTH) {
        line(line.toString());
        line = new StringBuilder(indent);
      }
      line.append(line.length() > indent.length() ? " " : "").append(word);
    }
    line(line.toString());
  }

  /** 0.0 % and 100.0 % only where none and all are meant. */
  static String percent(double share) {
    if (share > 0 && share < 0.001) {
      return "<0.1 %";
    }
    return share < 1 && share > 0.999
        ? ">99.9 %"
        : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
