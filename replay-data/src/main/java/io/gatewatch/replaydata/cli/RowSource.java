package io.gatewatch.replaydata.cli;

import io.gatewatch.ingest.Sha256;
import io.gatewatch.models.training.TrainingRow;
import io.gatewatch.models.training.TrainingSetReader;
import io.gatewatch.replaydata.replay.Counted;
import io.gatewatch.replaydata.train.AlertSpans;
import io.gatewatch.replaydata.train.FalseAlarm;
import io.gatewatch.replaydata.train.KnownLabels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rows to train on, in order of time.
 *
 * @param data where they came from, in words
 * @param remarks lines on what was odd
 * @param falseAlarms what analysts called false, of a table
 * @param sha256 of the table's text; null for a history, and for a table that was changed since it
 *     was written
 * @param labels SHA-256 of the file of attacks that was given besides; null for none
 * @param verdicts SHA-256 of what analysts had said: records of the topic, each with a line end,
 *     then the file; null for none
 */
record RowSource(
    List<TrainingRow> rows,
    String data,
    List<String> remarks,
    List<FalseAlarm> falseAlarms,
    String sha256,
    String labels,
    String verdicts) {
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
    return new RowSource(
        rows, options.history().words(), extracted.remarks(), List.of(), null, null, null);
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
   * The same, with the false alarms that stand on the topics of a broker besides. What is given in
   * files outranks them; no label of a row comes from there, since whoever may write to a topic
   * could say so what a model is judged by.
   *
   * @param broker null for none
   */
  static RowSource ofTable(Path table, KnownOptions known, String broker) {
    List<String> remarks = new ArrayList<>();
    AlertSpans given = known.alerts();
    SmallTopics topics = new SmallTopics(broker, remarks);
    AlertSpans ofTopic = broker == null ? new AlertSpans() : topics.alerts();
    AlertSpans alerts = given == null ? ofTopic : given;
    List<SmallTopics.Said> said = broker == null ? List.of() : topics.said();
    KnownLabels labels =
        KnownLabels.of(
            known.truth(),
            known.verdicts(),
            said.stream().map(SmallTopics.Said::verdict).toList(),
            given == null ? id -> null : given::find,
            ofTopic::find);
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
    String unused = ExtractOptions.withoutSpan(labels, said.size() + known.verdicts().size());
    if (unused != null) {
      remarks.add(unused);
    }
    rows.sort(Comparator.comparing(TrainingRow::time).thenComparing(TrainingRow::agent));
    return new RowSource(
        rows,
        nameOf(table.toString()),
        remarks,
        newEnough(labels.falseAlarms(), rows, remarks),
        sha256,
        known.labelsSha256(),
        hash(said, known.saidBytes()));
  }

  /** A topic keeps verdicts for years: those of before the table cannot be looked at by anybody. */
  private static List<FalseAlarm> newEnough(
      List<FalseAlarm> all, List<TrainingRow> rows, List<String> remarks) {
    List<FalseAlarm> alarms = new ArrayList<>(all);
    if (!rows.isEmpty()) {
      Instant first = rows.get(0).time();
      alarms.removeIf(a -> a.ofTopic() && a.to().isBefore(first));
    }
    int older = all.size() - alarms.size();
    if (older > 0) {
      remarks.add(
          Counted.of(older, "false alarm")
              + " of gatewatch.verdicts older than the table: no new fixture");
    }
    return List.copyOf(alarms);
  }

  private static String hash(List<SmallTopics.Said> said, byte[] file) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    said.forEach(s -> all.writeBytes((s.text() + "\n").getBytes(StandardCharsets.UTF_8)));
    all.writeBytes(file);
    return all.size() == 0 ? null : Sha256.hex(all.toByteArray());
  }
}
