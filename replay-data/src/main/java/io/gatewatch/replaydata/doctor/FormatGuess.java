package io.gatewatch.replaydata.doctor;

import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.formats.Format;
import io.gatewatch.ingest.formats.Formats;
import java.util.List;

/** Which format the first lines of a sample have, told by which parser reads most of them. */
final class FormatGuess {
  /** Lines that a guess is made from. */
  static final int LINES = 200;

  private FormatGuess() {}

  /**
   * A better format than the given one; null when none reads half of the lines, or more of them.
   */
  static String better(
      String given, List<byte[]> lines, ParserSettings settings, LineContext context) {
    String best = null;
    int most = Math.max(accepted(Formats.named(given), lines, settings, context), lines.size() / 2);
    for (Format format : Formats.all()) {
      int accepted = accepted(format, lines, settings, context);
      if (accepted > most) {
        most = accepted;
        best = format.name();
      }
    }
    return best;
  }

  private static int accepted(
      Format format, List<byte[]> lines, ParserSettings settings, LineContext context) {
    LineParser parser = format.parser(settings);
    int accepted = 0;
    for (byte[] line : lines) {
      for (byte[] piece : format.split(line)) {
        accepted += parser.parse(piece, context) instanceof ParsedLine.Accepted ? 1 : 0;
      }
    }
    return accepted;
  }
}
