package io.gatewatch.replaydata.replay;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.FeedReport;
import io.gatewatch.ingest.RejectRecord;

/** Takes what a source of history yields, in order. */
interface EntrySink {
  /** A call. */
  void call(ApiCall call);

  /** What a writer received in a span of its time. */
  void report(FeedReport report);

  /** Nothing dated at or before this, in epoch milliseconds, will come. */
  void mark(long epochMillis);

  /** A line that could not be read. */
  void reject(RejectRecord reject);

  /** How far the source is, 0..1, after {@code lines} lines. */
  void progress(double share, long lines);
}
