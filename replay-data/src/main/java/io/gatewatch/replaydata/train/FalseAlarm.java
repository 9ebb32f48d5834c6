package io.gatewatch.replaydata.train;

import io.gatewatch.models.training.Label;
import io.gatewatch.models.training.TrainingRow;
import java.time.Instant;
import java.util.List;

/**
 * Behaviour that an analyst has called a false alarm.
 *
 * @param id of the verdict, or of its alert
 * @param agent key of the principal
 * @param from first moment
 * @param to last moment; that of the alert's latest evidence where the verdict says none: what came
 *     until it was closed alerted nobody
 * @param reason in the analyst's words, or that there are none
 * @param ofTopic whether it stands on a topic only, where others than analysts may write
 * @param otherwise what was said of the agent in parts of that span later, or by who outranks it
 */
public record FalseAlarm(
    String id,
    String agent,
    Instant from,
    Instant to,
    String reason,
    boolean ofTopic,
    List<Label> otherwise) {
  public FalseAlarm {
    otherwise = List.copyOf(otherwise);
  }

  static FalseAlarm of(
      Label label,
      Verdict verdict,
      AlertSpans.Whole alert,
      boolean ofTopic,
      List<Label> outranking) {
    Instant to = verdict.from() != null ? label.to() : alert.lastSeen();
    return new FalseAlarm(
        label.event(),
        label.agent(),
        label.from(),
        to,
        verdict.reason() == null ? "no reason given" : verdict.reason(),
        ofTopic,
        outranking.stream()
            .filter(l -> l.isAbout(label.agent()))
            .filter(l -> !l.from().isAfter(to) && !l.to().isBefore(label.from()))
            .toList());
  }

  /** Whether one of these says something else of all of it. */
  boolean takenBack() {
    return otherwise.stream().anyMatch(l -> l.covers(from) && l.covers(to));
  }

  /** Whether a row is the agent's, of that span. */
  private boolean covers(TrainingRow row) {
    return row.agent().equals(agent) && !row.time().isBefore(from) && !row.time().isAfter(to);
  }

  private boolean isCalledOtherwise(TrainingRow row) {
    return !row.ordinary() || otherwise.stream().anyMatch(l -> l.covers(row.time()));
  }

  /** Rows of it that nobody who outranks it calls anything else. */
  public List<TrainingRow> harmless(List<TrainingRow> rows) {
    return rows.stream().filter(this::covers).filter(r -> !isCalledOtherwise(r)).toList();
  }

  /** Whether there are rows of it, and all are called something else. */
  public boolean isCalledOtherwise(List<TrainingRow> rows) {
    List<TrainingRow> own = rows.stream().filter(this::covers).toList();
    return !own.isEmpty() && own.stream().allMatch(this::isCalledOtherwise);
  }
}
