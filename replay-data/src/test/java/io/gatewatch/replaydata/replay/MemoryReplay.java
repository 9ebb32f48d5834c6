package io.gatewatch.replaydata.replay;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertingConfig;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.FeedReport;
import io.gatewatch.ingest.RejectRecord;
import java.util.List;
import java.util.function.Consumer;

/**
 * A replay of calls as they are made, with no file between: the same rows as of a raw file that
 * holds them in order of time.
 */
public final class MemoryReplay {
  private final Replay replay;
  private final FileReports reports;
  private long latest;

  public MemoryReplay(
      Book book,
      Consumer<Alert> alerts,
      Consumer<QuotaUpdate> quotas,
      Consumer<RefusedMinute> refused) {
    this.replay =
        new Replay(
            book,
            List.of(),
            AlertingConfig.defaults(),
            new RunFigures(List.of()),
            alerts,
            quotas,
            reject -> {},
            refused,
            null);
    this.reports = new FileReports(new IntoReplay());
  }

  /** Takes the next call, not older than the one before. */
  public void call(ApiCall call, int bytes) {
    long promised = latest;
    latest = Math.max(latest, call.time().toEpochMilli());
    reports.reach(latest);
    replay.mark(latest - 1);
    replay.call(call);
    reports.call(call, bytes, promised);
  }

  /** No more calls: lets out what waits. */
  public RunFigures finish() {
    reports.finish();
    replay.finishFiles(0);
    return replay.finish();
  }

  private final class IntoReplay implements EntrySink {
    @Override
    public void call(ApiCall call) {
      replay.call(call);
    }

    @Override
    public void report(FeedReport report) {
      replay.report(report);
    }

    @Override
    public void mark(long epochMillis) {
      replay.mark(epochMillis);
    }

    @Override
    public void reject(RejectRecord reject) {
      replay.reject(reject);
    }

    @Override
    public void progress(double share, long lines) {
      // Nobody watches.
    }
  }
}
