package io.gatewatch.replaydata.train;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.book.ModelPointer;
import io.gatewatch.detectors.drift.DriftReading;
import io.gatewatch.detectors.drift.DriftVote;
import io.gatewatch.detectors.drift.DriftWatch;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.training.TrainingRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a model would be told of as drifting at the end of a table of features, by the watch that
 * tells of it live: the rows vote as live minutes do, those of attacks left out.
 *
 * @param until end of the last day that is over: one is when a row lies in its last hour, or later
 * @param told what is told at that day's end; empty when nothing has drifted
 * @param canTell whether anything could have been told: of some class of agents two weeks in a row,
 *     a day apart, have enough votes
 */
public record TableDrift(Instant until, List<Detection> told, boolean canTell) {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  /**
   * Of a model's text and rows in the order of their times, which are not empty.
   *
   * @throws IllegalArgumentException when the text is no model
   */
  public static TableDrift of(String text, List<TrainingRow> rows) {
    AnomalyModel model = ModelFile.open(text);
    List<Detection> told = new ArrayList<>();
    List<DriftReading> readings = new ArrayList<>();
    DriftWatch watch = new DriftWatch(book(text), told::add, readings::add);
    Set<String> seen = new HashSet<>();
    for (TrainingRow row : rows) {
      long time = row.time().toEpochMilli();
      String cohort = model.rememberedAs(row.cohort());
      boolean counts = row.ordinary() && model.judges(row.cohort()) && cohort != null;
      if (counts && seen.add(row.agent() + "|" + Math.floorDiv(time, HOUR))) {
        byte[] bins = model.bins(row.features(), cohort);
        watch.vote(new DriftVote(model.version(), cohort, time, bins));
      }
    }
    // The last hour ends with the day: so a row in it says that the day is over.
    long last = Math.floorDiv(rows.get(rows.size() - 1).time().toEpochMilli() + HOUR, DAY);
    watch.advance(last * DAY);
    Instant until = Instant.ofEpochMilli(last * DAY);
    return new TableDrift(
        until,
        told.stream().filter(d -> d.time().equals(until)).toList(),
        twoInARow(readings, last));
  }

  private static boolean twoInARow(List<DriftReading> readings, long last) {
    Map<String, Set<Long>> days =
        readings.stream()
            .collect(groupingBy(DriftReading::cohort, mapping(DriftReading::dayAfter, toSet())));
    return days.values().stream().anyMatch(d -> d.contains(last) && d.contains(last - 1));
  }

  private static Book book(String text) {
    List<ControlRecord> records =
        new ArrayList<>(ModelPointer.sinceEver(ModelPointer.CHAMPION, text));
    records.add(
        ControlRecord.of(
            ControlRecord.RULES, "shipped", 1, Instant.EPOCH, RuleSet.shipped().text()));
    return Book.of(records);
  }

  /** What has moved, such as {@code aisp: calls_1m 0.63, p_value 0.41}; classes apart by "; ". */
  public String words() {
    return told.stream().map(TableDrift::words).collect(Collectors.joining("; "));
  }

  private static String words(Detection detection) {
    String entity = detection.entity().id();
    return detection.evidence().stream()
        .map(e -> String.format(Locale.ROOT, "%s %.2f", e.feature(), e.value()))
        .collect(
            Collectors.joining(", ", entity.substring(entity.lastIndexOf(' ') + 1) + ": ", ""));
  }
}
