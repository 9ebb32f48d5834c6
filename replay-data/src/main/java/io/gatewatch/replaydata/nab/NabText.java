package io.gatewatch.replaydata.nab;

import java.util.Locale;

/** A report for a terminal: plain ASCII lines. */
public final class NabText {
  private static final String HEAD = "  windows  found  false rows    sum";

  private NabText() {}

  /** The whole text, ending in a line end. */
  public static String of(NabReport report) {
    StringBuilder out = new StringBuilder();
    boolean labelled = !report.scores().isEmpty();
    line(out, "%-52s %6s %7s%s", "series", "rows", "highest", labelled ? HEAD : "");
    for (NabReport.Series s : report.series()) {
      String found = s.labelled() == null ? "" : found(s.labelled());
      line(out, "%-52s %6d %7.3f%s", s.name(), s.rows(), s.highest(), found);
    }
    line(out, "");
    for (NabReport.Score s : report.scores()) {
      line(out, "%-52s %14.1f at threshold %.4f", s.profile(), s.score(), s.threshold());
    }
    line(
        out,
        "%d series, %d rows, %.1f us a row",
        report.series().size(),
        report.rows(),
        report.microsPerRow());
    return out.toString();
  }

  private static String found(NabReport.Labelled l) {
    return String.format(
        Locale.ROOT, " %8d %6d %11d %6.2f", l.windows(), l.found(), l.falseRows(), l.score());
  }

  private static void line(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
