package io.gatewatch.replaydata.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.gatewatch.detectors.DetectionCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the plots of {@code evaluation.html} are drawn from, for its script. */
final class EvaluationPlots {
  private static final int EVENTS = 0;
  private static final int FOUND = 1;
  private static final int MISSED = 2;
  private static final int RIGHT = 3;
  private static final int FALSE = 4;

  /** Recall by kind, and spans of time; times in milliseconds since 1970. */
  private record Plots(
      List<Evaluation.KindRecall> kinds, long from, long to, long counts, List<Span> spans) {}

  /** A bar in one of the lanes. */
  private record Span(int lane, long from, long to, String what) {}

  private EvaluationPlots() {}

  /** One JSON object. */
  static String of(Evaluation found, List<KnownEvent> events) {
    Instant from = found.run().from();
    Plots plots =
        new Plots(
            found.recall().byKind(),
            from.toEpochMilli(),
            found.run().to().toEpochMilli(),
            from.plusSeconds(found.run().warmupSeconds()).toEpochMilli(),
            spans(found, events));
    try {
      return DetectionCodec.mapper().writeValueAsString(plots);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plots always have a JSON form", e);
    }
  }

  private static List<Span> spans(Evaluation found, List<KnownEvent> events) {
    List<Span> spans = new ArrayList<>();
    events.forEach(e -> spans.add(span(EVENTS, e.from(), e.to(), e.kind())));
    for (Evaluation.AttackLine a : found.attacks()) {
      String after = a.found() ? ", " + a.secondsToAlert() + " s" : "";
      String what = a.kind() + " " + a.entity() + after;
      spans.add(span(a.found() ? FOUND : MISSED, a.from(), a.to(), what));
    }
    for (Evaluation.LoudAlert a : found.loudAlerts()) {
      String what = a.category() + " " + a.entity();
      spans.add(span(a.isFalse() ? FALSE : RIGHT, a.time(), a.time(), what));
    }
    return spans;
  }

  private static Span span(int lane, Instant from, Instant to, String what) {
    return new Span(lane, from.toEpochMilli(), to.toEpochMilli(), what);
  }
}
