package io.gatewatch.replaydata.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.detectors.Versions;
import io.gatewatch.models.training.TrainingSetInfo.InForce;
import io.gatewatch.replaydata.replay.Counted;
import io.gatewatch.replaydata.train.FeatureExtraction;
import io.gatewatch.replaydata.train.KnownLabels;
import io.gatewatch.replaydata.train.TopicTexts;
import io.gatewatch.replaydata.train.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Mixin;

/** Training rows out of a history, and what is known of it. */
final class ExtractOptions {
  private static final String VERDICTS_TOPIC = "gatewatch.verdicts";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What was extracted.
   *
   * @param versions what was in force at the end
   * @param remarks lines on what was given and led to nothing
   */
  record Extracted(InForce versions, List<String> remarks) {}

  @Mixin private HistoryOptions history;
  @Mixin private KnownOptions known;

  HistoryOptions history() {
    return history;
  }

  KnownOptions known() {
    return known;
  }

  /** Plays the history and tells its rows. */
  Extracted extract(String task, FeatureExtraction.Rows rows) {
    history.check();
    // Before the run, which may take long: files that cannot be read are told at once.
    var truth = known.truth();
    var alerts = known.alerts();
    List<String> remarks = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>(known.verdicts());
    if (history.brokerOfTopic() != null) {
      verdicts.addAll(ofTopic(remarks));
    }
    try (FeatureExtraction extraction = new FeatureExtraction()) {
      HistoryOptions.Played played = history.play(task, known.said(), extraction);
      try (Progress bar = Progress.bar("rows", 1000)) {
        KnownLabels labels =
            extraction.finish(
                truth,
                verdicts,
                alerts,
                (row, share) -> {
                  rows.row(row, share);
                  bar.stepTo(Math.round(1000 * share));
                });
        add(remarks, withoutSpan(labels, verdicts.size()));
        add(remarks, ReplayEnd.unmet(played.figures().verdicts()));
      }
      return new Extracted(inForce(played.versions()), remarks);
    } catch (IOException e) {
      throw Failure.input("cannot write " + e.getMessage());
    }
  }

  private List<Verdict> ofTopic(List<String> remarks) {
    List<Verdict> verdicts = new ArrayList<>();
    int unreadable = 0;
    try {
      for (String text : TopicTexts.read(history.brokerOfTopic(), VERDICTS_TOPIC)) {
        try {
          verdicts.add(Verdict.read(JSON.readTree(text)));
        } catch (IOException | IllegalArgumentException e) {
          unreadable++;
        }
      }
    } catch (KafkaException e) {
      throw history.noBroker();
    }
    if (unreadable > 0) {
      remarks.add(
          Counted.of(unreadable, "record") + " of " + VERDICTS_TOPIC + " left out: no verdict");
    }
    return verdicts;
  }

  /** A line on verdicts that label nothing; null for none. */
  static String withoutSpan(KnownLabels labels, int verdicts) {
    return labels.withoutSpan() == 0
        ? null
        : labels.withoutSpan()
            + " of "
            + Counted.of(verdicts, "verdict")
            + " labelled no row: give from and to, or an alertId of this run or of --alerts";
  }

  private static void add(List<String> remarks, String line) {
    if (line != null) {
      remarks.add(line);
    }
  }

  private static InForce inForce(Versions versions) {
    return new InForce(
        versions.rules(), versions.models(), versions.registry(), versions.catalog());
  }
}
