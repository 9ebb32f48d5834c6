package io.gatewatch.replaydata.cli;

import io.gatewatch.alerting.QuotaSignature;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.detectors.Versions;
import io.gatewatch.models.training.TrainingSetInfo.InForce;
import io.gatewatch.replaydata.replay.Counted;
import io.gatewatch.replaydata.train.FeatureExtraction;
import io.gatewatch.replaydata.train.KnownLabels;
import io.gatewatch.replaydata.train.QuotaUpdates;
import io.gatewatch.replaydata.train.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Training rows out of a history, and what is known of it. */
final class ExtractOptions {
  /**
   * What was extracted.
   *
   * @param versions what was in force at the end
   * @param remarks lines on what was given and led to nothing
   */
  record Extracted(InForce versions, List<String> remarks) {}

  @Mixin private HistoryOptions history;
  @Mixin private KnownOptions known;

  @Option(
      names = "--quotas",
      paramLabel = "FILE",
      description =
          "Quota updates that were in force then (quotas.ndjson, or records of gatewatch.quotas a"
              + " line): what one of mode enforce bore on teaches nothing. --topic finds them itself.")
  private Path quotas;

  @Option(
      names = "--quota-key",
      paramLabel = "FILE",
      description =
          "quota-signing.pub, by which gateways check quota updates; repeat it where keys were"
              + " changed. Of --topic only what is signed with one of them counts. Without it no"
              + " signature is checked.")
  private List<Path> quotaKeys = new ArrayList<>();

  /** Whether quotas are given, which only a history can be held against. */
  boolean hasQuotas() {
    return quotas != null;
  }

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
    List<PublicKey> signers = signers();
    List<String> remarks = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>(known.verdicts());
    List<QuotaUpdate> updates = new ArrayList<>(quotasOfFile());
    if (history.brokerOfTopic() != null) {
      try {
        SmallTopics topics = new SmallTopics(history.brokerOfTopic(), remarks);
        verdicts.addAll(0, topics.verdicts());
        updates.addAll(topics.quotas(signers));
      } catch (KafkaException e) {
        throw history.noBroker();
      }
    }
    try (FeatureExtraction extraction = new FeatureExtraction()) {
      HistoryOptions.Played played =
          history.play(task, VerdictsFile.heard(known.said()), extraction);
      QuotaUpdates.inOrder(updates).forEach(extraction::quota);
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

  private List<PublicKey> signers() {
    if (!quotaKeys.isEmpty() && history.brokerOfTopic() == null) {
      throw Failure.usage("--quota-key goes with --topic: a file carries no signatures");
    }
    List<PublicKey> signers = new ArrayList<>();
    for (Path file : quotaKeys) {
      try {
        signers.add(QuotaSignature.publicKey(Files.readAllBytes(file)));
      } catch (IOException e) {
        throw Failure.input("cannot read " + e.getMessage());
      } catch (IllegalArgumentException e) {
        throw Failure.input("--quota-key " + file + ": no Ed25519 public key in PEM form");
      }
    }
    return signers;
  }

  private List<QuotaUpdate> quotasOfFile() {
    try {
      return quotas == null ? List.of() : QuotaUpdates.read(quotas);
    } catch (IOException e) {
      throw Failure.input("cannot read " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw Failure.input(e.getMessage());
    }
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
