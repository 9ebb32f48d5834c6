package io.gatewatch.replaydata.replay;

import io.gatewatch.ingest.CallJson;
import io.gatewatch.ingest.CallLine;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.RejectRecord;
import io.gatewatch.ingest.Repeats;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.ingest.masking.Masker;
import io.gatewatch.ingest.masking.Shape;
import java.io.IOException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** One line of one format as an entry, or the reason why it is none. */
final class EntryReader {
  /** Our own format: calls as JSON. */
  static final String CALLS = "calls";

  /** Formats that can be replayed. */
  static final List<String> FORMATS =
      Stream.concat(Formats.names().stream(), Stream.of(CALLS)).toList();

  /** An entry or a reject; exactly one is not null. */
  record Read(LogEntry entry, ParsedLine.Rejected rejected) {}

  private final String name;
  private final LineContext context;
  private final BiFunction<byte[], Repeats, Read> reading;

  private EntryReader(String name, LineContext context, BiFunction<byte[], Repeats, Read> reading) {
    this.name = name;
    this.context = context;
    this.reading = reading;
  }

  /** The reader of a format, see {@link #FORMATS}. */
  static EntryReader of(String name, LineContext context, ParserSettings settings) {
    return new EntryReader(
        name,
        context,
        name.equals(CALLS)
            ? calls(new Masker(settings.keys()))
            : lines(Formats.named(name).parser(settings), context));
  }

  /** A file of the format. */
  LogLines open(String file) throws IOException {
    return LogLines.open(file, Formats.named(name));
  }

  /** Where a reject comes from. */
  RejectRecord.Origin origin(String source) {
    return new RejectRecord.Origin(context.tenant(), context.group(), name, source);
  }

  /**
   * Reads a line.
   *
   * @param among the lines of the same file
   */
  Read read(byte[] line, Repeats among) {
    return reading.apply(line, among);
  }

  private static BiFunction<byte[], Repeats, Read> lines(LineParser parser, LineContext context) {
    return (line, among) -> {
      ParsedLine parsed = parser.parse(line, context, among);
      return parsed instanceof ParsedLine.Accepted accepted
          ? new Read(accepted.call(), null)
          : new Read(null, (ParsedLine.Rejected) parsed);
    };
  }

  private static BiFunction<byte[], Repeats, Read> calls(Masker masker) {
    return (line, among) -> {
      CallLine read = CallJson.read(line);
      if (read instanceof CallLine.Unreadable unreadable) {
        return new Read(
            null,
            new ParsedLine.Rejected(
                unreadable.reason().wire(),
                unreadable.offset(),
                line.length,
                masker.at(null).lineHash(CALLS, line),
                Shape.of(line)));
      }
      return new Read(((CallLine.Entry) read).entry(), null);
    };
  }
}
