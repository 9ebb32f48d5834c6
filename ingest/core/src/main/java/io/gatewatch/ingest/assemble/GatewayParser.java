package io.gatewatch.ingest.assemble;

import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.Repeats;
import io.gatewatch.ingest.json.LineFault;
import io.gatewatch.ingest.masking.Masker;
import io.gatewatch.ingest.masking.Shape;
import java.nio.charset.StandardCharsets;

/** The parser of any format: its reader takes notes, the assembler makes the call. */
public final class GatewayParser implements LineParser {
  private final String format;
  private final LineReader reader;
  private final Masker masker;
  private final CallAssembler assembler;

  /** A parser of a format with its own buffers, confined to one thread. */
  public GatewayParser(String format, LineReader reader, ParserSettings settings) {
    this.format = format;
    this.reader = reader;
    this.masker = new Masker(settings.keys());
    this.assembler = new CallAssembler(format, masker, settings);
  }

  @Override
  public String format() {
    return format;
  }

  @Override
  public ParsedLine parse(byte[] line, LineContext context, Repeats among) {
    try {
      if (line.length > MAX_LINE_BYTES) {
        throw new LineFault(RejectReason.LINE_TOO_LONG);
      }
      return parseOrMend(line, context, among);
    } catch (LineFault fault) {
      return rejected(fault.reason(), fault.offset(), line, context);
    } catch (RuntimeException fault) {
      // The last resort: a fault of ours costs one line, not the job. Tests hold that none is
      // known.
      return rejected(RejectReason.UNEXPECTED, -1, line, context);
    }
  }

  private ParsedLine parseOrMend(byte[] line, LineContext context, Repeats among) throws LineFault {
    try {
      return new ParsedLine.Accepted(assembler.assemble(reader.read(line), line, context, among));
    } catch (LineFault fault) {
      ParsedLine mended =
          fault.reason() == RejectReason.NOT_UTF8 ? mended(line, context, among) : null;
      if (mended == null) {
        throw fault;
      }
      return mended;
    }
  }

  /**
   * Gateways pass on the bytes that callers send: a line that is whole but for bytes that are no
   * UTF-8 is a call, or a caller could keep out of sight with one odd byte in a header. Null when
   * it is no call either way.
   */
  private ParsedLine mended(byte[] line, LineContext context, Repeats among) {
    byte[] utf8 = new String(line, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    try {
      return new ParsedLine.Accepted(assembler.assemble(reader.read(utf8), line, context, among));
    } catch (LineFault fault) {
      return null;
    }
  }

  private ParsedLine rejected(RejectReason reason, long offset, byte[] line, LineContext context) {
    return new ParsedLine.Rejected(
        reason.wire(),
        offset,
        line.length,
        masker.at(context.receivedAt()).lineHash(context.tenant(), line),
        Shape.of(line));
  }
}
