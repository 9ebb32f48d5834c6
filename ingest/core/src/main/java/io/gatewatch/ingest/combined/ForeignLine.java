package io.gatewatch.ingest.combined;

import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.text.Fields;

/** Says of a line that is no access log why it is none. */
final class ForeignLine {
  private ForeignLine() {}

  /**
   * A line of a server's error log is about something else than a call; an access line that breaks
   * off is truncated; anything else is another format.
   */
  static RejectReason reason(byte[] line, int start) {
    if (start >= line.length) {
      return RejectReason.EMPTY_LINE;
    }
    if (isNginxError(line, start) || isApacheError(line, start)) {
      return RejectReason.NOT_A_CALL;
    }
    return breaksOff(line, start) ? RejectReason.TRUNCATED : RejectReason.NOT_THE_FORMAT;
  }

  /** 2026/03/02 09:15:00 [error] … */
  private static boolean isNginxError(byte[] line, int at) {
    return line.length - at > 21
        && line[at + 4] == '/'
        && line[at + 7] == '/'
        && line[at + 10] == ' '
        && line[at + 13] == ':'
        && line[at + 20] == '[';
  }

  /** [Mon Mar 02 09:15:00.123456 2026] [core:error] … */
  private static boolean isApacheError(byte[] line, int at) {
    return line.length - at > 25
        && line[at] == '['
        && line[at + 4] == ' '
        && line[at + 8] == ' '
        && line[at + 11] == ' '
        && line[at + 14] == ':';
  }

  /** {@code client - - [02/Mar/2026:09…} without a request behind it. */
  private static boolean breaksOff(byte[] line, int start) {
    Fields fields = new Fields(true);
    fields.start(line, start);
    int words = 0;
    while (fields.next()) {
      if (fields.kind() == Fields.Kind.BRACKETED) {
        return words >= 3 && (fields.isCut() || !fields.next());
      }
      words++;
    }
    return words > 0 && words <= 3 && line[line.length - 1] == '-';
  }
}
