package io.gatewatch.replaydata.replay;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.FeedMeter;
import io.gatewatch.ingest.RejectRecord;

/**
 * The reports that a collector would have written, had it received the lines of log files when they
 * were written: one a round of event time, and one a minute where the files are silent for up to
 * four days (a long weekend). Of a longer silence nothing is reported: there, files are missing, or
 * a line is misdated. Time is marked as it is reported, so that reports need not be kept.
 */
final class FileReports {
  private static final String WRITER = "replay";
  private static final long SILENT_MILLIS = 60_000;
  private static final long LONGEST_SILENCE_MILLIS = 4 * 86_400_000L;

  private final FeedMeter meter = new FeedMeter();
  private final EntrySink sink;
  private long reached = Long.MIN_VALUE;

  FileReports(EntrySink sink) {
    this.sink = sink;
  }

  /** Time has come so far: yields the reports of all rounds that have ended. */
  void reach(long epochMillis) {
    long end = Math.floorDiv(epochMillis, FeedMeter.ROUND_MILLIS) * FeedMeter.ROUND_MILLIS;
    if (reached == Long.MIN_VALUE) {
      reached = end;
      meter.reportAt(WRITER, reached);
    }
    long step = FeedMeter.ROUND_MILLIS;
    while (reached < end) {
      reached = Math.min(end, reached + step);
      sink.report(meter.reportAt(WRITER, reached));
      sink.mark(reached - 1);
      step = SILENT_MILLIS;
      if (end - reached > LONGEST_SILENCE_MILLIS) {
        reached = end;
        meter.resumeAt(end);
      }
    }
  }

  /** The files have ended: yields the report of the last round. */
  void finish() {
    if (reached != Long.MIN_VALUE) {
      reach(reached + FeedMeter.ROUND_MILLIS);
    }
  }

  void call(ApiCall call, int bytes, long promised) {
    meter.accepted(call, bytes, promised);
  }

  void reject(RejectRecord reject) {
    RejectRecord.Origin origin = reject.origin();
    meter.rejected(
        origin.tenant(),
        origin.group(),
        origin.format(),
        reject.rejected().reason(),
        reject.rejected().length());
  }
}
