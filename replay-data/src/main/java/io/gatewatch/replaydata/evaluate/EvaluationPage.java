package io.gatewatch.replaydata.evaluate;

import io.gatewatch.detectors.DetectionCodec;
import io.gatewatch.models.evaluation.ChartJs;
import io.gatewatch.replaydata.replay.HtmlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** {@code evaluation.html}: one self-contained page. All text from files is escaped. */
public final class EvaluationPage {
  private static final int MAX_ROWS = 1000;

  private EvaluationPage() {}

  /**
   * The page.
   *
   * @param events what was harmless, for the drawing over time
   */
  public static String of(Evaluation found, List<KnownEvent> events) {
    // Each mark stands once in the template: what is filled in is never looked at again.
    StringBuilder page = new StringBuilder();
    String rest = resource("/evaluate/evaluation.html");
    for (String[] part :
        new String[][] {
          {"{{text}}", HtmlText.escape(EvaluationText.of(found))},
          {"{{attacks}}", attacks(found.attacks())},
          {
            "{{false}}",
            falseAlerts(
                found.loudAlerts().stream().filter(a -> a.isFalse() && !a.warmup()).toList())
          },
          {
            "{{notes}}",
            found.notes().stream().map(HtmlText::escape).collect(Collectors.joining("<br>"))
          },
          {"{{data}}", ChartJs.data(EvaluationPlots.of(found, events))},
          {"{{chartjs}}", ChartJs.script()},
          {"{{script}}", resource("/evaluate/plots.js")},
        }) {
      int at = rest.indexOf(part[0]);
      page.append(rest, 0, at).append(part[1]);
      rest = rest.substring(at + part[0].length());
    }
    return page.append(rest).toString();
  }

  private static String attacks(List<Evaluation.AttackLine> attacks) {
    StringBuilder rows = new StringBuilder();
    for (Evaluation.AttackLine a : attacks.subList(0, Math.min(MAX_ROWS, attacks.size()))) {
      rows.append("<tr class='").append(a.found() ? "" : "missed").append("'>");
      cell(rows, DetectionCodec.format(a.from()) + (a.warmup() ? " (warm-up)" : ""));
      cell(
          rows,
          a.kind()
              + (a.variant() == null ? "" : "/" + a.variant())
              + (a.heldOut() ? " (held out)" : ""));
      cell(rows, a.entity());
      cell(rows, a.calls() + " calls, stealth " + a.stealth());
      cell(rows, a.found() ? a.category() : a.foundAtAnySeverity() ? "low only" : "missed");
      cell(rows, a.secondsToAlert() == null ? "" : a.secondsToAlert() + " s");
      cell(rows, a.secondsToCut() == null ? "" : a.secondsToCut() + " s");
      rows.append("</tr>\n");
    }
    return rows.length() == 0 ? "<tr><td colspan=7>None.</td></tr>" : rows.toString();
  }

  private static String falseAlerts(List<Evaluation.LoudAlert> alerts) {
    StringBuilder rows = new StringBuilder();
    for (Evaluation.LoudAlert a : alerts.subList(0, Math.min(MAX_ROWS, alerts.size()))) {
      rows.append("<tr>");
      cell(rows, DetectionCodec.format(a.time()));
      cell(rows, a.entityKind() + " " + a.entity());
      cell(rows, a.category());
      cell(rows, String.join(", ", a.detectors()));
      cell(rows, a.event() == null ? "" : a.event());
      rows.append("</tr>\n");
    }
    return rows.length() == 0 ? "<tr><td colspan=5>None.</td></tr>" : rows.toString();
  }

  private static void cell(StringBuilder rows, String text) {
    rows.append("<td>").append(HtmlText.escape(text)).append("</td>");
  }

  private static String resource(String path) {
    try (InputStream in = EvaluationPage.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }
}
