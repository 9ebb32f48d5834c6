package io.gatewatch.replaydata.replay;

import io.gatewatch.alerting.Alert;
import io.gatewatch.detectors.DetectionCodec;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.Versions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code report.html}: one self-contained page on a run. All text from logs is escaped. */
final class Report {
  private static final int MAX_ALERTS = 1000;
  private static final int HEIGHT = 120;
  private static final int WIDTH = 1000;
  private static final long HOUR_MILLIS = 3_600_000;

  private Report() {}

  static String html(RunFigures figures, Versions versions) {
    List<Alert> alerts =
        figures.latestAlerts().values().stream()
            .sorted(Comparator.comparingInt(Alert::risk).reversed().thenComparing(Alert::firstSeen))
            .toList();
    StringBuilder rows = new StringBuilder();
    alerts.stream().limit(MAX_ALERTS).forEach(a -> row(rows, a, figures.gravest(a)));
    if (alerts.size() > MAX_ALERTS) {
      rows.append("<tr><td colspan=6>")
          .append(alerts.size() - MAX_ALERTS)
          .append(" more in alerts.ndjson</td></tr>");
    }
    return template()
        .replace("{{figures}}", figuresLine(figures))
        .replace("{{plot}}", figures.calls() == 0 ? "" : plot(figures, alerts))
        .replace("{{rows}}", rows.length() == 0 ? "<tr><td colspan=6>No alert.</td></tr>" : rows)
        .replace("{{shadow}}", counts(figures.shadowDetections()))
        .replace("{{rejects}}", counts(figures.rejectsByReason()))
        .replace("{{versions}}", versions(versions));
  }

  private static String versions(Versions versions) {
    Map<String, String> named = new LinkedHashMap<>();
    named.put("rules", versions.rules());
    named.put("model", versions.models());
    named.put("catalogue", versions.catalog());
    named.put("registry", versions.registry());
    named.put("features", versions.features());
    return named.entrySet().stream()
        .map(
            e -> e.getKey() + " " + (e.getValue() == null ? "none" : HtmlText.escape(e.getValue())))
        .collect(Collectors.joining(" · ", "In force at the last call: ", ""));
  }

  private static String figuresLine(RunFigures f) {
    String span =
        f.calls() == 0
            ? "no calls"
            : DetectionCodec.format(Instant.ofEpochMilli(f.first()))
                + " to "
                + DetectionCodec.format(Instant.ofEpochMilli(f.last()));
    return span
        + " · "
        + Counted.of(f.calls(), "call")
        + " · "
        + Counted.of(f.principals(), "principal")
        + " · "
        + Counted.of(f.alerts(), "alert")
        + " · "
        + Counted.of(f.quotaRows(), "quota update")
        + " · "
        + Counted.of(f.rejects(), "reject");
  }

  /** Calls an hour as bars, alerts as marks above them. */
  private static String plot(RunFigures f, List<Alert> alerts) {
    long begin = f.callsByHour().firstKey();
    long span = Math.max(HOUR_MILLIS, f.callsByHour().lastKey() + HOUR_MILLIS - begin);
    long most = f.callsByHour().values().stream().mapToLong(Long::longValue).max().orElse(1);
    StringBuilder svg = new StringBuilder();
    svg.append("<svg viewBox='0 0 ")
        .append(WIDTH)
        .append(' ')
        .append(HEIGHT + 16)
        .append("' role=img>");
    svg.append("<title>Calls an hour, and alerts</title>");
    long width = Math.max(1, WIDTH * HOUR_MILLIS / span - 1);
    for (Map.Entry<Long, Long> hour : f.callsByHour().entrySet()) {
      long height = Math.max(1, HEIGHT * hour.getValue() / most);
      rect(svg, "bar", WIDTH * (hour.getKey() - begin) / span, 16 + HEIGHT - height, width, height);
    }
    for (Alert alert : alerts) {
      long x = WIDTH * (alert.firstSeen().toEpochMilli() - begin) / span;
      rect(svg, "mark " + severity(alert), x, 0, 3, 12);
    }
    return svg.append("</svg>").toString();
  }

  private static void rect(
      StringBuilder svg, String style, long x, long y, long width, long height) {
    svg.append("<rect class='").append(style).append("' x=").append(x).append(" y=").append(y);
    svg.append(" width=").append(width).append(" height=").append(height).append("></rect>");
  }

  private static void row(StringBuilder out, Alert a, Severity gravest) {
    out.append("<tr><td class='")
        .append(severity(a))
        .append("'>")
        .append(severity(a))
        .append(gravest.compareTo(a.severity()) > 0 ? was(word(gravest)) : "")
        .append("</td><td>");
    out.append(a.risk())
        .append("</td><td>")
        .append(DetectionCodec.format(a.firstSeen()))
        .append("</td><td>");
    out.append(who(a.entity()))
        .append("</td><td><b>")
        .append(HtmlText.escape(a.title()))
        .append("</b><br>");
    out.append(HtmlText.escape(a.summary()));
    if (a.counterfactual() != null) {
      out.append("<br><i>").append(HtmlText.escape(a.counterfactual())).append("</i>");
    }
    out.append("<br><small>")
        .append(a.category().wireName())
        .append(", until ")
        .append(DetectionCodec.format(a.lastSeen()))
        .append(", ")
        .append(HtmlText.escape(a.alertId()))
        .append("</small></td><td>");
    for (Evidence e : a.evidence()) {
      out.append(HtmlText.escape(e.feature())).append(": ").append(round(e.value()));
      out.append(" (held against ")
          .append(round(e.baseline()))
          .append(") ")
          .append(HtmlText.escape(e.unit()))
          .append("<br>");
    }
    out.append("</td></tr>\n");
  }

  /** Its name, its id as the registry has it, and the key that a verdict names it by. */
  private static String who(Alert.About entity) {
    StringBuilder out = new StringBuilder();
    if (entity.name() != null) {
      out.append(HtmlText.escape(entity.name())).append("<br>");
    }
    out.append("<small>").append(HtmlText.escape(entity.id()));
    if (entity.key() != null) {
      out.append("<br><code>").append(HtmlText.escape(entity.key())).append("</code>");
    }
    return out.append("</small>").toString();
  }

  private static String counts(Map<String, Long> byName) {
    if (byName.isEmpty()) {
      return "<p>None.</p>";
    }
    StringBuilder out = new StringBuilder("<table>");
    byName.forEach(
        (name, n) ->
            out.append("<tr><td>")
                .append(HtmlText.escape(name))
                .append("<td>")
                .append(n)
                .append("</tr>"));
    return out.append("</table>").toString();
  }

  /** A mark: an earlier version was graver than the last. */
  private static String was(String severity) {
    return "<br><small class='" + severity + "'>was " + severity + "</small>";
  }

  private static String severity(Alert alert) {
    return word(alert.severity());
  }

  private static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  private static double round(double value) {
    return Math.round(value * 10) / 10.0;
  }

  private static String template() {
    try (InputStream in = Report.class.getResourceAsStream("/replay/report.html")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("replay/report.html", e);
    }
  }
}
