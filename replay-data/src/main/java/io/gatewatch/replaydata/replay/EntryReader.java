package io.gatewatch.replaydata.replay;

import io.gatewatch.ingest.CallJson;
import io.gatewatch.ingest.CallLine;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.ingest.masking.Masker;
import io.gatewatch.ingest.masking.MaskingKeys;
import io.gatewatch.ingest.masking.Shape;
import java.util.List;
import java.util.stream.Stream;

/** One line of one format as an entry, or the reason why it is none. */
interface EntryReader {
  /** Formats that can be replayed. */
  List<String> FORMATS = Stream.concat(Formats.names().stream(), Stream.of("calls")).toList();

  /** An entry or a reject; exactly one is not null. */
  record Read(LogEntry entry, ParsedLine.Rejected rejected) {}

  Read read(byte[] line);

  /** The reader of a format, see {@link #FORMATS}. */
  static EntryReader of(String format, LineContext context) {
    MaskingKeys keys = MaskingKeys.wellKnown();
    return format.equals("calls")
        ? calls(new Masker(keys))
        : lines(Formats.named(format).parser(ParserSettings.shipped(keys)), context);
  }

  private static EntryReader lines(LineParser parser, LineContext context) {
    return line -> {
      ParsedLine parsed = parser.parse(line, context);
      return parsed instanceof ParsedLine.Accepted accepted
          ? new Read(accepted.call(), null)
          : new Read(null, (ParsedLine.Rejected) parsed);
    };
  }

  private static EntryReader calls(Masker masker) {
    return line -> {
      CallLine read = CallJson.read(line);
      if (read instanceof CallLine.Unreadable unreadable) {
        return new Read(
            null,
            new ParsedLine.Rejected(
                unreadable.reason().wire(),
                unreadable.offset(),
                line.length,
                masker.lineHash("calls", line),
                Shape.of(line)));
      }
      return new Read(((CallLine.Entry) read).entry(), null);
    };
  }
}
