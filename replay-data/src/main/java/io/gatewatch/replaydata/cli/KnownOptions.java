package io.gatewatch.replaydata.cli;

import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.replaydata.evaluate.Truth;
import io.gatewatch.replaydata.replay.Counted;
import io.gatewatch.replaydata.train.AlertSpans;
import io.gatewatch.replaydata.train.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** What is known of a history: attacks, and what analysts said. Each file is read once. */
final class KnownOptions {
  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "Attacks that are known to be in the traffic (labels.json; evaluate --run: that of the run's"
              + " folder unless given).")
  private Path labels;

  @Option(
      names = "--verdicts",
      paramLabel = "FILE",
      description =
          "What analysts said, a JSON object a line (principal, verdict, effectiveFrom; from, to,"
              + " category, alertId, reason).")
  private Path verdicts;

  @Option(
      names = "--alerts",
      paramLabel = "FILE",
      description = "alerts.ndjson of a replay, for verdicts that name an alert of it.")
  private Path alerts;

  private LabelsOption read;
  private byte[] content;
  private List<ControlRecord> said;

  /** The file of attacks that are known; null when none is given. */
  Path labels() {
    return labels;
  }

  /** Attacks that are known; null when no file is given. */
  Truth truth() {
    LabelsOption option = labelsRead();
    return option == null ? null : option.truth();
  }

  /** SHA-256 of the file of attacks; null when none is given. */
  String labelsSha256() {
    LabelsOption option = labelsRead();
    return option == null ? null : option.sha256();
  }

  private LabelsOption labelsRead() {
    if (read == null && labels != null) {
      read = LabelsOption.read(labels);
    }
    return read;
  }

  /** Alerts of another run; null when no file is given. */
  AlertSpans alerts() {
    try {
      return alerts == null ? null : AlertSpans.read(alerts);
    } catch (IOException e) {
      throw Failure.input("cannot read " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw Failure.input(e.getMessage());
    }
  }

  /** Verdicts as records of control, in the file's order. */
  List<ControlRecord> said() {
    try {
      if (said == null) {
        content = verdicts == null ? new byte[0] : Files.readAllBytes(verdicts);
        said = verdicts == null ? List.of() : VerdictsFile.read(verdicts, content);
      }
      return said;
    } catch (IOException e) {
      throw Failure.input("cannot read " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw Failure.usage(e.getMessage());
    }
  }

  /** Content of the file of verdicts; empty when none is given. */
  byte[] saidBytes() {
    said();
    return content.clone();
  }

  /** The same without some verdicts. */
  KnownOptions without(Predicate<Verdict> which) {
    List<ControlRecord> whole = said();
    KnownOptions others = new KnownOptions();
    others.labels = labels;
    others.alerts = alerts;
    others.content = content;
    others.said = whole.stream().filter(r -> !which.test(VerdictsFile.verdict(r))).toList();
    return others;
  }

  /** The same without windows of a review. */
  KnownOptions withoutReview() {
    KnownOptions others = without(v -> false);
    others.said = VerdictsFile.heard(said());
    return others;
  }

  /** A line on the windows of a review that are left out; null for none. */
  String reviewLeftOut() {
    int windows = said().size() - VerdictsFile.heard(said()).size();
    return windows == 0
        ? null
        : Counted.of(windows, "verdict")
            + " on windows of a review left out: they say of some days' draws, not of all attacks"
            + " that there were";
  }

  /** Verdicts, as what they say. */
  List<Verdict> verdicts() {
    return said().stream().map(VerdictsFile::verdict).toList();
  }
}
