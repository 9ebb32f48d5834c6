package io.gatewatch.replaydata.evaluate;

import io.gatewatch.replaydata.replay.HtmlText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** SVG drawings of an evaluation; all text from files is escaped. */
final class Plot {
  private static final int WIDTH = 1000;
  private static final int NAME = 200;
  private static final int SHARE = 400;
  private static final int TIME = 300;
  private static final int ROW = 22;
  private static final int LANES = 5;

  private final StringBuilder svg = new StringBuilder();

  private Plot() {}

  /** A bar a kind with its interval, and beside it the seconds to the alert, in logarithms. */
  static String recall(List<Evaluation.KindRecall> kinds) {
    Plot plot = new Plot();
    plot.open(Math.max(1, kinds.size()) * ROW, "Recall with its 95 % interval; seconds to alert");
    for (int i = 0; i < kinds.size(); i++) {
      plot.kind(kinds.get(i), i * ROW);
    }
    return plot.svg.append("</svg>").toString();
  }

  private void kind(Evaluation.KindRecall kind, int y) {
    Recall r = kind.recall();
    text(NAME - 8, y + 15, "end", kind.kind());
    rect("back", NAME, y + 4, SHARE, 14, "");
    rect("hit", NAME, y + 4, SHARE * r.share(), 14, r.found() + " of " + r.attacks());
    rect("whisker", NAME + SHARE * r.low(), y + 10, SHARE * (r.high() - r.low()), 2, "");
    if (r.medianSeconds() != null) {
      int left = NAME + SHARE + 20;
      double median = logarithmic(r.medianSeconds());
      rect("time", left + median, y + 7, Math.max(2, logarithmic(r.p90Seconds()) - median), 8, "");
      text(
          left + TIME + 8,
          y + 15,
          "start",
          String.format(Locale.ROOT, "%.0f s", r.medianSeconds()));
    }
  }

  /** One second at the left, three hours at the right. */
  private static double logarithmic(double seconds) {
    double place = Math.log(Math.max(1, seconds)) / Math.log(10_800);
    return TIME * Math.min(1, place);
  }

  /** Lanes of time: harmless events, attacks, alerts; the warm-up is shaded. */
  static String timeline(Evaluation e, List<KnownEvent> events) {
    Plot plot = new Plot();
    plot.open(LANES * ROW, "Harmless events, attacks and alerts over time");
    Instant from = e.run().from();
    double span = Math.max(1, Duration.between(from, e.run().to()).toMillis());
    double scale = (WIDTH - NAME) / span;
    plot.rect(
        "warmup",
        NAME,
        0,
        Math.min(span, e.run().warmupSeconds() * 1000.0) * scale,
        LANES * ROW,
        "warm-up");
    String[] names = {
      "harmless events", "attacks found", "attacks missed", "right alerts", "false alerts"
    };
    for (int i = 0; i < names.length; i++) {
      plot.text(NAME - 8, i * ROW + 15, "end", names[i]);
    }
    for (KnownEvent event : events) {
      plot.span("event", from, scale, event.from(), event.to(), 0, event.kind());
    }
    for (Evaluation.AttackLine a : e.attacks()) {
      String what =
          a.kind() + " " + a.entity() + (a.found() ? ", " + a.secondsToAlert() + " s" : "");
      plot.span(a.found() ? "hit" : "miss", from, scale, a.from(), a.to(), a.found() ? 1 : 2, what);
    }
    for (Evaluation.LoudAlert a : e.loudAlerts()) {
      String what = a.category() + " " + a.entity();
      plot.span(
          a.isFalse() ? "miss" : "time",
          from,
          scale,
          a.time(),
          a.time(),
          a.isFalse() ? 4 : 3,
          what);
    }
    return plot.svg.append("</svg>").toString();
  }

  private void span(
      String style, Instant origin, double scale, Instant from, Instant to, int row, String what) {
    double left = Math.max(0, Duration.between(origin, from).toMillis() * scale);
    double right = Math.min(WIDTH - NAME, Duration.between(origin, to).toMillis() * scale);
    rect(style, NAME + left, row * ROW + 4, Math.max(2, right - left), 14, what);
  }

  private void open(int height, String title) {
    svg.append("<svg viewBox='0 0 ").append(WIDTH + 60).append(' ').append(height);
    svg.append("' role=img><title>").append(title).append("</title>");
  }

  private void rect(String style, double x, double y, double width, double height, String what) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class='%s' x='%.1f' y='%.1f' width='%.1f' height='%.1f'>",
            style,
            x,
            y,
            width,
            height));
    if (!what.isEmpty()) {
      svg.append("<title>").append(HtmlText.escape(what)).append("</title>");
    }
    svg.append("</rect>");
  }

  private void text(double x, double y, String anchor, String what) {
    svg.append(
        String.format(Locale.ROOT, "<text x='%.1f' y='%.1f' text-anchor='%s'>", x, y, anchor));
    svg.append(HtmlText.escape(what)).append("</text>");
  }
}
