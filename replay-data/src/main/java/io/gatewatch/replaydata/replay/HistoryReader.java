package io.gatewatch.replaydata.replay;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.FeedReport;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.RejectRecord;
import io.gatewatch.ingest.assemble.ParserSettings;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** The calls of log files, in order, for those who want nothing else. */
public final class HistoryReader {
  private HistoryReader() {}

  /**
   * Reads all calls; lines that cannot be read are left out.
   *
   * @throws IllegalArgumentException when the format is not one of {@link HistoryRun#FORMATS}
   */
  public static void calls(
      String format,
      LineContext context,
      ParserSettings settings,
      List<String> inputs,
      Consumer<ApiCall> calls,
      HistoryRun.Watcher watcher)
      throws IOException {
    if (!HistoryRun.FORMATS.contains(format)) {
      throw new IllegalArgumentException(
          "format " + format + " (expected: one of " + HistoryRun.FORMATS + ")");
    }
    EntrySink sink =
        new EntrySink() {
          @Override
          public void call(ApiCall call) {
            calls.accept(call);
          }

          @Override
          public void report(FeedReport report) {
            // Left out as well.
          }

          @Override
          public void mark(long epochMillis) {
            // Whoever only reads calls asks nobody for the time.
          }

          @Override
          public void reject(RejectRecord reject) {
            // Left out, as promised.
          }

          @Override
          public void progress(double share, long lines) {
            watcher.at(share, lines);
          }
        };
    EntryReader reader = EntryReader.of(format, context, settings);
    new FileSource(format, reader, Long.MIN_VALUE, Long.MAX_VALUE, sink).play(inputs);
  }
}
