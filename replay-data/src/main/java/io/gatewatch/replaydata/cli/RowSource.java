package io.gatewatch.replaydata.cli;

import io.gatewatch.models.training.TrainingRow;
import io.gatewatch.models.training.TrainingSetReader;
import io.gatewatch.replaydata.replay.Counted;
import io.gatewatch.replaydata.train.AlertSpans;
import io.gatewatch.replaydata.train.KnownLabels;
import io.gatewatch.replaydata.train.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Rows to train on, in order of time.
 *
 * @param data where they came from, in words
 * @param remarks lines on what was odd
 * @param falseAlarms what analysts called false, of a table
 * @param sha256 of the table's text; null for a history, and for a table that was changed since it
 *     was written
 */
record RowSource(
    List<TrainingRow> rows,
    String data,
    List<String> remarks,
    List<KnownLabels.FalseAlarm> falseAlarms,
    String sha256) {
  /** Of a table when there is one, else of a history. */
  static RowSource of(Path table, ExtractOptions options) {
    if (table != null && options.hasQuotas()) {
      throw Failure.usage("--quotas goes with --format: a table says already what a quota bore on");
    }
    if (table != null) {
      return ofTable(table, options.known());
    }
    List<TrainingRow> rows = new ArrayList<>();
    ExtractOptions.Extracted extracted = options.extract("train", (row, share) -> rows.add(row));
    return new RowSource(rows, options.history().words(), extracted.remarks(), List.of(), null);
  }

  /** Without its folder: the same rows make the same model wherever they lie. */
  static String nameOf(String path) {
    Path name = Path.of(path).getFileName();
    return name == null ? path : name.toString();
  }

  /** What is known is put on the rows once more: an analyst may have spoken since. */
  static RowSource ofTable(Path table, KnownOptions known) {
    return ofTable(table, known, null);
  }

  /**
   * The same, by what analysts have said on the topics of a broker besides; what is given in files
   * outranks it.
   *
   * @param broker null for none
   */
  static RowSource ofTable(Path table, KnownOptions known, String broker) {
    List<String> remarks = new ArrayList<>();
    AlertSpans given = known.alerts();
    SmallTopics topics = new SmallTopics(broker, remarks);
    AlertSpans ofTopic = broker == null ? new AlertSpans() : topics.alerts();
    AlertSpans alerts = given == null ? ofTopic : given;
    Function<String, AlertSpans.Whole> find =
        id -> alerts.find(id) == null ? ofTopic.find(id) : alerts.find(id);
    List<Verdict> verdicts = new ArrayList<>();
    if (broker != null) {
      verdicts.addAll(topics.verdicts());
    }
    verdicts.addAll(known.verdicts());
    KnownLabels labels = KnownLabels.of(known.truth(), verdicts, find);
    List<TrainingRow> rows = new ArrayList<>();
    String sha256 = null;
    try (Progress bar = Progress.bar("train", -1)) {
      TrainingSetReader.Read read =
          TrainingSetReader.read(
              table,
              row -> {
                rows.add(labels.labels().label(row, alerts.openAboveLow(row.agent(), row.time())));
                bar.stepTo(rows.size());
              });
      if (read.unchanged()) {
        sha256 = read.info().sha256();
      } else {
        remarks.add(table + ": changed since it was written");
      }
    } catch (IOException e) {
      throw Failure.input("cannot read " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw Failure.input(e.getMessage());
    }
    String unused = ExtractOptions.withoutSpan(labels, verdicts.size());
    if (unused != null) {
      remarks.add(unused);
    }
    rows.sort(Comparator.comparing(TrainingRow::time).thenComparing(TrainingRow::agent));
    List<KnownLabels.FalseAlarm> alarms = new ArrayList<>(labels.falseAlarms());
    if (broker != null && !rows.isEmpty()) {
      // A topic keeps verdicts for years: those of before the table cannot be looked at by anybody.
      Instant first = rows.get(0).time();
      var inFiles = KnownLabels.of(null, known.verdicts(), find).falseAlarms();
      alarms.removeIf(a -> a.to().isBefore(first) && !inFiles.contains(a));
      int older = labels.falseAlarms().size() - alarms.size();
      if (older > 0) {
        remarks.add(
            Counted.of(older, "false alarm")
                + " of gatewatch.verdicts older than the table: no new fixture");
      }
    }
    return new RowSource(rows, nameOf(table.toString()), remarks, List.copyOf(alarms), sha256);
  }
}
