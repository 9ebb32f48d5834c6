package io.gatewatch.replaydata.replay;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertingConfig;
import io.gatewatch.alerting.AnalystVerdict;
import io.gatewatch.alerting.LocalAlerting;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.alerting.desk.DeskBook;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.chronicle.ChronicleRow;
import io.gatewatch.detectors.chronicle.UsageRow;
import io.gatewatch.detectors.judge.DetectionPipeline;
import io.gatewatch.features.Rounds;
import io.gatewatch.features.usage.UsageHour;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.FeedReport;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.RejectRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole of Gatewatch on one thread: entries in, alerts, quotas and rejects out. */
final class Replay {
  private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

  private final DetectionPipeline pipeline;
  private final LocalAlerting alerting;
  private final Consumer<RejectRecord> rejects;
  private final AsIfEnforced enforced;
  private final RunFigures figures;
  private final RunListener listener;
  private long toldRound = Long.MIN_VALUE;
  private long newest = Long.MIN_VALUE;

  /**
   * A replay that judges by {@code book} and alerts by {@code config}.
   *
   * @param windows maintenance windows and snoozes, and what analysts said
   * @param figures counts it
   * @param refused is told what the quotas would have refused; null for nobody
   * @param chronicle is told what production writes to the three topics of the chronicle; null for
   *     nobody
   */
  Replay(
      Book book,
      List<ControlRecord> windows,
      AlertingConfig config,
      RunFigures figures,
      Consumer<Alert> alerts,
      Consumer<QuotaUpdate> quotas,
      Consumer<RejectRecord> rejects,
      Consumer<RefusedMinute> refused,
      Consumer<ChronicleRow> chronicle) {
    this(
        book,
        windows,
        config,
        figures,
        rejects,
        refused,
        chronicle,
        new RunListener() {
          @Override
          public void alert(Alert alert) {
            alerts.accept(alert);
          }

          @Override
          public void quota(QuotaUpdate update) {
            quotas.accept(update);
          }
        });
  }

  /** The same for a listener. */
  Replay(
      Book book,
      List<ControlRecord> windows,
      AlertingConfig config,
      RunFigures figures,
      Consumer<RejectRecord> rejects,
      Consumer<RefusedMinute> refused,
      Consumer<ChronicleRow> chronicle,
      RunListener listener) {
    this.listener = listener;
    this.figures = figures;
    this.rejects = rejects;
    this.enforced = refused == null ? null : new AsIfEnforced(refused);
    DeskBook desk = new DeskBook(book::registry);
    windows.stream().filter(r -> !isVerdict(r)).forEach(record -> note(desk, record));
    this.alerting =
        new LocalAlerting(
            config,
            desk,
            alert -> {
              listener.alert(alert);
              figures.alert(alert);
            },
            quota -> {
              listener.quota(quota);
              figures.quota(quota);
              effect(quota);
            });
    windows.stream().filter(Replay::isVerdict).forEach(this::rule);
    this.pipeline =
        new DetectionPipeline(
                book,
                detection -> {
                  figures.detection(detection);
                  listener.detection(detection);
                  alerting.detection(detection);
                },
                chronicle,
                listener::judged)
            .usageTo(this::usage);
  }

  private void usage(UsageHour hour) {
    if (hour.who().principal().kind() == Principal.Kind.AGENT) {
      alerting.usage(UsageRow.of(hour));
    }
  }

  private static boolean isVerdict(ControlRecord record) {
    return record.kind().equals(ControlRecord.VERDICT);
  }

  private void rule(ControlRecord record) {
    byte[] said = record.payload().getBytes(StandardCharsets.UTF_8);
    alerting.verdict(AnalystVerdict.fromJson(said, record.effectiveFrom(), record.version()));
  }

  /** A record that cannot be used is left out, as production does. */
  private static void note(DeskBook desk, ControlRecord record) {
    try {
      desk.add(record);
    } catch (IllegalArgumentException e) {
      LOG.warn("{} is left out: {}", record.key(), e.getMessage());
    }
  }

  void call(ApiCall call) {
    newest = Math.max(newest, call.time().toEpochMilli());
    figures.call(call);
    listener.call(call);
    pipeline.call(call);
    if (enforced != null) {
      enforced.call(call);
    }
  }

  void report(FeedReport report) {
    newest = Math.max(newest, report.to().toEpochMilli() - 1);
    pipeline.report(report);
  }

  void mark(long epochMillis) {
    pipeline.promise(epochMillis);
    // Whatever waits, waits for the end of a round.
    long round = Math.floorDiv(epochMillis, Rounds.MILLIS);
    if (round > toldRound) {
      toldRound = round;
      pipeline.advance(epochMillis);
      alerting.clock(Instant.ofEpochMilli(Rounds.end(round - 1)));
      if (enforced != null) {
        enforced.mark(Rounds.end(round - 2));
      }
    }
  }

  private void effect(QuotaUpdate update) {
    if (enforced != null) {
      enforced.quota(update);
    }
  }

  void reject(RejectRecord reject) {
    figures.reject(reject);
    rejects.accept(reject);
  }

  /** The files have ended, after so many lines: completes the round of the last call. */
  void finishFiles(long lines) {
    figures.lines(lines);
    if (newest != Long.MIN_VALUE) {
      mark(Rounds.end(Rounds.of(newest)));
    }
  }

  /** Lets out what waits for the end of its round, and gives the run's figures. */
  RunFigures finish() {
    alerting.finish();
    if (enforced != null) {
      enforced.finish();
    }
    figures.monitored(alerting.reports());
    figures.late(pipeline.lateAfterTimer(), pipeline.duplicates(), pipeline.principals());
    return figures;
  }
}
