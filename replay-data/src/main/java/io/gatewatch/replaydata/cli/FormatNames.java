package io.gatewatch.replaydata.cli;

import io.gatewatch.replaydata.replay.HistoryRun;
import java.util.Iterator;

/** Formats that history may have, for help and complaints. */
final class FormatNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return HistoryRun.FORMATS.iterator();
  }

  static Failure unknown(String format) {
    return Failure.usage(
        "--format "
            + format
            + " is not known; use one of "
            + String.join(", ", HistoryRun.FORMATS));
  }
}
