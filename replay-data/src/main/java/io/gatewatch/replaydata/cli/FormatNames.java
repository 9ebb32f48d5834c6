package io.gatewatch.replaydata.cli;

import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.replaydata.replay.HistoryRun;
import java.util.Iterator;
import java.util.List;

/** Formats that history may have, for help and complaints. */
final class FormatNames implements Iterable<String> {
  /** Those of gateways, without our own. */
  static final class OfGateways implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Formats.names().iterator();
    }
  }

  @Override
  public Iterator<String> iterator() {
    return HistoryRun.FORMATS.iterator();
  }

  static Failure unknown(String format) {
    return unknown(format, HistoryRun.FORMATS);
  }

  static Failure notOfAGateway(String format) {
    return unknown(format, Formats.names());
  }

  private static Failure unknown(String format, List<String> known) {
    return Failure.usage(
        "--format " + format + " is not known; use one of " + String.join(", ", known));
  }
}
